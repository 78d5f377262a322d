"""Weighs the possible answers of a turn by their evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from bot.conversation.followup import asks_after, content
from bot.conversation.readings import ReadingKind
from bot.conversation.subject import last_entry
from bot.conversation.turn import Turn
from bot.matching import Matcher
from bot.model import SMALL_TALK
from bot.replies.evidence import Evidence, probabilities
from bot.replies.meant import Meant

_MANY = 6  # Words that say something, from which on a message is not short.


@dataclass(frozen=True, slots=True)
class Judged:
    meant: Meant
    evidence: Evidence
    probability: float


def judged(weighed: Sequence[tuple[Meant, Evidence]], thin: float) -> tuple[Judged, ...]:
    """Each answer with its probability, the likeliest first."""
    chances = probabilities([evidence for _, evidence in weighed], thin)
    each = (Judged(*one, chance) for one, chance in zip(weighed, chances, strict=True))
    return tuple(sorted(each, key=lambda one: -one.probability))


class Scales:
    """Weighs the answers of one turn: what all of them have in common is read once."""

    def __init__(self, turn: Turn, matcher: Matcher) -> None:
        self._turn, self._matcher = turn, matcher
        self._short = max(0.0, 1 - len(content(turn.alone.words, turn.language)) / _MANY)
        self._last = last_entry(turn.context, matcher)
        self._kinship = matcher.situations.kin(self._last) if self._last is not None else None

    def weigh(self, meant: Sequence[Meant]) -> tuple[Evidence, ...]:
        asks = asks_after(self._turn.alone.words, self._turn.language)
        told = self._matcher.situations.shares_told(asks, {one.entry for one in meant})
        return tuple(self._of(one, 1.0 if one.takes_up_all else told[one.entry].anywhere) for one in meant)

    def _of(self, one: Meant, told: float) -> Evidence:
        """`told`: the share of the words asked that it tells."""
        turn, short, entry, context = self._turn, self._short, self._matcher.entries[one.entry], self._turn.context
        is_unanswered = context.entry is None and self._last is not None
        kin = max(0.0, float(self._kinship[one.entry])) if self._kinship is not None else 0.0
        alone, near = (one.sure.get(kind, 0.0) for kind in (ReadingKind.ALONE, ReadingKind.NEAR))
        same = float(one.id == context.entry)
        return Evidence(
            either=1 - prod(1 - sure for sure in one.sure.values()),  # As if they were independent.
            alone=alone,
            alone_cued=alone * turn.has_cue,
            alone_short=0.0 if entry.topic == SMALL_TALK else alone * short,
            near_share=one.share.get(ReadingKind.NEAR, 0.0),
            repeat=one.sure.get(ReadingKind.REPEAT, 0.0),
            short=short,
            unknown=1 - turn.alone.coverage.share,
            exact=float(one.entry in turn.alone.exact),
            told=told,
            offered=float(is_unanswered and any(one.id == choice.id for choice in context.offered)),
            topic=float(self._last is not None and entry.topic == self._matcher.entries[self._last].topic),
            kin_short=kin * short,
            overview=float(bool(entry.labels) and one.figured is None and one.reading.target is None),
            same_short=same * short,
            same_near=same * near,
            same_substituted=same * one.sure.get(ReadingKind.SUBSTITUTED, 0.0),
            same_extended=same * one.sure.get(ReadingKind.EXTENDED, 0.0),
        )
