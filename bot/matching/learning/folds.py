"""Leaves phrasings out of the linear model, fold by fold, and ranks them by what the others taught."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.index.arrays import Floats, Ints
from bot.matching.index.linear import LinearModel
from bot.matching.language.features import Sparse
from bot.matching.learning.linear import learn_linear, scores_of_rows
from bot.matching.learning.lots import Lots
from bot.matching.learning.projection import FEW_ROWS
from bot.worker import Worker

FOLDS = 4  # Folds of a small knowledge base, each of which is left out in turn.
LEFT_OUT, MOST_FOLDS = 4_000, 24
"""Phrasings of a large base that are left out, once; and the most folds: with more, a small entry might have no
phrasing in the fold that is tried."""
OF_EVERYDAY = 4
"""Of the everyday sentences one in so many is left out; a few suffice, since they have nothing to do with the base."""
_NONE = -1  # The fold of a row that is never left out.


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors of texts, and the same projected, a row each."""

    rows: csr_matrix
    projected: Floats

    @classmethod
    def of_rows(cls, rows: csr_matrix, projection: Floats) -> "Vectors":
        return cls(rows, np.asarray(rows @ projection, np.float32))

    def of(self, row: int) -> tuple[Sparse, Floats]:
        span = slice(self.rows.indptr[row], self.rows.indptr[row + 1])
        return (self.rows.indices[span], self.rows.data[span]), self.projected[row]

    def only(self, rows: NDArray[Any]) -> tuple[csr_matrix, Floats]:
        return self.rows[rows], self.projected[rows]


@dataclass(frozen=True, slots=True)
class Folds:
    """Models that learn from some of the phrasings and rank the others."""

    left_out: Ints  # Rows of the index, fold by fold.
    scores: Callable[[], Iterator[Floats]]
    """Waits for the models, and yields margins and likelihoods of the groups for each row of `left_out`."""
    last: Future[LinearModel] | None  # The last model, which ranks texts outside of all folds.


def begin_folds(vectors: Vectors, groups: Ints, count: int, lots: Lots, aside: Worker, everyday: int) -> Folds:
    """Begin to learn `aside`, leaving out each row once (in large bases: some rows). `groups`: the number of each row's
    entry, or `count` - 1 out of scope. `everyday`: how many of the last rows are everyday sentences."""
    dealt, tried = FOLDS, FOLDS
    if len(groups) > FEW_ROWS:
        # Only the first fold is tried: of each group 1 / `dealt` of its rows, of lines out of scope 1 / `FOLDS`.
        dealt, tried = min(MOST_FOLDS, max(FOLDS, round(len(groups) / LEFT_OUT))), 1
    fold_of_row = _fold_of_row(groups, count, dealt, everyday)
    begun: list[tuple[Ints, Future[LinearModel]]] = []
    for number in range(tried):
        seen = fold_of_row != number
        if not seen.all() and seen.any():
            rows, projected = vectors.only(seen)
            model = aside.submit(learn_linear, rows, projected, groups[seen], count, lots[seen])
            begun.append((np.flatnonzero(~seen), model))

    left_out = np.concatenate([np.zeros(0, np.int64), *(unseen for unseen, _ in begun)])
    return Folds(left_out, partial(_scores, vectors, begun), begun[-1][1] if begun else None)


def _scores(vectors: Vectors, begun: Sequence[tuple[Ints, Future[LinearModel]]]) -> Iterator[Floats]:
    for unseen, model in begun:
        yield from scores_of_rows(model.result(), *vectors.only(unseen))


def _fold_of_row(groups: Ints, count: int, folds: int, everyday: int) -> Ints:
    folds_of_group = np.full(count, folds)
    # Lines out of scope, the last group, are few, and teach most about the confidence.
    folds_of_group[-1] = FOLDS
    fold_of_row = _dealt(groups, folds_of_group)
    # In one round each fold gets an everyday sentence, then for three rounds none does.
    rounds = np.arange(everyday) // FOLDS
    fold_of_row[len(groups) - everyday :][rounds % OF_EVERYDAY > 0] = _NONE
    return fold_of_row


def _dealt(groups: Ints, folds_of_group: Ints) -> Ints:
    """Deal the rows of each group to the folds in turn. The size of the group shifts the fold of its first row, so that
    small groups do not all begin with the same fold. A single row goes to no fold."""
    sizes = np.bincount(groups)
    seen: dict[int, int] = {}
    dealt = np.full(len(groups), _NONE)
    for row, group in enumerate(groups.tolist()):
        if sizes[group] > 1:
            dealt[row] = (seen.get(group, 0) + sizes[group]) % folds_of_group[group]
            seen[group] = seen.get(group, 0) + 1
    return dealt
