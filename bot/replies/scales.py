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
    """Weighs the answers of one turn: what all of them have in common is read once."""

    def __init__(self, turn: Turn, matcher: Matcher, reader: FigureReader) -> None:
        self._turn, self._matcher, self._reader = turn, matcher, reader
        self._situations = matcher.followups.situations
        words = turn.alone.words
        names = [name for name in matcher.lexicon.names(words) if name.kind in matcher.kinds.named]
        self._asks = asks_after(words, turn.language)
        beside_names = min(len(content(besides(words, names), turn.language)), 3) / 3
        self._last = spoken_of(turn.context, matcher)
        self._kinship = self._situations.kin(self._last) if self._last >= 0 else None
        self._related = set(self._situations.related(self._last)) if self._last >= 0 else set()
        facets = (*turn.alone.facets.values, *turn.context.facets)
        self._signs = {
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
        """What the message says by itself."""
        self._spoken: tuple[tuple[str, str], ...] = ()
        if self._last >= 0:
            carried = matcher.followups.carried(turn.alone.facets, turn.context.facets, self._last, words).carried
            self._spoken = tuple(pair for pair in carried if pair[0] in matcher.kinds.impersonal_subjects)

    def weigh(self, meant: Sequence[Meant]) -> tuple[Evidence, ...]:
        told = self._situations.shares_told(self._asks, {one.entry for one in meant})
        others = (one for one in meant if one.id != self._turn.context.entry)
        most_told = max((told[one.entry][0] for one in others), default=0.0)
        counted = max((one.sure.get(Kind.COUNTED, 0.0) for one in meant), default=0.0)
        together = [1 - prod(1 - sure for sure in one.sure.values()) for one in meant]  # As if they were independent.
        best, second = (*sorted(together, reverse=True), 0.0, 0.0)[:2]
        return tuple(
            self._evidence(
                one,
                told[one.entry],
                {
                    "either": either,
                    "rival": second if either == best else best,
                    "most_told": most_told,
                    "most_counted": counted,
                },
            )
            for one, either in zip(meant, together, strict=True)
        )

    def _evidence(self, one: Meant, told: tuple[float, float], among: Mapping[str, float]) -> Evidence:
        """`among`: what the other answers say of this one."""
        turn, entry = self._turn, self._matcher.entries[one.entry]
        own, in_answer = (1.0, 1.0) if one.takes_up_all else told
        small = float(entry.topic == SMALL_TALK)
        same = one.id == turn.context.entry
        is_whole = bool(entry.labels) and one.figured is None and one.reading.target is None
        signs = {
            **self._signs,
            **among,
            **{kind.value: one.sure.get(kind, 0.0) for kind in Kind},
            **{f"{kind}_share": one.share.get(kind, 0.0) for kind in Kind},
            **{f"{kind}_first": float(kind in one.first) for kind in Kind},
            "exact": float(one.entry in turn.alone.exact),
            "leaves": float(bool(self._spoken) and self._matcher.guard.leaves(self._spoken, one.entry)),
            "same": float(same),
            "untold": 1 - in_answer,
            "long": (1 - self._signs["short"]) * (1 - in_answer),
            "told_less": max(0.0, among["most_told"] - own),
            "uncounted": self._uncounted(one) if same else 0.0,
            "same_counted": same * among["most_counted"],
            "offered": float(self._was_offered(one)),
            "earlier": float(any(one.id == subject.entry for subject in turn.context.earlier)),
            "told": own,
            "told_in_answer": in_answer,
            "kin": max(0.0, float(self._kinship[one.entry])) if self._kinship is not None else 0.0,
            "related": float(one.entry in self._related),
            "topic": float(self._last >= 0 and entry.topic == self._matcher.entries[self._last].topic),
            "figure": float(one.figured is not None),
            "overview": float(is_whole),
            "small": small,
            "sure": one.sure.get(Kind.ALONE, 0.0),
        }
        signs["near_back"] = signs["near"] * turn.back
        signs["alone_short"] = signs["alone"] * signs["short"] * (1 - small)  # Small talk may be short.
        return Evidence(**{name: signs[name] if name in signs else _product(name, signs) for name in NAMES})

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


def _product(name: str, signs: Mapping[str, float]) -> float:
    first, second = name.split("_", 1)
    return signs[first] * signs[second]
