"""Weighs the possible answers of a turn by their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.followup import asks_after, content
from bot.conversation.queries.reader import FigureReader
from bot.conversation.readings import Kind
from bot.conversation.subject import spoken_of
from bot.conversation.turn import Turn
from bot.matching import Matcher, besides
from bot.model import SMALL_TALK, TIME_KINDS
from bot.replies.evidence import Evidence, scale_for
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


class Scales:
    """Weighs the answers of one turn: what all of them have in common is read once."""

    def __init__(self, turn: Turn, matcher: Matcher, reader: FigureReader) -> None:
        self.turn, self.matcher, self.reader = turn, matcher, reader
        self.situations = matcher.followups.situations
        words = turn.alone.words
        names = [name for name in matcher.lexicon.names(words) if name.kind in matcher.kinds.named]
        self.named = float(bool(names))
        says = content(words, turn.language)
        self.asks = asks_after(words, turn.language)
        self.beside_names = min(len(content(besides(words, names), turn.language)), 3) / 3
        self.short = max(0.0, 1 - len(says) / _MANY)
        self.last = spoken_of(turn.context, matcher)
        self.offered = float(turn.context.entry is None and self.last >= 0)
        self.kinship = self.situations.kin(self.last) if self.last >= 0 else None
        self.related = set(self.situations.related(self.last)) if self.last >= 0 else set()
        facets = (*turn.alone.facets.values, *turn.context.facets)
        self.timed = float(any(kind in TIME_KINDS for kind, _ in facets))
        self.told: dict[int, tuple[float, float]] = {}
        self.most_told = self.counted = 0.0
        self.spoken: tuple[tuple[str, str], ...] = ()
        if self.last >= 0:
            carried = matcher.followups.carried(turn.alone.facets, turn.context.facets, self.last, words).carried
            self.spoken = tuple(pair for pair in carried if pair[0] in matcher.kinds.impersonal_subjects)

    def judged(self, meant: Sequence[Meant]) -> list[Judged]:
        """Each answer with its probability, the likeliest first."""
        evidence, thin = self.weigh(meant), self.matcher.index.confidence.thin
        judged = map(Judged, meant, evidence, scale_for(thin).probabilities(evidence))
        return sorted(judged, key=lambda one: -one.probability)

    def weigh(self, meant: Sequence[Meant]) -> tuple[Evidence, ...]:
        together = [_together(one) for one in meant]
        self.told = self.situations.shares_told(self.asks, {one.entry for one in meant})
        others = (one for one in meant if one.id != self.turn.context.entry)
        self.most_told = max((self.told[one.entry][0] for one in others), default=0.0)
        self.counted = max((one.sure.get(Kind.COUNTED, 0.0) for one in meant), default=0.0)
        ranked = sorted(together, reverse=True)
        best, second = (*ranked, 0.0, 0.0)[:2]
        return tuple(
            self._evidence(one, either, second if either == best else best)
            for one, either in zip(meant, together, strict=True)
        )

    def _evidence(self, one: Meant, either: float, rival: float) -> Evidence:
        turn, entry = self.turn, self.matcher.entries[one.entry]
        alone, near, substituted, anaphora, extended = (
            one.sure.get(kind, 0.0) for kind in (Kind.ALONE, Kind.NEAR, Kind.SUBSTITUTED, Kind.ANAPHORA, Kind.EXTENDED)
        )
        pointing, cue = float(turn.points_back), float(turn.has_cue)
        told = (1.0, 1.0) if one.takes_up_all else self.told[one.entry]
        same = float(one.id == turn.context.entry)
        small = float(entry.topic == SMALL_TALK)
        unknown = 1 - turn.alone.coverage.share
        overview = float(bool(entry.labels) and one.figured is None and one.reading.target is None)
        kin = max(0.0, float(self.kinship[one.entry])) if self.kinship is not None else 0.0
        return Evidence(
            alone=alone,
            part=one.sure.get(Kind.PART, 0.0),
            substituted=substituted,
            extended=extended,
            anaphora=anaphora,
            near=near,
            query=one.sure.get(Kind.QUERY, 0.0),
            repeat=one.sure.get(Kind.REPEAT, 0.0),
            back=one.sure.get(Kind.BACK, 0.0),
            counted=one.sure.get(Kind.COUNTED, 0.0),
            alone_share=one.share.get(Kind.ALONE, 0.0),
            substituted_share=one.share.get(Kind.SUBSTITUTED, 0.0),
            anaphora_share=one.share.get(Kind.ANAPHORA, 0.0),
            near_share=one.share.get(Kind.NEAR, 0.0),
            alone_first=float(Kind.ALONE in one.first),
            substituted_first=float(Kind.SUBSTITUTED in one.first),
            anaphora_first=float(Kind.ANAPHORA in one.first),
            near_first=float(Kind.NEAR in one.first),
            alone_short=alone * self.short * (1 - small),
            alone_cue=alone * cue,
            alone_pointing=alone * pointing,
            alone_named=alone * self.named,
            alone_bare=alone * self.named * (self.beside_names == 0),
            alone_corrects=alone * turn.corrects,
            near_short=near * self.short,
            near_cue=near * cue,
            near_pointing=near * pointing,
            near_named=near * self.named,
            near_back=near * turn.back,
            near_corrects=near * turn.corrects,
            substituted_short=substituted * self.short,
            substituted_same=substituted * same,
            extended_same=extended * same,
            near_same=near * same,
            anaphora_same=anaphora * same,
            anaphora_pointing=anaphora * pointing,
            anaphora_named=anaphora * self.named,
            exact=float(one.entry in turn.alone.exact),
            unknown=unknown,
            leaves=float(bool(self.spoken) and self.matcher.guard.leaves(self.spoken, one.entry)),
            same=same,
            same_short=same * self.short,
            same_untold=same * (1 - told[1]),
            same_long=same * (1 - self.short) * (1 - told[1]),
            same_told_less=same * max(0.0, self.most_told - told[0]),
            same_counted=same * self.counted,
            same_uncounted=self._uncounted(one) if same else 0.0,
            same_unknown=same * unknown,
            same_corrects=same * turn.corrects,
            offered=self.offered * (one.id in {choice.id for choice in turn.context.offered}),
            earlier=float(any(one.id == subject.entry for subject in turn.context.earlier)),
            told=told[0],
            told_in_answer=told[1],
            kin=kin,
            kin_short=kin * self.short,
            related=float(one.entry in self.related),
            topic=float(self.last >= 0 and entry.topic == self.matcher.entries[self.last].topic),
            figure=float(one.figured is not None),
            overview=overview,
            overview_timed=overview * self.timed,
            small=small,
            small_sure=small * alone,
            small_asks=small * self.beside_names,
            short=self.short,
            either=either,
            rival=rival,
        )

    def _uncounted(self, one: Meant) -> float:
        """How plainly the message asks to count what this entry is never asked to, or this query does not count."""
        asked = self.reader.asked(self.turn.alone.words)
        if asked is None:
            return 0.0
        if one.figured is None:
            return self.reader.beyond(asked, self.matcher.entries[one.entry]) / _PLAIN
        own = one.figured.bound.query.operation
        return (
            max((weight for operation, weight, _ in asked.cues.weights if operation is not own), default=0.0) / _PLAIN
        )


def _together(one: Meant) -> float:
    """As if the readings were independent."""
    doubt = 1.0
    for sure in one.sure.values():
        doubt *= 1 - sure
    return 1 - doubt
