"""Scores the entries for a question, part by part.

docs/matching.md explains the parts. "Nothing" competes as a candidate of its own; its phrasings are the lines out of
scope.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.compiled import Layout
from bot.matching.index.quantisation import Floats
from bot.matching.language.facets import Facets
from bot.matching.ranking.guard import MEETINGS, Guard

PARTS = (
    "margin",
    "likelihood",
    "phrasings",
    "words",
    "meaning",
    *MEETINGS,
    "situation",
)
MARGIN, LIKELIHOOD, MEAN, WORDS, MEANING = range(5)
FACET_PARTS = slice(PARTS.index(MEETINGS[0]), PARTS.index(MEETINGS[-1]) + 1)
SITUATION = PARTS.index("situation")
"""Evidence from the conversation, and a bonus for an entry with a picture if one is asked for."""
WEIGHED = (*PARTS, "nothing")
"""What has a weight: the parts, and a constant for "nothing"."""
LOOKED_AT = 24
"""Candidates whose meaning is compared (see `Profiles`)."""
WITH_FACETS = 40
"""Candidates whose facets are compared with the question's."""
EXAMINED = 48
"""Candidates that the guard examines; the others have no chance."""
BEST_ROWS = 80
BEST_ENTRIES = 16
NO_ENTRIES = np.zeros(0, np.int64)
_AVERAGED = 3
_LEAST_LOG = -12.0
_LEAST_MARGIN = -1.5


def weights_of(named: Mapping[str, float]) -> Floats:
    """Return the weights in the order of `WEIGHED`."""
    return np.array([named[name] for name in WEIGHED], np.float32)


@dataclass(slots=True)
class Candidates:
    """Parallel arrays, best first once sorted. One more needs a field, and its beginning in `unmeasured`; whatever
    copies candidates copies each array that is a field."""

    nothing: int
    """The number of "nothing" among the entries."""
    entries: NDArray[np.int64]
    rows: NDArray[np.int64]
    """The nearest phrasing of each, -1 where none is near."""
    parts: Floats
    """Candidates by `PARTS`, without weights."""
    scores: Floats
    said: Floats
    """The share of the question's words, weighted by rarity, that the phrasings of each hold."""
    overruled: float = 0.0
    """The lead of the best refused entry over the first; 0 if there is none."""

    @property
    def real(self) -> NDArray[np.int64]:
        """The places of all but "nothing"."""
        return np.flatnonzero(self.entries != self.nothing)

    def sorted(self) -> Candidates:
        return self.only(_order(self.entries, self.scores))

    def only(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> Candidates:
        return self._each(lambda name, array: array[kept])

    def best(self, count: int) -> Candidates:
        """The first `count`, and "nothing" in any case."""
        return self.only((np.arange(len(self.entries)) < count) | (self.entries == self.nothing))

    def followed_by(self, others: Candidates) -> Candidates:
        return self._each(lambda name, array: np.concatenate((array, getattr(others, name))))

    def _each(self, change: Callable[[str, NDArray[Any]], NDArray[Any]]) -> Candidates:
        # `fields` and `replace` would take as long as the arrays themselves.
        values = {name: getattr(self, name) for name in Candidates.__slots__}
        arrays = {name: change(name, value) for name, value in values.items() if isinstance(value, np.ndarray)}
        return Candidates(**(values | arrays))


def unmeasured(nothing: int, entries: NDArray[np.int64]) -> Candidates:
    """Candidates of which nothing is known yet: none has a phrasing nearby, and all values are 0."""
    return Candidates(
        nothing=nothing,
        entries=entries,
        rows=np.full(len(entries), -1),
        parts=np.zeros((len(entries), len(PARTS)), np.float32),
        scores=np.zeros(len(entries), np.float32),
        said=np.zeros(len(entries), np.float32),
    )


def find_candidates(
    layout: Layout,
    scores: Floats,
    read: tuple[Floats, Floats],
    rows: NDArray[np.int64],
    similarities: Floats,
    wanted: NDArray[np.int64] = NO_ENTRIES,
) -> Candidates:
    """Return the nearest entries, by phrasing or as a whole, unsorted and without facets and scores.

    `scores`: margins and likelihoods of the entries. `read`: what `WordModel.read` returns. `wanted`: entries that are
    candidates in any case.
    """
    ratios, said = read
    owners = layout.entry_of_row[rows]
    # Marks instead of NumPy's sets, which take ten times as long for so few.
    far = np.zeros(len(layout.rows_of_entry), np.bool_)
    far[wanted] = True
    if len(rows) > BEST_ROWS:
        near = far[owners]
        near[np.argpartition(-similarities, BEST_ROWS)[:BEST_ROWS]] = True
        owners, rows, similarities = owners[near], rows[near], similarities[near]
    order = np.lexsort((rows, -similarities, owners))
    owners, rows, similarities = owners[order], rows[order], similarities[order]
    starts = np.flatnonzero(owners[1:] != owners[:-1]) + 1
    starts = np.concatenate((np.zeros(min(1, len(owners)), np.int64), starts))
    sizes = np.concatenate((starts[1:], [len(owners)]))[: len(starts)] - starts
    entries = owners[starts].astype(np.int64)
    sums = similarities[starts].astype(np.float64)
    for place in range(1, _AVERAGED):
        more = np.flatnonzero(sizes > place)
        sums[more] += similarities[starts[more] + place]
    best = _best_entries(scores)
    # "Nothing" has no phrasing where no line is out of scope.
    far[best] |= layout.rows_of_entry[best] > 0
    far[entries] = False
    every = np.concatenate((entries, np.flatnonzero(far)))
    found = unmeasured(layout.nothing, every)
    found.rows[: len(entries)] = rows[starts]
    found.parts[:, MARGIN] = np.maximum(scores[0, every], _LEAST_MARGIN)
    found.parts[:, LIKELIHOOD] = np.maximum(scores[1, every], _LEAST_LOG)
    found.parts[:, WORDS] = ratios[every]
    found.parts[: len(entries), MEAN] = sums / np.minimum(_AVERAGED, np.maximum(1, layout.rows_of_entry[entries]))
    found.said[:] = said[every]
    return found


def _best_entries(scores: Floats) -> NDArray[np.int64]:
    """Return the best entries in margin and in likelihood, some twice."""
    last = scores.shape[1] - BEST_ENTRIES
    return np.argpartition(scores, last, axis=1)[:, last:].ravel() if last > 0 else np.arange(scores.shape[1])


def weigh(
    candidates: Candidates,
    weights: Floats,
    guard: Guard,
    asked: Facets,
    look: Callable[[NDArray[np.int64]], Floats],
) -> Candidates:
    """Return the candidates sorted by their weighted parts. `look` returns the meaning of entries, and is called for
    the best few.
    """
    entries, parts = candidates.entries, candidates.parts
    order = _order(entries, _scores(candidates, weights))
    close, first = order[:LOOKED_AT], order[:WITH_FACETS]
    if len(close):
        parts[close, MEANING] = look(entries[close])
    real = first[entries[first] != candidates.nothing]
    if len(real):
        parts[real, FACET_PARTS] = guard.meetings(asked, entries[real])
    parts[order[WITH_FACETS:], FACET_PARTS] = parts[first, FACET_PARTS].max(0, initial=0)
    return scored_anew(candidates, weights)


def scored_anew(candidates: Candidates, weights: Floats) -> Candidates:
    """Add up the parts again, and sort by that."""
    candidates.scores = _scores(candidates, weights)
    return candidates.sorted()


def _scores(candidates: Candidates, weights: Floats) -> Floats:
    scores: Floats = candidates.parts @ weights[:-1]
    scores[candidates.entries == candidates.nothing] += weights[-1]
    return scores


def _order(entries: NDArray[np.int64], scores: Floats) -> NDArray[np.int64]:
    """Best first; equal ones in the order of the entries."""
    return np.lexsort((entries, -scores))


def guarded(ranked: Candidates, guard: Guard, asked: Facets) -> tuple[Candidates, list[tuple[int, str]]]:
    """Return the candidates that pass the guard, and the places of the others with the kind of the facet."""
    kept = np.zeros(len(ranked.entries), np.bool_)
    kept[:EXAMINED] = True
    real = np.flatnonzero(ranked.entries[:EXAMINED] != ranked.nothing)
    kinds = guard.contradictions(asked, ranked.entries[real])
    refused = [(at, kind) for at, kind in zip(real.tolist(), kinds, strict=True) if kind is not None]
    if refused:
        kept[[at for at, _ in refused]] = False
    passed = ranked.only(kept)
    near = contrary(ranked, refused, guard, asked)
    passed.overruled = overruling(ranked.scores[near].tolist(), passed)
    return passed, refused


def contrary(ranked: Candidates, refused: Sequence[tuple[int, str]], guard: Guard, asked: Facets) -> NDArray[np.int64]:
    """Return the places of the refused ones, without those that the question itself excludes."""
    places = np.array([at for at, _ in refused], np.int64)
    return places[~guard.excluded(asked, ranked.entries[places])]


def overruling(refused: Sequence[float], passed: Candidates) -> float:
    """The lead of the best refused score over the first real entry that passed; 0 if it is behind."""
    first = passed.scores[passed.real].max(initial=-np.inf)
    return max(0.0, max(refused, default=-np.inf) - float(first)) if np.isfinite(first) else 0.0
