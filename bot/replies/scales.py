"""Weighs the possible answers of a turn by their evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from bot.conversation.followup import asks_after, content
from bot.conversation.queries.reader import FigureReader
from bot.conversation.readings import ReadingKind
from bot.conversation.subject import last_entry
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
"""Such words beside names, from which on it is as good as a whole question."""


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
    """Weighs the answers of one turn: what all of them have in common is read once.

    Its signs go by the names of `Evidence`, which are the keys of evidence.toml; those of readings by the values of
    `ReadingKind`.
    """

    def __init__(self, turn: Turn, matcher: Matcher, reader: FigureReader) -> None:
        self._turn, self._matcher, self._reader = turn, matcher, reader
        self._situations = matcher.situations
        words = turn.alone.words
        names = [name for name in matcher.lexicon.names(words) if name.kind in matcher.kinds.named]
        self._asks = asks_after(words, turn.language)
        beside_names = min(len(content(besides(words, names), turn.language)), _FULL) / _FULL
        self._last = last_entry(turn.context, matcher)
        self._kinship = self._situations.kin(self._last) if self._last is not None else None
        self._related = set(self._situations.related(self._last)) if self._last is not None else set()
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
        if self._last is not None:
            both = matcher.followups.carried(turn.alone.facets, turn.context.facets, self._last, words)
            self._carried = tuple(pair for pair in both.carried if pair[0] in matcher.kinds.impersonal_subjects)

    def weigh(self, meant: Sequence[Meant]) -> tuple[Evidence, ...]:
        told = self._situations.shares_told(self._asks, {one.entry for one in meant})
        others = (one for one in meant if one.id != self._turn.context.entry)
        most_told = max((told[one.entry][0] for one in others), default=0.0)
        most_counted = max((one.sure.get(ReadingKind.COUNTED, 0.0) for one in meant), default=0.0)
        together = [1 - prod(1 - sure for sure in one.sure.values()) for one in meant]  # As if they were independent.
        found = []
        for at, one in enumerate(meant):
            anywhere, in_answer = (1.0, 1.0) if one.takes_up_all else told[one.entry]
            beside_others = {
                "either": together[at],
                "rival": max((*together[:at], *together[at + 1 :]), default=0.0),
                "told": anywhere,
                "told_in_answer": in_answer,
                "untold": 1 - in_answer,
                "told_less": max(0.0, most_told - anywhere),
                "long": (1 - self._of_message["short"]) * (1 - in_answer),
            }
            found.append(self._evidence(one, beside_others, most_counted))
        return tuple(found)

    def _evidence(self, one: Meant, beside_others: Mapping[str, float], most_counted: float) -> Evidence:
        """`most_counted`: how plainly anything is to be counted."""
        signs = {**self._of_message, **beside_others, **_of_readings(one), **self._of_entry(one)}
        signs |= {  # Products, as those below, but not of the signs that their names say.
            "same_most_counted": signs["same"] * most_counted,  # `counted` is about this answer, not any other.
            "near_goes_back": signs["near"] * self._turn.back,  # `back` is a reading, not what the message says.
            "alone_short_not_small": signs["alone"] * signs["short"] * (1 - signs["small"]),  # Small talk may be short.
        }
        for name in NAMES:
            first, _, second = name.partition("_")
            if name not in signs:
                signs[name] = signs[first] * signs[second]
        return Evidence(**{name: signs[name] for name in NAMES})

    def _of_entry(self, one: Meant) -> dict[str, float]:
        """What the entry is to the message and to what was spoken of."""
        turn, entry, context = self._turn, self._matcher.entries[one.entry], self._turn.context
        same = one.id == context.entry
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
            "small": float(entry.topic == SMALL_TALK),
        }

    def _uncounted(self, one: Meant) -> float:
        """How plainly the message asks to count what this entry is never asked to, or this query does not count."""
        asked = self._reader.asked(self._turn.alone.words)
        if asked is None:
            return 0.0
        by = one.figured
        own = (
            {by.bound.query.operation}
            if by
            else self._reader.entry_figures(self._matcher.entries[one.entry]).operations
        )
        others = (weight for operation, weight, _ in asked.cues.asked_for if operation not in own)
        return max(others, default=0.0) / _PLAIN


def _of_readings(one: Meant) -> dict[str, float]:
    """How sure the readings of each kind are of an answer; `Evidence` takes up a few of these signs."""
    return {
        **{kind.value: one.sure.get(kind, 0.0) for kind in ReadingKind},
        **{f"{kind}_share": one.share.get(kind, 0.0) for kind in ReadingKind},
        **{f"{kind}_first": float(kind in one.first) for kind in ReadingKind},
        "sure": one.sure.get(ReadingKind.ALONE, 0.0),
    }
