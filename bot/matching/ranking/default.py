"""Lets the default entry answer for all entries on its subject, if a question leaves a facet open.

If a question leaves open the date or the variant of a model ("deliveries", "price of the Lark"), the entries on one
matter are no rivals: the one with the tag `default` answers, and all their evidence counts for it. In the same way a
written entry stands for a generated one on the same matter and time, and the figure of all models for that of one.
"""

from collections.abc import Sequence

import numpy as np

from bot.matching.language.facets import Facets
from bot.matching.ranking.candidates import Candidates
from bot.matching.ranking.guard import Guard
from bot.model import QUANTITY, RANK, TIME_KINDS, Entry

DEFAULT_TAG = "default"
"""Tag of the entry that answers if a question leaves a facet open."""
_TWINS_AMONG, _CASES_AMONG = 6, 12
"""Candidates among which one may stand for another; a default has more to stand for."""
_BEHIND = 2.5
"""Score by which the default may lie behind the first entry."""
_CASES_BEHIND = 2 * _BEHIND
"""The same of other entries on its matter: they may lie as far behind the default again."""


def default_taken(candidates: Candidates, asked: Facets, guard: Guard, entries: Sequence[Entry]) -> Candidates:
    """Return the candidates, sorted, without those for which another stands."""
    candidates = _written_for_generated(candidates, guard, entries)
    wanted = _amount_and_time(asked, guard)
    if wanted:
        candidates = _dated_for_series(candidates, wanted, guard, entries)
        candidates = _all_for_one(candidates, wanted, asked, guard)
    return _default_for_cases(candidates, asked, guard, entries)


def _written_for_generated(candidates: Candidates, guard: Guard, entries: Sequence[Entry]) -> Candidates:
    """Let a written entry stand for the generated ones on the same matter and time."""
    among = candidates.real[:_TWINS_AMONG].tolist()
    entry_at = candidates.entries.tolist()
    written = [at for at in among if entries[entry_at[at]].series is None]
    generated = [at for at in among if entries[entry_at[at]].series is not None]
    for at in written:
        matter = guard.matters.with_time(entry_at[at])
        twins = [one for one in generated if matter and guard.matters.with_time(entry_at[one]) == matter]
        if twins:
            return _merged(candidates, at, twins)
    return candidates


def _dated_for_series(
    candidates: Candidates, wanted: Sequence[tuple[str, str]], guard: Guard, entries: Sequence[Entry]
) -> Candidates:
    """Let an entry about all that is `wanted`, its time included, stand for a series as a whole that comes first."""
    among = candidates.real[:_TWINS_AMONG].tolist()
    if not among:
        return candidates
    first = entries[candidates.entries[among[0]]]
    if first.series != first.id:
        return candidates
    for at in among[1:]:
        near = candidates.scores[at] >= candidates.scores[among[0]] - _BEHIND
        if near and _is_about(int(candidates.entries[at]), wanted, guard):
            return _merged(candidates, at, [among[0]])
    return candidates


def _all_for_one(candidates: Candidates, wanted: Sequence[tuple[str, str]], asked: Facets, guard: Guard) -> Candidates:
    """Let the figure of all for the asked time stand for those of one model, or of one day, if it comes first and their
    phrasings cover no more of the question."""
    among = candidates.real[:_TWINS_AMONG].tolist()
    entry_at = candidates.entries.tolist()
    said = asked.kinds()
    finest = max(TIME_KINDS.index(kind) for kind, _ in wanted if kind in TIME_KINDS)
    special = [kind for kind in (*guard.kinds.exact, *TIME_KINDS[finest + 1 :]) if kind not in said]
    about = [at for at in among if _is_about(entry_at[at], wanted, guard)]
    of_one = [at for at in about if any(guard.core(entry_at[at], kind) for kind in special)]
    if not about or about[0] != among[0] or among[0] in of_one:
        return candidates
    first = among[0]
    behind = [at for at in of_one if candidates.said[at] <= candidates.said[first]]
    return _merged(candidates, first, behind) if behind else candidates


def _default_for_cases(candidates: Candidates, asked: Facets, guard: Guard, entries: Sequence[Entry]) -> Candidates:
    """Let an entry with the tag `default` stand for others on its matter, if no time is asked for."""
    among = candidates.real[:_CASES_AMONG].tolist()
    said = {kind for kind, _ in (*asked.values, *asked.carried)}
    if not among or not said.isdisjoint(TIME_KINDS):
        return candidates
    entry_at = candidates.entries.tolist()
    open_kinds = [kind for kind in guard.kinds.may_stay_open if kind not in said]
    best = float(candidates.scores[among[0]])
    close = [at for at in among if candidates.scores[at] >= best - _CASES_BEHIND]
    for at in close:
        entry = entry_at[at]
        is_default = DEFAULT_TAG in entries[entry].tags and candidates.scores[at] >= best - _BEHIND
        if not is_default or not guard.matters.of(entry, open_kinds):
            continue
        others = [other for other in close if other != at]
        cases = [other for other in others if _is_case_of(entry_at[other], entry, open_kinds, asked, guard)]
        if cases and close[0] in (at, *cases):
            return _merged(candidates, at, cases)
    return candidates


def _is_case_of(entry: int, default: int, open_kinds: Sequence[str], asked: Facets, guard: Guard) -> bool:
    """Whether an entry is on the same matter as the default; a dated one may be about more than is asked for."""
    matter, own = guard.matters.of(default, open_kinds), guard.matters.of(entry, open_kinds)
    if own == matter:
        return True
    # An entry that names no quantity has no matter, and is a case of none. All others have the same kinds in one order.
    if not own or not any(guard.core(entry, kind) for kind in TIME_KINDS):
        return False
    return all(
        values == wanted
        or (
            kind not in (QUANTITY, RANK)
            and guard.core(default, kind) <= guard.core(entry, kind)
            and (values - wanted).isdisjoint(asked.of(kind))
        )
        for (kind, wanted), (_, values) in zip(matter, own, strict=True)
    )


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
