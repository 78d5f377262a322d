"""Decides which candidates remain, and gives them their confidence.

The guard turns away what contradicts the question. An entry that stands for others gets their confidence too, and
entries that give the same figure support each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.language.facets import Facets
from bot.matching.ranking.default import default_taken
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.scoring import Candidates, Floats, guarded, unmeasured
from bot.model import Entry

EXACT_CONFIDENCE = 0.999
_HIGHEST = 0.99
_COMPARED = 5
"""Candidates whose figures are compared."""

Judge = Callable[[Candidates], tuple[Floats, float]]
"""Returns the confidence of each candidate, and the chance that the right one is among the first three. At least one of
the candidates is an entry."""


@dataclass(frozen=True, slots=True)
class Judged:
    kept: Candidates
    confidences: Floats
    among: float
    refused: list[tuple[int, str]]
    """Places of the candidates turned away, each with the kind of the facet."""


def judge_all(
    ranked: Candidates,
    asked: Facets,
    guard: Guard,
    entries: Sequence[Entry],
    judge: Judge,
    exact: Sequence[int] = (),
    pictured: bool = False,
) -> Judged:
    """`exact`: entries asked for word for word. `pictured`: a picture is wanted, so no entry stands for another."""
    kept, refused = guarded(ranked, guard, asked)
    if exact:
        kept = _lead(kept, exact)
    confidences, among = judge(kept) if len(kept.real) else (np.zeros(len(kept.entries), np.float32), 0.0)
    joined = kept if exact or pictured else default_taken(kept, asked, guard, entries)
    if joined is not kept:
        confidences, among = _together(kept, confidences, joined, *judge(joined))
        kept = joined
    _agree(confidences, kept, guard)
    if exact:
        confidences[: len(exact)] = EXACT_CONFIDENCE
        among = EXACT_CONFIDENCE
    return Judged(kept, confidences, among, refused)


def _together(
    apart: Candidates, before: Floats, joined: Candidates, after: Floats, among: float
) -> tuple[Floats, float]:
    """Give the entry that stands for others at least the sum of their confidences and its own."""
    left = set(joined.entries.tolist())
    stood_for = np.array([entry not in left for entry in apart.entries.tolist()])
    first = int(joined.real[0])
    own = float(before[apart.entries == joined.entries[first]].sum() + before[stood_for].sum())
    after[first] = min(_HIGHEST, max(float(after[first]), own))
    return after, max(among, float(after[first]))


def _agree(confidences: Floats, candidates: Candidates, guard: Guard) -> None:
    """Add to the first candidate the confidence of those behind it that give the same figure."""
    if len(confidences) and confidences[0] > 0:
        first = int(candidates.entries[0])
        behind = range(1, min(_COMPARED, len(confidences)))
        same = [at for at in behind if guard.agree(first, int(candidates.entries[at]))]
        confidences[0] = min(_HIGHEST, confidences[0] + sum(float(confidences[at]) for at in same))


def _lead(candidates: Candidates, exact: Sequence[int]) -> Candidates:
    """Move the entries asked for word for word to the front, in the given order."""
    missing = [entry for entry in exact if entry not in candidates.entries]
    added = unmeasured(candidates.nothing, np.array(missing, np.int64))
    added.said[:] = 1
    whole = candidates.followed_by(added)
    # What was refused says nothing against what is asked for word for word.
    whole.overruled = 0.0
    place = {entry: at for at, entry in enumerate(exact)}
    keys: NDArray[np.int64] = np.array([place.get(int(entry), len(exact)) for entry in whole.entries])
    order = np.argsort(keys, kind="stable")
    return whole.only(order)
