"""Leaves phrasings out in turn: the rows of an index in, how each is ranked without itself out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.coverage import Coverage, coverage_of
from bot.matching.facets import read_facets
from bot.matching.features import Features, Sparse, Worded, matrix_rows
from bot.matching.frequency import CommonWords
from bot.matching.guard import Guard
from bot.matching.learning import FEW_ROWS, learn_linear, scores_of_rows
from bot.matching.linear import LinearModel
from bot.matching.naming import Lexicon
from bot.matching.retrieval import Phrasings
from bot.matching.scoring import Candidates, Floats, Layout, find_candidates, guarded, weigh

FIRST_WEIGHTS = np.array([3.0, 0.5, 6.0, 2.0, 0.3, 0.5, -0.3, -0.8, 0.0], np.float32)
"""Before anything is fitted: one a part, and what "nothing" gets on top."""
FOLDS = 4
OUT_OF_SCOPE_SHARE = 0.2
"""Share of questions out of scope that is expected in use."""
KEPT = 16
"""Candidates that are kept of each ranking."""


@dataclass(slots=True)
class Sample:
    """One question that was left out, and how it was ranked."""

    row: int
    """Its row of the index; -1 for an everyday sentence."""
    truth: int
    """Its entry; "nothing" where it is out of scope."""
    candidates: Candidates
    coverage: Coverage


@dataclass(slots=True)
class Trial:
    layout: Layout
    guard: Guard
    features: Features
    phrasings: Phrasings
    linear: LinearModel
    lexicon: Lexicon
    common: CommonWords
    _words: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._words = self.features.words

    def samples(
        self,
        rows: Sequence[Worded],
        learned: NDArray[np.int64],
        held_out: Mapping[int, Floats],
        everyday: Sequence[Worded],
    ) -> list[Sample]:
        """Rank the `learned` rows that were `held_out`, each without itself; then everyday sentences."""
        twins = _twins(rows)
        drawn = []
        for at, scores in held_out.items():
            row = int(learned[at])
            words, _ = rows[row]
            truth = int(self.layout.entry_of_row[row])
            same = twins[tuple(words)] if truth != self.layout.nothing else [row]
            drawn.append(self._sample(row, truth, words, self.phrasings.vector(row), scores, same))
        starts, (ids, values) = matrix_rows(self.features, everyday)
        matrix = csr_matrix((values, ids, starts), shape=(len(everyday), self.linear.fold.shape[0]))
        for at, scores in scores_of_rows(self.linear, matrix):
            span = slice(starts[at], starts[at + 1])
            vector = ids[span], values[span]
            drawn.append(self._sample(-1, self.layout.nothing, everyday[at][0], vector, scores, []))
        return drawn

    def _sample(
        self, row: int, truth: int, words: Sequence[str], vector: Sparse, scores: Floats, left_out: Sequence[int]
    ) -> Sample:
        found, similarities = self.phrasings.similar(vector)
        kept = ~np.isin(found, left_out)
        asked = read_facets(words, self.lexicon)
        named = self.guard.named(words)
        candidates = find_candidates(self.layout, scores, found[kept], similarities[kept], named)
        ranked = weigh(candidates, FIRST_WEIGHTS, self.guard, asked, self.layout.nothing)
        passed, _ = guarded(ranked, self.guard, asked, self.layout.nothing)
        best = np.arange(len(passed.entries)) < KEPT
        best |= passed.entries == self.layout.nothing
        known = {word: 1 for word in words if self._words.get(word, 0) > (1 if row >= 0 else 0)}
        return Sample(row, truth, passed.only(best), coverage_of(words, known, self.common))


def hold_out(
    rows: csr_matrix, fold: Floats, groups: NDArray[np.int64], count: int, aside: Executor
) -> Callable[[], dict[int, Floats]]:
    """Begin to learn from some of the rows, and return what waits for it: for each row (of large knowledge bases: of
    every fourth) margins and likelihoods of the groups by a model that did not see it."""
    fold_of_row = _folds(groups)
    begun: list[tuple[NDArray[np.int64], Future[LinearModel]]] = []
    for number in range(FOLDS if len(groups) <= FEW_ROWS else 1):
        seen = fold_of_row != number
        if not seen.all() and seen.any():
            begun.append((np.flatnonzero(~seen), learn_linear(rows[seen], fold, groups[seen], count, aside)))

    def finish() -> dict[int, Floats]:
        scores: dict[int, Floats] = {}
        for unseen, model in begun:
            scores |= {int(unseen[at]): one for at, one in scores_of_rows(model.result(), rows[unseen])}
        return scores

    return finish


def _twins(rows: Sequence[Worded]) -> dict[tuple[str, ...], list[int]]:
    twins: dict[tuple[str, ...], list[int]] = {}
    for row, (words, _) in enumerate(rows):
        twins.setdefault(tuple(words), []).append(row)
    return twins


def _folds(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Deal the rows of each group to the folds in turn."""
    seen: dict[int, int] = {}
    dealt = np.zeros(len(groups), np.int64)
    for row, group in enumerate(groups.tolist()):
        dealt[row] = (seen.get(group, 0) + group) % FOLDS
        seen[group] = seen.get(group, 0) + 1
    return dealt
