"""Weighs the possible answers of a turn by their evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from bot.conversation.followup import asks_after, content, points_back
from bot.conversation.queries.reader import FigureReader
from bot.conversation.readings import ReadingKind
from bot.conversation.subject import last_entry
from bot.conversation.turn import Turn
from bot.matching import Matcher, besides
from bot.model import SMALL_TALK, TIME_KINDS
from bot.replies.evidence import Evidence, probabilities
from bot.replies.meant import Meant

_PLAIN = 3.0
"""Weight of the plainest words that ask for an operation: the sign is about 1 where they are said. The weights of
evidence.toml are fitted to it."""
_MANY = 6  # Words that say something, from which on a message is not short.
_FULL = 3  # Such words beside names, from which on it is as good as a whole question.
_MAY_BE_FIRST = (ReadingKind.ALONE, ReadingKind.SUBSTITUTED, ReadingKind.ANAPHORA, ReadingKind.NEAR)
"""Readings of which it counts what they put first."""


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

    def __init__(self, turn: Turn, matcher: Matcher, reader: FigureReader) -> None:
        self._turn, self._matcher, self._reader = turn, matcher, reader
        self._of_message, situations = _of_message(turn, matcher), matcher.situations
        self._last = last_entry(turn.context, matcher)
        self._kinship = situations.kin(self._last) if self._last is not None else None
        self._related = set(situations.related(self._last)) if self._last is not None else set()
        self._carried: tuple[tuple[str, str], ...] = ()
        if self._last is not None:
            alone = turn.alone
            both = matcher.followups.carried(alone.facets, turn.context.facets, self._last, alone.words)
            self._carried = tuple(pair for pair in both.carried if pair[0] in matcher.kinds.impersonal_subjects)

    def weigh(self, meant: Sequence[Meant]) -> tuple[Evidence, ...]:
        asks = asks_after(self._turn.alone.words, self._turn.language)
        told = self._matcher.situations.shares_told(asks, {one.entry for one in meant})
        others = (one for one in meant if one.id != self._turn.context.entry)
        most_told = max((told[one.entry][0] for one in others), default=0.0)
        most_counted = max((one.sure.get(ReadingKind.COUNTED, 0.0) for one in meant), default=0.0)
        together = [1 - prod(1 - sure for sure in one.sure.values()) for one in meant]  # As if they were independent.
        rivals = [max((*together[:at], *together[at + 1 :]), default=0.0) for at in range(len(meant))]
        return tuple(
            Evidence(
                **self._of_message,
                **_of_readings(one),
                **self._of_entry(one),
                **self._of_told((1.0, 1.0) if one.takes_up_all else told[one.entry], most_told),
                most_counted=most_counted,
                either=either,
                rival=rival,
            )
            for one, either, rival in zip(meant, together, rivals, strict=True)
        )

    def _of_told(self, told: tuple[float, float], most_told: float) -> dict[str, float]:
        """`told`: of the words asked, anywhere and in the answer."""
        anywhere, in_answer = told
        return {
            "told": anywhere,
            "told_in_answer": in_answer,
            "untold": 1 - in_answer,
            "told_less": max(0.0, most_told - anywhere),
            "long": (1 - self._of_message["short"]) * (1 - in_answer),
        }

    def _of_entry(self, one: Meant) -> dict[str, float]:
        """What the entry is to the message and to what was spoken of."""
        turn, entry, context = self._turn, self._matcher.entries[one.entry], self._turn.context
        same, is_small = one.id == context.entry, entry.topic == SMALL_TALK
        is_unanswered = context.entry is None and self._last is not None
        is_whole = bool(entry.labels) and one.figured is None and one.reading.target is None
        return {
            "exact": float(one.entry in turn.alone.exact),
            "leaves": float(bool(self._carried) and self._matcher.guard.leaves(self._carried, one.entry)),
            "same": float(same),
            "uncounted": self._uncounted(one) if same else 0.0,
            "offered": float(is_unanswered and any(one.id == choice.id for choice in context.offered)),
            "earlier": float(any(one.id == subject.entry for subject in context.earlier)),
            "kin": max(0.0, float(self._kinship[one.entry])) if self._kinship is not None else 0.0,
            "related": float(one.entry in self._related),
            "topic": float(self._last is not None and entry.topic == self._matcher.entries[self._last].topic),
            "figure": float(one.figured is not None),
            "overview": float(is_whole),
            "small": float(is_small),
            "short_not_small": 0.0 if is_small else self._of_message["short"],
        }

    def _uncounted(self, one: Meant) -> float:
        """How plainly the message asks to count what this entry is never asked to, or this query does not count."""
        asked = self._reader.asked(self._turn.alone.words)
        if asked is None:
            return 0.0
        by, entry = one.figured, self._matcher.entries[one.entry]
        own = {by.bound.query.operation} if by else self._reader.entry_figures(entry).operations
        others = (one.weight for one in asked.cues.asked_for if one.operation not in own)
        return max(others, default=0.0) / _PLAIN


def _of_message(turn: Turn, matcher: Matcher) -> dict[str, float]:
    words = turn.alone.words
    names = [name for name in matcher.lexicon.names(words) if name.kind in matcher.kinds.named]
    beside_names = min(len(content(besides(words, names), turn.language)), _FULL) / _FULL
    facets = (*turn.alone.facets.values, *turn.context.facets)
    return {
        "short": max(0.0, 1 - len(content(words, turn.language)) / _MANY),
        "unknown": 1 - turn.alone.coverage.share,
        "cue": float(turn.has_cue),
        "pointing": float(points_back(turn.words, turn.language)),
        "named": float(bool(names)),
        "bare": float(bool(names) and beside_names == 0),
        "asks": beside_names,
        "timed": float(any(kind in TIME_KINDS for kind, _ in facets)),
        "corrects": float(turn.corrects),
        "goes_back": float(turn.back),
    }


def _of_readings(one: Meant) -> dict[str, float]:
    weighed = (kind for kind in ReadingKind if kind not in (ReadingKind.PART, ReadingKind.KNOWN))
    return {
        **{kind: one.sure.get(kind, 0.0) for kind in weighed},
        **{f"{kind}_share": one.share.get(kind, 0.0) for kind in (ReadingKind.ALONE, ReadingKind.NEAR)},
        **{f"{kind}_first": float(kind in one.first) for kind in _MAY_BE_FIRST},
    }
