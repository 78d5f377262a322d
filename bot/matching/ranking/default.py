"""Lets the default entry answer for all entries on its subject, if a question leaves a facet open.

If a question leaves open the date or the variant of a model ("deliveries", "price of the Lark"), the entries on one
matter are no rivals: the one with the tag `default` answers, and all their evidence counts for it. In the same way a
written entry stands for a generated one on the same matter and time, and the figure of all models for that of one.
"""

from collections.abc import Sequence

import numpy as np

from bot.matching.language.facets import Facets
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.scoring import Candidates
from bot.model import QUANTITY, RANK, TIME_KINDS, Entry

DEFAULT_TAG = "default"
"""Tag of the entry that answers if a question leaves a facet open."""
_TWINS_AMONG = 6
"""Candidates among which one may stand for another, apart from defaults."""
_BEHIND = 2.5
"""Score by which the default may lie behind the first entry, and other entries on its matter behind the default."""


def default_taken(candidates: Candidates, asked: Facets, guard: Guard, entries: Sequence[Entry]) -> Candidates:
    """Return the candidates, sorted, without those for which another stands."""
    candidates = _twins_joined(candidates, guard, entries)
    wanted = _amount_and_time(asked, guard)
    if wanted:
        candidates = _dated_joined(candidates, wanted, guard, entries)
        candidates = _special_joined(candidates, wanted, asked, guard)
    real = candidates.real
    said = {kind for kind, _ in (*asked.values, *asked.carried)}
    if not len(real) or not said.isdisjoint(TIME_KINDS):
        return candidates
    best = float(candidates.scores[real[0]])
    close = [at for at in real[:12].tolist() if candidates.scores[at] >= best - 2 * _BEHIND]
    open_kinds = [kind for kind in guard.kinds.may_stay_open if kind not in said]
    for at in close:
        entry = int(candidates.entries[at])
        if DEFAULT_TAG not in entries[entry].tags or candidates.scores[at] < best - _BEHIND:
            continue
        matter = guard.matter(entry, open_kinds)
        others = [
            other
            for other in close
            if matter and other != at and _is_case_of(int(candidates.entries[other]), entry, open_kinds, asked, guard)
        ]
        if not others or not (at == close[0] or close[0] in others):
            continue
        return _merged(candidates, at, others)
    return candidates


def _is_case_of(entry: int, default: int, open_kinds: Sequence[str], asked: Facets, guard: Guard) -> bool:
    """Whether an entry is on the same matter as the default; a dated one may be about more than is asked for."""
    matter, own = guard.matter(default, open_kinds), guard.matter(entry, open_kinds)
    if own == matter:
        return True
    dated = any(guard.core(entry, kind) for kind in TIME_KINDS)
    # An entry that names no quantity has no matter, and is a case of none.
    return (
        bool(own)
        and dated
        and all(
            same == values
            or (
                kind not in (QUANTITY, RANK)
                and guard.core(default, kind) <= guard.core(entry, kind)
                and (same - values).isdisjoint(asked.of(kind))
            )
            for (kind, values), (_, same) in zip(matter, own, strict=True)
        )
    )


def _twins_joined(candidates: Candidates, guard: Guard, entries: Sequence[Entry]) -> Candidates:
    real = candidates.real[:_TWINS_AMONG].tolist()
    written = [at for at in real if entries[candidates.entries[at]].series is None]
    generated = [at for at in real if entries[candidates.entries[at]].series is not None]
    for at in written if generated else ():
        matter = guard.matter_and_time(int(candidates.entries[at]))
        twins = [one for one in generated if matter and guard.matter_and_time(int(candidates.entries[one])) == matter]
        if twins:
            return _merged(candidates, at, twins)
    return candidates


def _dated_joined(
    candidates: Candidates, wanted: Sequence[tuple[str, str]], guard: Guard, entries: Sequence[Entry]
) -> Candidates:
    """Let a series as a whole give way to an entry about all that is `wanted`, its time included."""
    real = candidates.real[:_TWINS_AMONG].tolist()
    if not real:
        return candidates
    first = entries[candidates.entries[real[0]]]
    if first.series != first.id:
        return candidates
    for at in real[1:]:
        near = candidates.scores[at] >= candidates.scores[real[0]] - _BEHIND
        if near and _is_about(int(candidates.entries[at]), wanted, guard):
            return _merged(candidates, at, [real[0]])
    return candidates


def _special_joined(
    candidates: Candidates, wanted: Sequence[tuple[str, str]], asked: Facets, guard: Guard
) -> Candidates:
    """Let the figures of one model, or of one day, give way to the figure of all for the asked time, if that comes
    first and their phrasings cover no more of the question."""
    among = candidates.real[:_TWINS_AMONG].tolist()
    said = asked.kinds()
    finer = TIME_KINDS[1 + (asked.finest_time() or 0) :]
    special = [kind for kind in (*guard.kinds.exact, *finer) if kind not in said]
    cases = [at for at in among if _is_about(int(candidates.entries[at]), wanted, guard)]
    of_one = [at for at in cases if any(guard.core(int(candidates.entries[at]), kind) for kind in special)]
    if not cases or cases[0] != among[0] or among[0] in of_one:
        return candidates
    first = among[0]
    behind = [at for at in of_one if candidates.said[at] <= candidates.said[first]]
    return _merged(candidates, first, behind) if behind else candidates


def _amount_and_time(asked: Facets, guard: Guard) -> list[tuple[str, str]]:
    """The facets asked for, without pervasive ones; empty unless an amount and a time are among them."""
    wanted = [pair for pair in asked.values if pair[0] == QUANTITY or pair not in guard.pervasive]
    kinds = {kind for kind, _ in wanted}
    return wanted if QUANTITY in kinds and not kinds.isdisjoint(TIME_KINDS) else []


def _is_about(entry: int, wanted: Sequence[tuple[str, str]], guard: Guard) -> bool:
    return all(value in guard.core(entry, kind) for kind, value in wanted)


def _merged(candidates: Candidates, default: int, others: list[int]) -> Candidates:
    """Let the candidate at the place `default` stand for those at the places `others`."""
    kept = np.ones(len(candidates.entries), np.bool_)
    kept[others] = False
    left, members = candidates.only(kept), candidates.only(np.array([default, *others]))
    at = left.entries == candidates.entries[default]
    left.parts[at] = members.parts.max(0)
    left.said[at] = members.said.max()
    left.scores[at] = np.logaddexp.reduce(members.scores.astype(np.float64))
    return left.sorted()
