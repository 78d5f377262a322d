"""The test at compile time: asks phrasings as if the index had never seen them, and ranks what it finds.

The index is built once, with all phrasings. A row is left out of each part of it in that part's own way:

- linear model: trained again without a whole fold of rows (folds.py).
- search: finds neither the row nor its twins, rows of the same words; a line out of scope may find its twins.
- words: its entry counts one phrasing less (`WordModel.read`).
- meaning: its cosine counts as 0 (`Profiles.meaning`).
- coverage: a word that no other phrasing says is unknown.

Everyday sentences are asked, too. These are no rows, so nothing is left out for them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.index.compiled import Layout
from bot.matching.index.profiles import Profiles
from bot.matching.index.quantisation import Floats, Ints
from bot.matching.index.retrieval import InvertedIndex, PhrasingVectors
from bot.matching.index.word_model import WordModel, weighed_tokens
from bot.matching.language.coverage import Coverage, coverage_of
from bot.matching.language.facets import Facets, read_facets
from bot.matching.language.features import Features, Sparse, Worded
from bot.matching.language.naming import Lexicon
from bot.matching.learning.folds import Vectors
from bot.matching.ranking.candidates import Candidates, weights_of
from bot.matching.ranking.finding import Likeness, find_candidates
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.judging import contrary_places, guarded, overruling
from bot.matching.ranking.scoring import scored_anew, weigh

FIRST_WEIGHTS = weights_of(
    {
        "margin": 3.0,
        "likelihood": 0.2,
        "phrasings": 1.0,
        "words": 0.25,
        "meaning": 4.0,
        "names met": 0.3,
        "dates met": 0.5,
        "facets open": -0.3,
        "names unmentioned": -0.8,
        "situation": 1.0,
        "nothing": 0.0,
    }
)
"""Before anything is fitted."""
_OUTSIDE_SHARE = 0.2
"""Share of questions out of scope that is expected in use."""
KEPT = 16
"""Candidates that are kept of each ranking."""
KEPT_REFUSED = 4
EVERYDAY = -1
"""Stands for the row of an everyday sentence, which has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """A question halfway to its `Sample`: all that needs no linear model, and is found while these still learn."""

    row: int
    """Its row of the index, or `EVERYDAY`."""
    truth: int
    """Its entry; "nothing" where it is out of scope."""
    words: Sequence[str]
    facets: Facets
    near: Ints
    """Rows of the nearest phrasings, without those left out."""
    similarities: Floats
    projected: Floats


@dataclass(slots=True, kw_only=True)
class Sample:
    """A question that was asked, and how it was ranked; `row` and `truth` as in `Searched`."""

    row: int
    truth: int
    candidates: Candidates
    coverage: Coverage
    refused: Floats
    """Parts of the best that the guard refused, a row each."""

    @property
    def is_everyday(self) -> bool:
        return self.row == EVERYDAY

    @property
    def outside(self) -> bool:
        """Whether it is out of scope."""
        return self.truth == self.candidates.nothing

    @property
    def found(self) -> list[int]:
        """The entries among the candidates, best first."""
        found: list[int] = self.candidates.entries[self.candidates.real].tolist()
        return found

    def weigh(self, weights: Floats) -> None:
        """Rank it anew by these weights."""
        self.candidates = scored_anew(self.candidates, weights)
        self.candidates.overruled = overruling((self.refused @ weights[:-1]).tolist(), self.candidates)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossValidation:
    """Two steps, since models learn meanwhile: `search_left_out` and `search_everyday`, then `rank`."""

    layout: Layout
    guard: Guard
    features: Features
    inverted: InvertedIndex
    phrasing_vectors: PhrasingVectors
    lexicon: Lexicon
    profiles: Profiles
    words: WordModel
    spellings: frozenset[str]
    """Words of names and synonyms, which are known in any case."""

    def search_left_out(
        self, lines: Sequence[Worded], vectors: Vectors, left_out: Sequence[int]
    ) -> list[Searched | None]:
        """Search for the rows `left_out` of all `lines`; None for one without features."""
        twins = _twins(lines)
        searched = []
        for row in left_out:
            words, _ = lines[row]
            truth = int(self.layout.entry_of_row[row])
            hidden = [row] if truth == self.layout.nothing else twins[tuple(words)]
            searched.append(self._searched(words, *vectors.of(row), row, truth, hidden))
        return searched

    def search_everyday(self, sentences: Sequence[Worded], vectors: Vectors) -> list[Searched | None]:
        """The same for everyday sentences."""
        return [
            self._searched(words, *vectors.of(at), EVERYDAY, self.layout.nothing, ())
            for at, (words, _) in enumerate(sentences)
        ]

    def _searched(
        self, words: Sequence[str], vector: Sparse, projected: Floats, row: int, truth: int, hidden: Sequence[int]
    ) -> Searched | None:
        if not len(vector[0]):
            return None
        near, similarities = self.inverted.similar(vector, self.phrasing_vectors)
        seen = ~np.isin(near, hidden)
        return Searched(
            row=row,
            truth=truth,
            words=words,
            facets=read_facets(words, self.lexicon),
            near=near[seen],
            similarities=similarities[seen],
            projected=projected,
        )

    def rank(self, searched: Sequence[Searched | None], scores: Iterable[Floats]) -> list[Sample]:
        """`scores`: margins and likelihoods of the entries, for each question."""
        return [self._ranked(one, own) for one, own in zip(searched, scores, strict=True) if one is not None]

    def _ranked(self, one: Searched, scores: Floats) -> Sample:
        def meaning_of(entries: Ints) -> Floats:
            return self.profiles.meaning(one.projected, entries, without_row=one.row)

        weighed = weighed_tokens(one.words, self.lexicon, self.features.common)
        words = self.words.read(*weighed, one_less=None if one.row == EVERYDAY else one.truth)
        like = Likeness(one.projected, scores, words, one.near, one.similarities)
        found = find_candidates(self.layout, like)
        ranked = weigh(found, FIRST_WEIGHTS, self.guard, one.facets, meaning_of)
        passed, refused = guarded(ranked, self.guard, one.facets)
        away = contrary_places(ranked, refused, self.guard, one.facets)[:KEPT_REFUSED]
        return Sample(
            row=one.row,
            truth=one.truth,
            candidates=passed.best(KEPT),
            coverage=self._coverage(one),
            refused=ranked.parts[away],
        )

    def _coverage(self, one: Searched) -> Coverage:
        own = 0 if one.row == EVERYDAY else 1
        known = {word for word in one.words if self.features.words.get(word, 0) > own or word in self.spellings}
        return coverage_of(one.words, known, self.features.common)


def weight_outside(inside: float, outside: float) -> float:
    """What each question out of scope weighs, beside 1 of each in scope, so that all have the share expected in use."""
    return _OUTSIDE_SHARE / (1 - _OUTSIDE_SHARE) * inside / max(1, outside)


def _twins(rows: Sequence[Worded]) -> dict[tuple[str, ...], list[int]]:
    twins: dict[tuple[str, ...], list[int]] = {}
    for row, (words, _) in enumerate(rows):
        twins.setdefault(tuple(words), []).append(row)
    return twins
