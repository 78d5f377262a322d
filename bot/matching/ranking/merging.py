"""Merges candidates that are no rivals: one stands for others, and all their evidence counts for it.

Four rules, the narrow ones first, since each merges rivals that a later one would compare: a written entry (the first
that has any) stands for generated ones on the same matter and time; a dated figure for its whole series; the figure of
all models for that of one. If a question leaves the date or the variant open ("price of the
Lark"), the entry with the tag `default` stands for the others on its matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from bot.matching.language.facets import Facets
from bot.matching.ranking.candidates import Candidates
from bot.matching.ranking.guard import Guard
from bot.model import QUANTITY, RANK, TIME_KINDS, Entry

DEFAULT_TAG = "default"  # Tag of the entry that answers if a question leaves a facet open.
_TWINS_AMONG, _CASES_AMONG = 6, 12  # Candidates among which one may stand for another; a default has more to stand for.
_BEHIND = 2.5  # Score by which the default may lie behind the first entry. More gives more wrong answers.
_CASES_BEHIND = 2 * _BEHIND  # Score by which its cases may lie behind the first entry: twice that of the default.


class _Question(NamedTuple):
    asked: Facets
    wanted: tuple[tuple[str, str], ...]  # Values asked for; a name that is the subject of the base counts for none.
    open_kinds: tuple[str, ...]  # Kinds that it leaves open, and may.

    @property
    def is_dated_amount(self) -> bool:
        """As "the sales in 2024" is."""
        kinds = {kind for kind, _ in self.wanted}
        return QUANTITY in kinds and not kinds.isdisjoint(TIME_KINDS)


def _question_of(asked: Facets, guard: Guard) -> _Question:
    wanted = (pair for pair in asked.values if pair[0] == QUANTITY or pair not in guard.pervasive)
    said = {kind for kind, _ in (*asked.values, *asked.carried)}
    return _Question(asked, tuple(wanted), tuple(kind for kind in guard.kinds.may_stay_open if kind not in said))


@dataclass(frozen=True, slots=True)
class _Rivals:
    """Candidates, sorted; `at` is always the place of one among them."""

    candidates: Candidates
    guard: Guard
    all_entries: Sequence[Entry]

    def first(self, count: int) -> list[int]:
        """The places of the first entries."""
        return list(self.candidates.real[:count].tolist())

    def number(self, at: int) -> int:
        return int(self.candidates.entries[at])

    def entry(self, at: int) -> Entry:
        return self.all_entries[self.number(at)]

    def core(self, at: int, kind: str) -> frozenset[str]:
        return self.guard.core(self.number(at), kind)

    def is_about(self, at: int, question: _Question) -> bool:
        """Whether the entry is about all that the question wants."""
        return all(value in self.core(at, kind) for kind, value in question.wanted)

    def is_case(self, at: int, default: int, question: _Question) -> bool:
        """Whether it is on the same matter as the default, which must have one; or a dated one about more than is asked
        for. Of "the price of the Lark"

        - "the price of the Lark in 2024, in Siena" is a case: it is dated, and also about a place;
        - "the price of the Lark in Siena" is none: it is not dated;
        - "the price of the Lark Pro in 2024" is none, where the question asks for the Pro;
        - "the second highest price of the Lark in 2024" is none: it is about a rank.
        """
        of_default, own = (self.guard.matters.of(self.number(one), question.open_kinds) for one in (default, at))
        if own == of_default:
            return True
        is_dated = any(self.core(at, kind) for kind in TIME_KINDS)
        # An entry that names no quantity has no matter, and is a case of none.
        if not own or not is_dated:
            return False
        # Matters name the same kinds, in the same order.
        kinds = zip(own, of_default, strict=True)
        differs = {kind: values - wider for (kind, values), (_, wider) in kinds if values != wider}
        if not differs.keys().isdisjoint((QUANTITY, RANK)):
            return False  # The second highest price.
        if any(not values.isdisjoint(question.asked.of(kind)) for kind, values in differs.items()):
            return False  # The price of the Pro, which is asked for.
        return all(self.core(default, kind) <= self.core(at, kind) for kind in differs)

    def merged(self, at: int, others: list[int]) -> "_Rivals":
        """Let one stand for others. Its score stands for the sum of all their chances, and each of its parts becomes
        the greatest among them; so the parts no longer add up to the score."""
        kept = np.ones(len(self.candidates.entries), np.bool_)
        kept[others] = False
        left, members = self.candidates.only(kept), self.candidates.only(np.array([at, *others]))
        own = left.entries == self.number(at)
        left.parts[own] = members.parts.max(0)
        left.said[own] = members.said.max()
        left.scores[own] = np.logaddexp.reduce(members.scores.astype(np.float64))
        return replace(self, candidates=left.sorted())


def without_merged(candidates: Candidates, asked: Facets, guard: Guard, entries: Sequence[Entry]) -> Candidates:
    """Return the candidates, sorted, without those for which another stands."""
    rivals, question = _Rivals(candidates, guard, entries), _question_of(asked, guard)
    for rule in (_written_for_generated, _dated_for_series, _all_for_one, _default_for_cases):
        rivals = rule(rivals, question)
    return rivals.candidates


def _written_for_generated(rivals: _Rivals, _: _Question) -> _Rivals:
    """Let a written entry stand for the generated ones on the same matter and time."""
    among, matters = rivals.first(_TWINS_AMONG), rivals.guard.matters
    written = [at for at in among if rivals.entry(at).series is None]
    generated = [at for at in among if rivals.entry(at).series is not None]
    for at in written:
        matter = matters.with_time(rivals.number(at))
        twins = [one for one in generated if matter and matters.with_time(rivals.number(one)) == matter]
        if twins:
            return rivals.merged(at, twins)
    return rivals


def _dated_for_series(rivals: _Rivals, question: _Question) -> _Rivals:
    """If a dated amount is asked for and a whole series comes first, let an entry about all that is wanted stand for
    it, unless the entry is about a thing that neither the question nor the series names."""
    among = rivals.first(_TWINS_AMONG)
    if not question.is_dated_amount or not among or rivals.entry(among[0]).series != rivals.entry(among[0]).id:
        return rivals
    things = {*rivals.guard.kinds.exact}.difference(kind for kind, _ in question.wanted)
    for at in among[1:]:
        near = rivals.candidates.scores[at] >= rivals.candidates.scores[among[0]] - _BEHIND
        beyond = [kind for kind in things if not rivals.core(at, kind) <= rivals.core(among[0], kind)]
        if near and not beyond and rivals.is_about(at, question):
            return rivals.merged(at, [among[0]])
    return rivals


def _all_for_one(rivals: _Rivals, question: _Question) -> _Rivals:
    """If a dated amount is asked for, let the figure of all for that time stand for those of one model or one day, if
    it comes first and their phrasings cover no more of the question."""
    if not question.is_dated_amount:
        return rivals
    among, named = rivals.first(_TWINS_AMONG), question.asked.kinds()
    finest = max(TIME_KINDS.index(kind) for kind, _ in question.wanted if kind in TIME_KINDS)
    special = [kind for kind in (*rivals.guard.kinds.exact, *TIME_KINDS[finest + 1 :]) if kind not in named]
    about = [at for at in among if rivals.is_about(at, question)]
    of_one = [at for at in about if any(rivals.core(at, kind) for kind in special)]
    if not about or about[0] != among[0] or among[0] in of_one:
        return rivals
    covered = rivals.candidates.said
    behind = [at for at in of_one if covered[at] <= covered[among[0]]]
    return rivals.merged(among[0], behind) if behind else rivals


def _default_for_cases(rivals: _Rivals, question: _Question) -> _Rivals:
    """Let an entry with the tag `default` stand for others on its matter, if no time is asked for."""
    among, asked = rivals.first(_CASES_AMONG), question.asked
    if not among or any(kind in TIME_KINDS for kind, _ in (*asked.values, *asked.carried)):
        return rivals
    best = float(rivals.candidates.scores[among[0]])
    close = [at for at in among if rivals.candidates.scores[at] >= best - _CASES_BEHIND]
    for at in close:
        is_default = DEFAULT_TAG in rivals.entry(at).tags and rivals.candidates.scores[at] >= best - _BEHIND
        if not is_default or not rivals.guard.matters.of(rivals.number(at), question.open_kinds):
            continue
        cases = [one for one in close if one != at and rivals.is_case(one, at, question)]
        # Only where the first entry is the default or one of its cases: no other loses the first place by this.
        if cases and close[0] in (at, *cases):
            return rivals.merged(at, cases)
    return rivals
