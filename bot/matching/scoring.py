"""Scores entries for a question: its vector in, candidates with the parts of their scores out.

The parts are: margin and likelihood of the linear model for the entry's group, how near the entry's phrasings are (the
mean of the best three, and the nearest), and how the facets of question and entry meet. "Nothing" competes as a
candidate of its own; its phrasings are the lines that are out of scope.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.facets import Facets
from bot.matching.guard import Guard

Floats = NDArray[np.float32]

PARTS = ("margin", "likelihood", "phrasings", "nearest", "names met", "dates met", "facets open", "names unmentioned")
MARGIN, LIKELIHOOD, MEAN, NEAREST = range(4)
FACET_PARTS = slice(4, 8)
EXAMINED = 48
"""Candidates that the guard looks at; what lies behind them has no chance."""
BEST_ROWS = 128
BEST_GROUPS = 16
_AVERAGED = 3
_LEAST_LOG = -12.0
_LEAST_MARGIN = -1.5


@dataclass(frozen=True, slots=True)
class Layout:
    """Who is who in the arrays: rows are phrasings, and the last entry and the last group are "nothing"."""

    entry_of_row: NDArray[np.int32]
    group_of_entry: NDArray[np.int32]
    rows_of_entry: NDArray[np.int32]
    """How many phrasings each entry has."""
    only_entry: NDArray[np.int32]
    """The entry of a group that has only one, else -1."""

    @property
    def nothing(self) -> int:
        return len(self.group_of_entry) - 1


@dataclass(slots=True)
class Candidates:
    """Parallel arrays, best first once sorted; `parts` has a row a candidate and a column a part, not yet weighted."""

    entries: NDArray[np.int64]
    rows: NDArray[np.int64]
    """The nearest phrasing of each, -1 where none is near."""
    parts: Floats
    scores: Floats

    def sorted(self) -> Candidates:
        order = np.lexsort((self.entries, -self.scores))
        return Candidates(self.entries[order], self.rows[order], self.parts[order], self.scores[order])

    def only(self, kept: NDArray[np.bool_]) -> Candidates:
        return Candidates(self.entries[kept], self.rows[kept], self.parts[kept], self.scores[kept])


def find_candidates(
    layout: Layout,
    scores: Floats,
    rows: NDArray[np.int64],
    similarities: Floats,
    named: NDArray[np.bool_] | None = None,
) -> Candidates:
    """Return the entries whose phrasings or groups come nearest, unsorted and without facets and scores.

    `scores`: margins and likelihoods of the groups. `named`: for each entry whether it may be a candidate at all
    (see `Guard.named`).
    """
    if named is not None:
        kept = named[layout.entry_of_row[rows]]
        rows, similarities = rows[kept], similarities[kept]
    if len(rows) > BEST_ROWS:
        best = np.argpartition(-similarities, BEST_ROWS)[:BEST_ROWS]
        rows, similarities = rows[best], similarities[best]
    owners = layout.entry_of_row[rows]
    order = np.lexsort((rows, -similarities, owners))
    owners, rows, similarities = owners[order], rows[order], similarities[order]
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    entries = owners[starts].astype(np.int64)
    place = np.arange(len(owners)) - np.repeat(starts, np.diff(starts, append=len(owners)))
    first = place < _AVERAGED
    which = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(owners)))
    sums = np.bincount(which[first], similarities[first], len(starts))
    means = sums / np.minimum(_AVERAGED, np.maximum(1, layout.rows_of_entry[entries]))
    groups = scores.shape[1]
    top = np.argpartition(-scores, BEST_GROUPS, axis=1)[:, :BEST_GROUPS] if groups > BEST_GROUPS else np.arange(groups)
    others = layout.only_entry[top.ravel()]
    others = np.setdiff1d(others[others >= 0], entries)
    entries_all = np.concatenate([entries, others]).astype(np.int64)
    none = np.zeros(len(others), np.float32)
    parts = np.zeros((len(entries_all), len(PARTS)), np.float32)
    group = layout.group_of_entry[entries_all]
    parts[:, MARGIN] = np.maximum(scores[0, group], _LEAST_MARGIN)
    parts[:, LIKELIHOOD] = np.maximum(scores[1, group], _LEAST_LOG)
    parts[:, MEAN] = np.concatenate([means, none])
    parts[:, NEAREST] = np.concatenate([similarities[starts], none])
    nearest = np.concatenate([rows[starts], np.full(len(others), -1)])
    return Candidates(entries_all, nearest, parts, np.zeros(len(entries_all), np.float32))


def weigh(
    candidates: Candidates, weights: Floats, guard: Guard, asked: Facets, nothing: int, facet_depth: int = 40
) -> Candidates:
    """Return the candidates sorted by their weighted parts; facets are read for the best `facet_depth` only."""
    candidates.scores = candidates.parts @ weights[:-1]
    candidates.scores[candidates.entries == nothing] += weights[-1]
    ranked = candidates.sorted()
    for at, entry in enumerate(ranked.entries[:facet_depth]):
        if entry != nothing:
            ranked.parts[at, FACET_PARTS] = guard.meeting(asked, int(entry))
    ranked.parts[facet_depth:, FACET_PARTS] = ranked.parts[:facet_depth, FACET_PARTS].max(0, initial=0)
    ranked.scores = ranked.parts @ weights[:-1]
    ranked.scores[ranked.entries == nothing] += weights[-1]
    return ranked.sorted()


def guarded(ranked: Candidates, guard: Guard, asked: Facets, nothing: int) -> tuple[Candidates, list[tuple[int, str]]]:
    """Return the candidates that pass the guard, and places and facets of those that do not."""
    kept = np.zeros(len(ranked.entries), np.bool_)
    refused = []
    for at, entry in enumerate(ranked.entries[:EXAMINED]):
        kind = None if entry == nothing else guard.contradiction(asked, int(entry))
        if kind is None:
            kept[at] = True
        else:
            refused.append((at, kind))
    return ranked.only(kept), refused
