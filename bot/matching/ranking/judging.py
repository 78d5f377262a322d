"""Decides which candidates remain, and gives them their confidence.

An entry that stands for others gets their confidence too, and entries that give the same figure support each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.matching.index.arrays import Floats, Ints
from bot.matching.language.facets import Facets
from bot.matching.ranking.candidates import Candidates, unmeasured
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.merging import without_merged
from bot.model import Entry

EXAMINED = 48  # Candidates that the guard examines; the others have no chance.
EXACT_CONFIDENCE = 0.999  # Confidence of an entry that is asked for word for word.
_HIGHEST = 0.99  # The most that other candidates may raise a confidence to: below that of an exact one.
_COMPARED = 5  # Candidates whose figures are compared.

Chances = Callable[[Candidates], tuple[Floats, float]]
"""Returns the confidence of each candidate, and the chance of the first three; at least one must be an entry."""


class RefusedPlace(NamedTuple):
    """The place of a candidate that the guard refused, and the kind of the facet."""

    at: int
    kind: str


@dataclass(frozen=True, slots=True)
class Judged:
    kept: Candidates
    confidences: Floats
    among: float  # Chance that the right entry is among the first three.
    refused: list[RefusedPlace]


def judge(
    ranked: Candidates, asked: Facets, guard: Guard, entries: Sequence[Entry], chances: Chances, merges: bool = True
) -> Judged:
    """`merges`: whether an entry may stand for others."""
    passed, refused = guarded(ranked, guard, asked)
    if not len(passed.real):
        return Judged(passed, np.zeros(len(passed.entries), np.float32), 0.0, refused)
    kept = without_merged(passed, asked, guard, entries) if merges else passed
    is_merged = len(kept.entries) < len(passed.entries)
    confidences, among = _chances_merged(passed, kept, chances) if is_merged else chances(passed)
    _agree(confidences, kept, guard)
    return Judged(kept, confidences, among, refused)


def judge_exact(ranked: Candidates, asked: Facets, guard: Guard, chances: Chances, exact: Sequence[int]) -> Judged:
    """Put the entries asked for word for word first, whatever the guard says; nothing takes their place."""
    passed, refused = guarded(ranked, guard, asked)
    led = _lead(passed, exact)
    confidences, _ = chances(led)
    confidences[: len(exact)] = EXACT_CONFIDENCE
    return Judged(led, confidences, EXACT_CONFIDENCE, refused)


def guarded(ranked: Candidates, guard: Guard, asked: Facets) -> tuple[Candidates, list[RefusedPlace]]:
    """Return the candidates that pass the guard, with the lead of those refused in `overruled`, and these."""
    kept = np.zeros(len(ranked.entries), np.bool_)
    kept[:EXAMINED] = True
    real = np.flatnonzero(ranked.entries[:EXAMINED] != ranked.nothing)
    kinds = guard.contradictions(asked, ranked.entries[real])
    refused = [RefusedPlace(at, kind) for at, kind in zip(real.tolist(), kinds, strict=True) if kind is not None]
    kept[[refusal.at for refusal in refused]] = False
    passed = ranked.only(kept)
    near = contrary_places(ranked, refused, guard, asked)
    passed.overruled = overruling(ranked.scores[near].tolist(), passed)
    return passed, refused


def contrary_places(ranked: Candidates, refused: Sequence[RefusedPlace], guard: Guard, asked: Facets) -> Ints:
    """Return the places of the refused ones, without those that the question itself excludes."""
    places = np.array([refusal.at for refusal in refused], np.int64)
    return places[~guard.excluded(asked, ranked.entries[places])]


def overruling(refused: Sequence[float], passed: Candidates) -> float:
    """The lead of the best refused score over the first real entry that passed; 0 if it is behind."""
    first = passed.scores[passed.real].max(initial=-np.inf)
    return max(0.0, max(refused, default=-np.inf) - float(first)) if np.isfinite(first) else 0.0


def _chances_merged(passed: Candidates, kept: Candidates, chances: Chances) -> tuple[Floats, float]:
    """Return the chances of the candidates that are kept. The first gets at least the sum of its own chance and those
    of all merged candidates."""
    single, _ = chances(passed)
    first = int(kept.real[0])
    left_out = ~np.isin(passed.entries, kept.entries)
    together = float(single[passed.entries == kept.entries[first]].sum() + single[left_out].sum())
    confidences, among = chances(kept)
    confidences[first] = min(_HIGHEST, max(float(confidences[first]), together))
    return confidences, max(among, float(confidences[first]))


def _agree(confidences: Floats, candidates: Candidates, guard: Guard) -> None:
    """Add to the first candidate the confidence of those behind it that give the same figure."""
    if confidences[0] > 0:
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
    keys = [place.get(entry, len(exact)) for entry in whole.entries.tolist()]
    return whole.only(np.argsort(keys, kind="stable"))
