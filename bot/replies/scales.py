"""Weighs the possible answers of a turn by their evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from bot.conversation.followup import asks_after, content
from bot.conversation.queries.reader import FigureReader
from bot.conversation.readings import Kind
from bot.conversation.subject import spoken_of
from bot.conversation.turn import Turn
from bot.matching import Matcher, besides
from bot.model import SMALL_TALK, TIME_KINDS
from bot.replies.evidence import NAMES, Evidence, probabilities
from bot.replies.meant import Meant

_PLAIN = 3.0
"""Weight of the plainest words that ask for an operation."""
_MANY = 6
"""Words that say something, from which on a message is not short."""
_FULL = 3
"""Such words beside names, from which on a message is as good as a whole question."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer that a turn may mean."""

    meant: Meant
    evidence: Evidence
    probability: float


def judged(weighed: Sequence[tuple[Meant, Evidence]], thin: float) -> tuple[Judged, ...]:
    """Each answer with its probability, the likeliest first."""
    chances = probabilities([evidence for _, evidence in weighed], thin)
    each = (Judged(*one, chance) for one, chance in zip(weighed, chances, strict=True))
    return tuple(sorted(each, key=lambda one: -one.probability))


class Scales:
    """Weighs the answers of one turn: what all of them have in common is read once.

    Its signs go by the names of `Evidence`, those of readings by the values of `Kind`. One of two names that is not
    computed here is the product of the two.
    """

    def __init__(self, turn: Turn, matcher: Matcher, reader: FigureReader) -> None:
        self._turn, self._matcher, self._reader = turn, matcher, reader
        self._situations = matcher.followups.situations
        words = turn.alone.words
        names = [name for name in matcher.lexicon.names(words) if name.kind in matcher.kinds.named]
        self._asks = asks_after(words, turn.language)
        beside_names = min(len(content(besides(words, names), turn.language)), _FULL) / _FULL
        self._last = spoken_of(turn.context, matcher)  # The number of an entry; -1: none.
        self._kinship = self._situations.kin(self._last) if self._last >= 0 else None
        self._related = set(self._situations.related(self._last)) if self._last >= 0 else set()
        facets = (*turn.alone.facets.values, *turn.context.facets)
        self._of_message = {
            "short": max(0.0, 1 - len(content(words, turn.language)) / _MANY),
            "cue": float(turn.has_cue),
            "pointing": float(turn.points_back),
            "named": float(bool(names)),
            "bare": float(bool(names) and beside_names == 0),
            "corrects": float(turn.corrects),
            "unknown": 1 - turn.alone.coverage.share,
            "asks": beside_names,
            "timed": float(any(kind in TIME_KINDS for kind, _ in facets)),
        }
        self._carried: tuple[tuple[str, str], ...] = ()
        if self._last >= 0:
            both = matcher.followups.carried(turn.alone.facets, turn.context.facets, self._last, words)
            self._carried = tuple(pair for pair in both.carried if pair[0] in matcher.kinds.impersonal_subjects)

    def weigh(self, meant: Sequence[Meant]) -> tuple[Evidence, ...]:
        told = self._situations.shares_told(self._asks, {one.entry for one in meant})
        others = (one for one in meant if one.id != self._turn.context.entry)
        most_told = max((told[one.entry][0] for one in others), default=0.0)
        counted = max((one.sure.get(Kind.COUNTED, 0.0) for one in meant), default=0.0)
        together = [1 - prod(1 - sure for sure in one.sure.values()) for one in meant]  # As if they were independent.
        best, second = (*sorted(together, reverse=True), 0.0, 0.0)[:2]
        shared = {"most_told": most_told, "most_counted": counted}
        among = ({**shared, "either": own, "rival": second if own == best else best} for own in together)
        return tuple(self._evidence(one, told[one.entry], signs) for one, signs in zip(meant, among, strict=True))

    def _evidence(self, one: Meant, told: tuple[float, float], among: Mapping[str, float]) -> Evidence:
        """`told`: shares of the words asked that the entry tells, and its answer alone; `among`: what the other answers
        say of this one."""
        own, in_answer = (1.0, 1.0) if one.takes_up_all else told
        signs = {**self._of_message, **among, **_of_readings(one), **self._of_entry(one)}
        signs["told"], signs["told_in_answer"], signs["untold"] = own, in_answer, 1 - in_answer
        signs["told_less"] = max(0.0, among["most_told"] - own)
        signs["long"] = (1 - signs["short"]) * (1 - in_answer)
        signs |= {  # None of these is the product of its two names.
            "same_counted": signs["same"] * among["most_counted"],  # `counted` is about this answer, not any other.
            "near_back": signs["near"] * self._turn.back,  # `back` is a reading, not what the message says.
            "alone_short": signs["alone"] * signs["short"] * (1 - signs["small"]),  # Small talk may be short.
        }
        return Evidence(**{name: signs[name] if name in signs else _product(name, signs) for name in NAMES})

    def _of_entry(self, one: Meant) -> dict[str, float]:
        """What the entry is to the message and to what was spoken of."""
        turn, entry = self._turn, self._matcher.entries[one.entry]
        same = one.id == turn.context.entry
        is_whole = bool(entry.labels) and one.figured is None and one.reading.target is None
        return {
            "exact": float(one.entry in turn.alone.exact),
            "leaves": float(bool(self._carried) and self._matcher.guard.leaves(self._carried, one.entry)),
            "same": float(same),
            "uncounted": self._uncounted(one) if same else 0.0,
            "offered": float(self._was_offered(one)),
            "earlier": float(any(one.id == subject.entry for subject in turn.context.earlier)),
            "kin": max(0.0, float(self._kinship[one.entry])) if self._kinship is not None else 0.0,
            "related": float(one.entry in self._related),
            "topic": float(self._last >= 0 and entry.topic == self._matcher.entries[self._last].topic),
            "figure": float(one.figured is not None),
            "overview": float(is_whole),
            "small": float(entry.topic == SMALL_TALK),
        }

    def _uncounted(self, one: Meant) -> float:
        """How plainly the message asks to count what this entry is never asked to, or this query does not count."""
        asked = self._reader.asked(self._turn.alone.words)
        if asked is None:
            return 0.0
        by = one.figured
        own = {by.bound.query.operation} if by else self._reader.of_entry(self._matcher.entries[one.entry]).operations
        others = (weight for operation, weight, _ in asked.cues.weights if operation not in own)
        return max(others, default=0.0) / _PLAIN

    def _was_offered(self, one: Meant) -> bool:
        context = self._turn.context
        return context.entry is None and self._last >= 0 and one.id in {choice.id for choice in context.offered}


def _of_readings(one: Meant) -> dict[str, float]:
    """How sure the readings of each kind are of an answer."""
    return {
        **{kind.value: one.sure.get(kind, 0.0) for kind in Kind},
        **{f"{kind}_share": one.share.get(kind, 0.0) for kind in Kind},
        **{f"{kind}_first": float(kind in one.first) for kind in Kind},
        "sure": one.sure.get(Kind.ALONE, 0.0),
    }


def _product(name: str, signs: Mapping[str, float]) -> float:
    first, second = name.split("_", 1)
    return signs[first] * signs[second]
