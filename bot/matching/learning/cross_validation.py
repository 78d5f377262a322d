"""The test at compile time: ranks left-out phrasings by an index that does not know them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.index.compiled import Layout
from bot.matching.index.linear import LinearModel
from bot.matching.index.profiles import Profiles
from bot.matching.index.retrieval import InvertedIndex, PhrasingVectors
from bot.matching.index.word_model import WordModel, weighed_tokens
from bot.matching.language.coverage import Coverage, coverage_of
from bot.matching.language.facets import Facets, read_facets
from bot.matching.language.features import Features, Sparse, Worded
from bot.matching.language.frequency import CommonWords
from bot.matching.language.naming import Lexicon
from bot.matching.learning.linear import FEW_ROWS, learn_linear, scores_of_rows
from bot.matching.learning.lots import Lots
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.scoring import Candidates, Floats, contrary, find_candidates, guarded, weigh, weights_of
from bot.worker import Worker

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
FOLDS = 4
"""Folds of a small knowledge base, each of which is left out in turn."""
LEFT_OUT, MOST_FOLDS = 4_000, 24
"""Phrasings of a large base that are left out, once; and the most folds for that, since an entry with fewer phrasings
than folds might have none left out."""
OUT_OF_SCOPE_SHARE = 0.2
"""Share of questions out of scope that is expected in use."""
KEPT = 16
"""Candidates that are kept of each ranking."""
KEPT_REFUSED = 4


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors of texts, and the same projected, a row each."""

    rows: csr_matrix
    projected: Floats

    def of(self, row: int) -> tuple[Sparse, Floats]:
        span = slice(self.rows.indptr[row], self.rows.indptr[row + 1])
        return (self.rows.indices[span], self.rows.data[span]), self.projected[row]

    def only(self, rows: NDArray[Any]) -> tuple[csr_matrix, Floats]:
        return self.rows[rows], self.projected[rows]


@dataclass(slots=True)
class Sample:
    """One question that was left out, and how it was ranked."""

    row: int
    """Its row of the index; -1 for an everyday sentence."""
    truth: int
    """Its entry; "nothing" where it is out of scope."""
    candidates: Candidates
    coverage: Coverage
    refused: Floats
    """Parts of the best that the guard refused, a row each."""

    @property
    def outside(self) -> bool:
        """Whether it is out of scope."""
        return self.truth == self.candidates.nothing


@dataclass(frozen=True, slots=True)
class Asked:
    """What is found for a left-out question before the models are learned."""

    row: int
    truth: int
    words: Sequence[str]
    facets: Facets
    rows: NDArray[np.int64]
    """The nearest phrasings, without itself."""
    similarities: Floats
    projected: Floats


@dataclass(frozen=True, slots=True)
class HoldOut:
    """Models that learn from some of the phrasings and rank the others."""

    rows: NDArray[np.int64]
    """The others."""
    scores: Callable[[], Iterator[Floats]]
    """Waits for the models, and yields margins and likelihoods of the groups for each of `rows`."""
    last: Future[LinearModel] | None
    """The last model, which ranks texts outside of all folds."""


@dataclass(slots=True)
class CrossValidation:
    layout: Layout
    guard: Guard
    features: Features
    inverted: InvertedIndex
    phrasing_vectors: PhrasingVectors
    lexicon: Lexicon
    common: CommonWords
    profiles: Profiles
    spellings: frozenset[str]
    """Words of names and synonyms, which are known in any case."""
    words: WordModel

    def asked(
        self,
        rows: Sequence[Worded],
        vectors: Vectors,
        left_out: Sequence[int],
        everyday: Sequence[Worded],
        everyday_vectors: Vectors,
    ) -> list[Asked | None]:
        """Search for the rows `left_out`, each without itself, then for everyday sentences; None for one without
        features."""
        twins = _twins(rows)
        nothing = self.layout.nothing
        drawn = []
        for row in left_out:
            truth = int(self.layout.entry_of_row[row])
            same = twins[tuple(rows[row][0])] if truth != nothing else [row]
            drawn.append(self._asked(row, truth, rows[row][0], *vectors.of(row), same))
        for at, (words, _) in enumerate(everyday):
            drawn.append(self._asked(-1, nothing, words, *everyday_vectors.of(at), []))
        return drawn

    def _asked(
        self, row: int, truth: int, words: Sequence[str], vector: Sparse, projected: Floats, same: Sequence[int]
    ) -> Asked | None:
        if not len(vector[0]):
            return None
        rows, similarities = self.inverted.similar(vector, self.phrasing_vectors)
        kept = ~np.isin(rows, same)
        return Asked(row, truth, words, read_facets(words, self.lexicon), rows[kept], similarities[kept], projected)

    def samples(self, asked: Sequence[Asked | None], scores: Iterable[Floats]) -> list[Sample]:
        """Rank the questions by the groups' `scores`."""
        return [self._sample(one, groups) for one, groups in zip(asked, scores, strict=True) if one is not None]

    def _sample(self, asked: Asked, scores: Floats) -> Sample:
        inside = asked.row >= 0
        tokens = weighed_tokens(asked.words, self.lexicon, self.common)
        read = self.words.read(*tokens, asked.truth if inside else -1)
        candidates = find_candidates(self.layout, scores, read, asked.rows, asked.similarities)

        def look(entries: NDArray[np.int64]) -> Floats:
            return self.profiles.meaning(asked.projected, entries, asked.row)

        ranked = weigh(candidates, FIRST_WEIGHTS, self.guard, asked.facets, look)
        passed, refused = guarded(ranked, self.guard, asked.facets)
        best = np.arange(len(passed.entries)) < KEPT
        best |= passed.entries == passed.nothing
        least = 1 if inside else 0
        known = {word for word in asked.words if self.features.words.get(word, 0) > least or word in self.spellings}
        coverage = coverage_of(asked.words, known, self.common)
        away = ranked.parts[contrary(ranked, refused, self.guard, asked.facets)[:KEPT_REFUSED]]
        return Sample(asked.row, asked.truth, passed.only(best), coverage, away)


def hold_out(vectors: Vectors, groups: NDArray[np.int64], count: int, lots: Lots, aside: Worker) -> HoldOut:
    """Begin to learn `aside` without each row (in large bases: without some of them)."""
    folds = FOLDS if len(groups) <= FEW_ROWS else min(MOST_FOLDS, max(FOLDS, round(len(groups) / LEFT_OUT)))
    folds_of_group = np.full(count, folds)
    # Lines out of scope, the last group, are few, and teach most about the confidence.
    folds_of_group[-1] = FOLDS
    fold_of_row = _folds(groups, folds_of_group)
    # The rows are projected already.
    no_projection = vectors.projected[:0]
    begun: list[tuple[NDArray[np.int64], Future[LinearModel]]] = []
    for number in range(folds if len(groups) <= FEW_ROWS else 1):
        seen = fold_of_row != number
        if not seen.all() and seen.any():
            rows, projected = vectors.only(seen)
            model = aside.submit(learn_linear, rows, projected, no_projection, groups[seen], count, lots[seen])
            begun.append((np.flatnonzero(~seen), model))

    def scores() -> Iterator[Floats]:
        for unseen, model in begun:
            yield from scores_of_rows(model.result(), *vectors.only(unseen))

    unseen = [np.zeros(0, np.int64), *(unseen for unseen, _ in begun)]
    return HoldOut(np.concatenate(unseen), scores, begun[-1][1] if begun else None)


def _twins(rows: Sequence[Worded]) -> dict[tuple[str, ...], list[int]]:
    twins: dict[tuple[str, ...], list[int]] = {}
    for row, (words, _) in enumerate(rows):
        twins.setdefault(tuple(words), []).append(row)
    return twins


def _folds(groups: NDArray[np.int64], folds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Deal the rows of each group to the folds in turn, independently of other groups.

    The only row of a group goes to none (-1): without it, the group is unknown.
    """
    sizes = np.bincount(groups)
    seen: dict[int, int] = {}
    dealt = np.full(len(groups), -1)
    for row, group in enumerate(groups.tolist()):
        if sizes[group] > 1:
            dealt[row] = (seen.get(group, 0) + sizes[group]) % folds[group]
            seen[group] = seen.get(group, 0) + 1
    return dealt
