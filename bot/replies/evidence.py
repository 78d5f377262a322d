"""What speaks for and against an answer: the readings of a turn in, each answer that one comes to with evidence out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from math import exp

from bot.conversation.followup import content
from bot.conversation.proposing import QUESTION_WORDS
from bot.conversation.readings import Kind, Reading
from bot.conversation.turn import Turn
from bot.matching import Matcher
from bot.matching.entry_facets import EXACT_KINDS, NAMED_KINDS
from bot.matching.naming import besides
from bot.matching.ranking import LEAST_SHARE
from bot.model import SMALL_TALK
from bot.replies.figured import Figured

LOOKED_AT = 4
"""Candidates of each reading that may be meant."""
_MANY = 6
"""Words that say something, from which on a message is not short."""


@dataclass(slots=True)
class Meant:
    """An answer that readings come to."""

    id: str
    """Of the entry or cell; of a computed figure its measure, operation and result."""
    entry: int
    """The candidate that it belongs to."""
    reading: Reading
    """The one that is surest of it."""
    figured: Figured | None = None
    sure: dict[Kind, float] = field(default_factory=dict)
    """The confidence of the surest reading of each kind,"""
    share: dict[Kind, float] = field(default_factory=dict)
    """and its share of all that speaks for any candidate: from 0, the least that counts, to 1."""
    first: set[Kind] = field(default_factory=set)
    """Kinds of readings that put it first."""
    best: float = -1.0

    def add(self, reading: Reading, sure: float, share: float, first: bool, figured: Figured | None = None) -> None:
        kind = reading.kind
        self.sure[kind] = max(sure, self.sure.get(kind, 0.0))
        self.share[kind] = max(share, self.share.get(kind, 0.0))
        if first:
            self.first.add(kind)
        if sure > self.best:
            self.best, self.reading, self.figured = sure, reading, figured

    def support(self, other: Meant) -> None:
        """Take over what speaks for another answer that means the same."""
        for kind, sure in other.sure.items():
            self.sure[kind] = max(sure, self.sure.get(kind, 0.0))
        for kind, share in other.share.items():
            self.share[kind] = max(share, self.share.get(kind, 0.0))
        self.first |= other.first


@dataclass(frozen=True, slots=True)
class Found:
    """What a reading comes to first."""

    reading: Reading
    id: str
    """Empty: nothing."""
    entry: int
    """The candidate that this belongs to; -1: none."""
    sure: float
    """What the reading's own ranking, or its query, says for it."""
    figured: Figured | None = None


def gather(found: Iterable[Found], matcher: Matcher) -> tuple[Meant, ...]:
    """Bring the readings together by what they come to."""
    meant: dict[str, Meant] = {}
    for one in found:
        first = meant.setdefault(one.id, Meant(one.id, one.entry, one.reading))
        first.add(one.reading, one.sure, 1.0, first=True, figured=one.figured)
        if one.reading.target is None and one.reading.kind is not Kind.COUNTED:
            _add_others(one, meant, matcher)
    return _with_measures(meant)


def _with_measures(meant: Mapping[str, Meant]) -> tuple[Meant, ...]:
    """What speaks for a measure speaks for the likeliest figure of it, too."""
    figures: dict[int, Meant] = {}
    for one in meant.values():
        if one.figured is not None and not one.figured.told:
            best = figures.setdefault(one.entry, one)
            figures[one.entry] = max(best, one, key=lambda figure: figure.best)
    for one in meant.values():
        figure = figures.get(one.entry)
        if figure is not None and one.figured is None and one.reading.target is None:
            figure.support(one)
    return tuple(meant.values())


def _add_others(one: Found, meant: dict[str, Meant], matcher: Matcher) -> None:
    reading = one.reading
    shares = reading.ranking.shares()
    for at, scored in enumerate(reading.ranking.candidates[:LOOKED_AT]):
        id, share = matcher.entries[scored.entry].id, 1 - shares[scored.entry] / LEAST_SHARE
        if id == one.id:
            meant[id].share[reading.kind] = share
        else:
            other = meant.setdefault(id, Meant(id, scored.entry, reading))
            other.add(reading, scored.confidence, share, first=at == 0 and one.figured is None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Shares and flags are from 0 to 1."""

    alone: float
    """How sure the message by itself is of the answer; the same for the other kinds of readings."""
    part: float
    substituted: float
    extended: float
    anaphora: float
    near: float
    query: float
    repeat: float
    back: float
    counted: float
    alone_share: float
    """The answer's share in that ranking."""
    substituted_share: float
    anaphora_share: float
    near_share: float
    alone_first: float
    """It comes first in that ranking."""
    substituted_first: float
    anaphora_first: float
    near_first: float
    alone_short: float
    """How sure the message by itself is, by how little it says;"""
    alone_cue: float
    """where it begins like a follow-up;"""
    alone_pointing: float
    """where a word points back;"""
    alone_named: float
    """where it names a model, company, person or place;"""
    alone_bare: float
    """where it says nothing but names;"""
    alone_corrects: float
    """where it corrects the question before."""
    near_short: float
    near_cue: float
    near_pointing: float
    near_named: float
    near_back: float
    """where it goes back to an earlier subject;"""
    near_corrects: float
    substituted_short: float
    substituted_same: float
    extended_same: float
    near_same: float
    anaphora_same: float
    anaphora_pointing: float
    anaphora_named: float
    exact: float
    """It is asked for word for word."""
    unknown: float
    """Share of the message that the knowledge base does not know."""
    leaves: float
    """It is on something else than what is spoken of."""
    same: float
    """It is the answer before;"""
    same_short: float
    same_untold: float
    """by how much of what is asked its text does not tell;"""
    same_long: float
    """where the message says much that its text does not tell;"""
    same_told_less: float
    """by how much more of it another answer tells;"""
    same_corrects: float
    earlier: float
    """It was given before the last answer."""
    told: float
    """Share of the words asked that the entry's ways of asking and answer tell."""
    told_in_answer: float
    kin: float
    """How like the entry before it is."""
    kin_short: float
    related: float
    topic: float
    """It has the topic of the answer before."""
    figure: float
    """It is a figure of a series."""
    small: float
    """It is small talk."""
    small_sure: float
    """It is small talk, and the message by itself is sure of it;"""
    small_asks: float
    """It is small talk, and the message says something."""
    short: float
    either: float
    """How sure the readings are of it together."""
    rival: float
    """How sure they are together of the likeliest other answer."""


class Scales:
    """Weighs the answers of one turn: what all of them have in common is read once."""

    def __init__(self, turn: Turn, matcher: Matcher) -> None:
        self.turn, self.matcher, self.situations = turn, matcher, matcher.followups.situations
        words = turn.alone.words
        names = [name for name in matcher.lexicon.names(words) if name.kind in NAMED_KINDS]
        self.named = float(bool(names))
        says = content(words)
        self.asks = tuple(word for word in says if word not in QUESTION_WORDS)
        self.beside_names = min(len(content(besides(words, names))), 3) / 3
        self.short = max(0.0, 1 - len(says) / _MANY)
        self.last = matcher.entry_of_id[turn.context.entry] if turn.context.entry else -1
        self.kinship = self.situations.kinship.of(self.last) if self.last >= 0 else None
        self.related = set(self.situations.related(self.last)) if self.last >= 0 else set()
        self.most_told = 0.0
        self.spoken: tuple[tuple[str, str], ...] = ()
        if self.last >= 0:
            carried = matcher.followups.carried(turn.alone.facets, turn.context.facets, self.last, words).carried
            self.spoken = tuple(pair for pair in carried if pair[0] in (*EXACT_KINDS, "company"))

    def weighed(self, meant: Sequence[Meant]) -> list[tuple[Meant, float]]:
        """Each answer with its probability, the likeliest first."""
        pairs = zip(meant, map(probability, self.weigh(meant)), strict=True)
        return sorted(pairs, key=lambda pair: -pair[1])

    def weigh(self, meant: Sequence[Meant]) -> tuple[Evidence, ...]:
        together = [_together(one) for one in meant]
        others = (one for one in meant if one.id != self.turn.context.entry)
        self.most_told = max((self.situations.shares_told(self.asks, one.entry)[0] for one in others), default=0.0)
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
        # A query takes up all that the message says, or it is none.
        told = (1.0, 1.0) if one.figured is not None else self.situations.shares_told(self.asks, one.entry)
        same = float(one.id == turn.context.entry)
        small = float(entry.topic == SMALL_TALK)
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
            unknown=1 - turn.alone.coverage.share,
            leaves=float(bool(self.spoken) and self.matcher.guard.leaves(self.spoken, one.entry)),
            same=same,
            same_short=same * self.short,
            same_untold=same * (1 - told[1]),
            same_long=same * (1 - self.short) * (1 - told[1]),
            same_told_less=same * max(0.0, self.most_told - told[0]),
            same_corrects=same * turn.corrects,
            earlier=float(any(one.id == subject.entry for subject in turn.context.earlier)),
            told=told[0],
            told_in_answer=told[1],
            kin=kin,
            kin_short=kin * self.short,
            related=float(one.entry in self.related),
            topic=float(self.last >= 0 and entry.topic == self.matcher.entries[self.last].topic),
            figure=float(one.figured is not None),
            small=small,
            small_sure=small * alone,
            small_asks=small * self.beside_names,
            short=self.short,
            either=either,
            rival=rival,
        )


def _together(one: Meant) -> float:
    """As if the readings were independent."""
    doubt = 1.0
    for sure in one.sure.values():
        doubt *= 1 - sure
    return 1 - doubt


def probability(evidence: Evidence) -> float:
    known = _weights()
    score = known["constant"] + sum(known[name] * getattr(evidence, name) for name in NAMES)
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def follow_from() -> float:
    """The probability from which on a message that may lean on what was said before is answered."""
    return _data()["thresholds"]["follow_from"]


def _weights() -> Mapping[str, float]:
    """By the names of `Evidence`, and "constant"."""
    return _data()["weights"]


@cache
def _data() -> Mapping[str, Mapping[str, float]]:
    """Written by `python -m benchmarks.fit_readings`."""
    file = files("bot.replies") / "evidence.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


NAMES = tuple(one.name for one in fields(Evidence))
FOR = frozenset(
    "alone part substituted extended anaphora near query repeat back counted alone_share substituted_share"
    " anaphora_share near_share alone_first substituted_first anaphora_first near_first exact told told_in_answer either"
    " small_sure alone_named near_pointing anaphora_pointing substituted_short".split()
)
"""What may only speak for an answer."""
