"""The entries that compete to answer a question, as parallel arrays, and their scores: weighted sums of parts.

docs/matching.md explains the parts. "Nothing" competes too; its phrasings are the lines out of scope.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Floats, Ints
from bot.matching.language.facets import Facets
from bot.matching.ranking.guard import MEETINGS, Guard

PARTS = ("margin", "likelihood", "phrasings", "words", "meaning", *MEETINGS, "situation")
MARGIN, LIKELIHOOD, PHRASINGS, WORDS, MEANING = range(5)
FACET_PARTS = slice(PARTS.index(MEETINGS[0]), PARTS.index(MEETINGS[-1]) + 1)
SITUATION = PARTS.index("situation")
"""Evidence from the conversation, and a bonus for an entry with a picture if one is asked for."""
WEIGHED = (*PARTS, "nothing")  # What has a weight: the parts, and a constant for "nothing".
LOOKED_AT = 24  # Candidates whose meaning is compared (see `Profiles`).
WITH_FACETS = 40  # Candidates whose facets are compared with the question's.

MeaningOf = Callable[[Ints], Floats]  # Returns the meaning of entries, compared with the question's.


def weights_of(named: Mapping[str, float]) -> Floats:
    return np.array([named[name] for name in WEIGHED], np.float32)


@dataclass(slots=True)
class Candidates:
    """Parallel arrays, best first once sorted. To add one, add a field, and its first values in `unmeasured`."""

    nothing: int  # The number of "nothing" among the entries.
    entries: Ints
    rows: Ints  # The nearest phrasing of each, -1 where none is near.
    parts: Floats  # Candidates by `PARTS`, without weights.
    scores: Floats
    said: Floats  # The share of the question's words, weighted by rarity, that the phrasings of each hold.
    overruled: float = 0.0  # The lead of the best refused entry over the first; 0 if there is none.

    @property
    def real(self) -> Ints:
        """The places of all but "nothing"."""
        return np.flatnonzero(self.entries != self.nothing)

    def order(self) -> Ints:
        """The places, best first; equal ones in the order of the entries."""
        return np.lexsort((self.entries, -self.scores))

    def sorted(self) -> Candidates:
        return self.only(self.order())

    def only(self, kept: NDArray[np.bool_] | Ints) -> Candidates:
        return self._each(lambda name, array: array[kept])

    def best(self, count: int) -> Candidates:
        """The first `count`, and always "nothing"."""
        return self.only((np.arange(len(self.entries)) < count) | (self.entries == self.nothing))

    def followed_by(self, others: Candidates) -> Candidates:
        return self._each(lambda name, array: np.concatenate((array, getattr(others, name))))

    def _each(self, change: Callable[[str, NDArray[Any]], NDArray[Any]]) -> Candidates:
        # `fields` and `replace` would take as long as the arrays themselves.
        values = {name: getattr(self, name) for name in Candidates.__slots__}
        arrays = {name: change(name, value) for name, value in values.items() if isinstance(value, np.ndarray)}
        return Candidates(**(values | arrays))


def unmeasured(nothing: int, entries: Ints) -> Candidates:
    """Candidates of which nothing is known yet: none has a phrasing nearby, and all values are 0."""
    return Candidates(
        nothing=nothing,
        entries=entries,
        rows=np.full(len(entries), -1),
        parts=np.zeros((len(entries), len(PARTS)), np.float32),
        scores=np.zeros(len(entries), np.float32),
        said=np.zeros(len(entries), np.float32),
    )


def weigh(candidates: Candidates, weights: Floats, guard: Guard, asked: Facets, meaning_of: MeaningOf) -> Candidates:
    """Complete the candidates in place by meaning and facets, and return them sorted by their scores."""
    entries, parts = candidates.entries, candidates.parts
    candidates.scores = _scores(candidates, weights)
    order = candidates.order()
    close, first = order[:LOOKED_AT], order[:WITH_FACETS]
    if len(close):
        parts[close, MEANING] = meaning_of(entries[close])
    real = first[entries[first] != candidates.nothing]
    if len(real):
        parts[real, FACET_PARTS] = guard.meetings(asked, entries[real])
    # A candidate that is not compared may fit as well as the best of those that are.
    parts[order[WITH_FACETS:], FACET_PARTS] = parts[first, FACET_PARTS].max(0, initial=0)
    return scored_anew(candidates, weights)


def scored_anew(candidates: Candidates, weights: Floats) -> Candidates:
    candidates.scores = _scores(candidates, weights)
    return candidates.sorted()


def _scores(candidates: Candidates, weights: Floats) -> Floats:
    scores: Floats = candidates.parts @ weights[:-1]
    scores[candidates.entries == candidates.nothing] += weights[-1]
    return scores
