"""The test at compile time: asks phrasings as if the index had never seen them, and ranks what it finds.

The index is built once, with all phrasings. A row is left out of each part of it in that part's own way:

- linear model: trained again without a whole fold of rows (folds.py).
- search: the row is hidden, and so is every row of the same words; of a line out of scope only the row itself.
- words: its entry counts one phrasing less (`WordModel.read_without_one`).
- meaning: its cosine counts as 0 (`Profiles.meaning`).
- coverage: a word that no other phrasing says is unknown.

Everyday sentences, which are no rows, are asked as they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from bot.matching.index.arrays import Floats, Ints
from bot.matching.index.tokens import weighed_tokens
from bot.matching.language.coverage import Coverage, coverage_of
from bot.matching.language.facets import Facets, read_facets
from bot.matching.language.features import Sparse
from bot.matching.learning.folds import Vectors
from bot.matching.learning.stages import Counted, Learned
from bot.matching.ranking.candidates import Candidates, scored_anew, weigh
from bot.matching.ranking.finding import Likeness, find_candidates
from bot.matching.ranking.judging import contrary_places, guarded, overruling

_OUTSIDE_SHARE = 0.2  # Share of questions out of scope that is expected in use.
KEPT = 16  # Candidates that are kept of each ranking.
KEPT_REFUSED = 4  # The same of those that the guard refused.


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """A question halfway to its `Sample`: all that is found without a linear model, while the models still learn."""

    row: int | None  # Its row of the index; an everyday sentence has none.
    truth: int  # Its entry; "nothing" where it is out of scope.
    words: Sequence[str]
    facets: Facets
    near: Ints  # Rows of the nearest phrasings, without those left out.
    similarities: Floats
    projected: Floats


@dataclass(slots=True, kw_only=True)
class Sample:
    """A question that was asked, and how it was ranked; `row` and `truth` as in `Searched`."""

    row: int | None
    truth: int
    candidates: Candidates
    coverage: Coverage
    refused: Floats  # Parts of the best that the guard refused, a row each.

    @property
    def is_everyday(self) -> bool:
        return self.row is None

    @property
    def outside(self) -> bool:
        """Whether it is out of scope."""
        return self.truth == self.candidates.nothing

    @property
    def found(self) -> list[int]:
        """The entries among the candidates, best first."""
        return list(self.candidates.entries[self.candidates.real].tolist())

    def weigh(self, weights: Floats) -> None:
        """Rank it anew by these weights."""
        self.candidates = scored_anew(self.candidates, weights)
        self.candidates.overruled = overruling((self.refused @ weights[:-1]).tolist(), self.candidates)


@dataclass(frozen=True)
class CrossValidation:
    """Two steps, since the models learn during the first: `search_left_out` and `search_everyday`, then `rank`."""

    counted: Counted
    learned: Learned
    weights: Floats  # By which all are ranked at first.

    @cached_property
    def _spellings(self) -> set[str]:
        """Words of names and synonyms, which are known in any case."""
        return self.counted.read.lexicon.spelling_words()

    def search_left_out(self) -> list[Searched | None]:
        """Search for the rows that the folds leave out; None for one without features."""
        lines, vectors, layout = self.counted.read.lines, self.learned.vectors, self.counted.layout
        twins: dict[tuple[str, ...], list[int]] = {}
        for row, line in enumerate(lines):
            twins.setdefault(line.words, []).append(row)
        searched = []
        for row in self.learned.folds.left_out.tolist():
            words, is_outside = lines[row].words, layout.entry_of_row[row] == layout.nothing
            searched.append(self._searched(words, *vectors.of(row), row, [row] if is_outside else twins[words]))
        return searched

    def search_everyday(self, vectors: Vectors) -> list[Searched | None]:
        """The same for everyday sentences. `vectors`: theirs."""
        sentences = self.counted.read.everyday
        return [self._searched(sentence.words, *vectors.of(at)) for at, sentence in enumerate(sentences)]

    def _searched(
        self,
        words: Sequence[str],
        vector: Sparse,
        projected: Floats,
        row: int | None = None,
        hidden: Sequence[int] = (),
    ) -> Searched | None:
        """`hidden`: rows that may not be found."""
        if not len(vector[0]):
            return None
        layout = self.counted.layout
        near, similarities = self.counted.inverted.similar(vector, self.counted.vectors)
        seen = ~np.isin(near, hidden)
        return Searched(
            row=row,
            truth=layout.nothing if row is None else int(layout.entry_of_row[row]),
            words=words,
            facets=read_facets(words, self.counted.read.lexicon),
            near=near[seen],
            similarities=similarities[seen],
            projected=projected,
        )

    def rank(self, searched: Sequence[Searched | None], scores: Iterable[Floats]) -> list[Sample]:
        """`scores`: margins and likelihoods of the entries, for each question."""
        return [self._ranked(one, own) for one, own in zip(searched, scores, strict=True) if one is not None]

    def _ranked(self, one: Searched, scores: Floats) -> Sample:
        features, layout, lexicon = self.counted.features, self.counted.layout, self.counted.read.lexicon
        guard, model = self.learned.guard, self.learned.lexical.words
        tokens = weighed_tokens(one.words, lexicon, features.common)
        words = model.read(*tokens) if one.row is None else model.read_without_one(*tokens, one.truth)
        found = find_candidates(layout, Likeness(one.projected, scores, words, one.near, one.similarities))
        meaning_of = partial(self.learned.profiles.meaning, one.projected, without_row=one.row)
        ranked = weigh(found, self.weights, guard, one.facets, meaning_of)
        passed, refused = guarded(ranked, guard, one.facets)
        away = contrary_places(ranked, refused, guard, one.facets)[:KEPT_REFUSED]
        own = 0 if one.row is None else 1
        known = {word for word in one.words if features.words.get(word, 0) > own or word in self._spellings}
        coverage = coverage_of(one.words, known, features.common)
        best, parts = passed.best(KEPT), ranked.parts[away]
        return Sample(row=one.row, truth=one.truth, candidates=best, coverage=coverage, refused=parts)


def weight_outside(inside: float, outside: float) -> float:
    """The weight of each question out of scope (1 in scope) with which all of them have the share expected in use."""
    return _OUTSIDE_SHARE / (1 - _OUTSIDE_SHARE) * inside / max(1, outside)
