"""Weighs the possible answers of a turn by their evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from bot.conversation.followup import asks_after, content
from bot.conversation.readings import ReadingKind
from bot.conversation.subject import last_entry
from bot.conversation.turn import Turn
from bot.matching import Matcher, besides
from bot.model import SMALL_TALK
from bot.replies.weighing.evidence import Evidence, probabilities
from bot.replies.weighing.meant import Meant

_MANY = 6  # Words that say something, from which on a message is not short.
_FULL = 3  # Such words beside names, from which on it is as good as a whole question.


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
        self._turn, self._matcher, words = turn, matcher, turn.alone.words
        names = [name for name in matcher.lexicon.names(words) if name.kind in matcher.kinds.named]
        self._names_any = float(bool(names))
        self._short = max(0.0, 1 - len(content(words, turn.language)) / _MANY)
        self._asks = min(len(content(besides(words, names), turn.language)), _FULL) / _FULL
        self._last = last_entry(turn.context, matcher)
        self._kinship = matcher.situations.kin(self._last) if self._last is not None else None

    def weigh(self, meant: Sequence[Meant]) -> tuple[Evidence, ...]:
        asks = asks_after(self._turn.alone.words, self._turn.language)
        shares = self._matcher.words_told.shares(asks, {one.entry for one in meant})
        others = (one for one in meant if one.id != self._turn.context.entry)
        most_told = max((shares[one.entry].anywhere for one in others), default=0.0)
        most_counted = max((one.sure.get(ReadingKind.COUNTED, 0.0) for one in meant), default=0.0)
        told = [1.0 if one.takes_up_all else shares[one.entry].anywhere for one in meant]
        less = [max(0.0, most_told - share) for share in told]
        return tuple(self._of(*one, most_counted) for one in zip(meant, told, less, strict=True))

    def _of(self, one: Meant, told: float, told_less: float, counted: float) -> Evidence:
        """`told_less`: how much more of the words asked another answer tells; `counted`: how sure a calculation is."""
        turn, entry, sure = self._turn, self._matcher.entries[one.entry], one.sure
        alone, near = sure.get(ReadingKind.ALONE, 0.0), sure.get(ReadingKind.NEAR, 0.0)
        small, same = float(entry.topic == SMALL_TALK), float(one.id == turn.context.entry)
        is_unanswered = turn.context.entry is None and self._last is not None
        kin = max(0.0, float(self._kinship[one.entry])) if self._kinship is not None else 0.0
        return Evidence(
            either=1 - prod(1 - each for each in sure.values()),  # As if they were independent.
            alone=alone,
            alone_cued=alone * turn.has_cue,
            alone_named=alone * self._names_any,
            alone_bare=alone * self._names_any * (self._asks == 0),
            alone_short=0.0 if small else alone * self._short,
            near_named=near * self._names_any,
            near_short=near * self._short,
            near_share=one.share.get(ReadingKind.NEAR, 0.0),
            repeat=sure.get(ReadingKind.REPEAT, 0.0),
            short=self._short,
            exact=float(one.entry in turn.alone.exact and not turn.corrects),
            told=told,
            offered=float(is_unanswered and any(one.id == choice.id for choice in turn.context.offered)),
            topic=float(self._last is not None and entry.topic == self._matcher.entries[self._last].topic),
            kin_short=kin * self._short,
            overview=float(bool(entry.labels) and one.figured is None and one.reading.target is None),
            small=small,
            small_asks=small * self._asks,
            same_short=same * self._short,
            same_unknown=same * (1 - turn.alone.coverage.share),
            same_told_less=same * told_less,
            same_counted=same * counted,
            same_near=same * near,
            same_substituted=same * sure.get(ReadingKind.SUBSTITUTED, 0.0),
            same_extended=same * sure.get(ReadingKind.EXTENDED, 0.0),
        )
