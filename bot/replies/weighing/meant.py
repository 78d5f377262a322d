"""Joins the readings of a message that come to the same answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.conversation.readings import Reading, ReadingKind
from bot.matching import LEAST_SHARE, Matcher
from bot.replies.figure_queries.figured import Figured

NO_ENTRY = -1  # As the number of an entry.
_LOOKED_AT = 4  # Candidates of each reading that may be meant.


@dataclass(frozen=True, slots=True)
class Found:
    """An answer that a reading comes to."""

    reading: Reading
    id: str  # Of the entry or cell; of a computed figure its `result_id`; empty: nothing.
    entry: int  # The number of what is ranked for it: of a cell or a figure that of its measure, or `NO_ENTRY`.
    sure: float  # What the reading's own ranking, or its query, says for it.
    figured: Figured | None = None
    in_place: Figured | None = None  # The query that the entry answers in place of the figures.
    share: float = 1.0  # Of the ranking's evidence, on a logarithmic scale: 1 is all of it, 0 the least that counts.

    @classmethod
    def nothing(cls, reading: Reading, refused: Figured | None = None) -> Found:
        """`refused`: a query that was understood and has no result."""
        return cls(reading, "", NO_ENTRY, refused.confidence if refused is not None else 0.0, refused)


@dataclass(frozen=True, slots=True)
class Meant:
    """An answer that readings come to; `id` and `entry` are as in `Found`."""

    id: str
    entry: int
    reading: Reading  # The one that is surest of it.
    figured: Figured | None  # As that reading has it.
    in_place: Figured | None  # The query that the entry answers in place of the figures, as that reading has it.
    sure: Mapping[ReadingKind, float]  # How sure the surest reading of each kind is.
    share: Mapping[ReadingKind, float]  # The greatest share that a reading of each kind gives it.

    @property
    def takes_up_all(self) -> bool:
        """Whether a query, with what the message changes in it, explains all that the message says."""
        return self.figured is not None and (ReadingKind.QUERY in self.sure or ReadingKind.COUNTED in self.sure)


def gather(found: Iterable[Found], matcher: Matcher) -> tuple[Meant, ...]:
    """Bring the readings together by what they come to. `found`: what each comes to first."""
    by_id: dict[str, list[Found]] = {}
    for first in found:
        for one in _with_others(first, matcher):
            by_id.setdefault(one.id, []).append(one)
    return _with_measures([_joined(alike) for alike in by_id.values()])


def _with_others(found: Found, matcher: Matcher) -> Sequence[Found]:
    """What a reading comes to first, then the other candidates of its ranking, if it was ranked for itself."""
    reading, ranking = found.reading, found.reading.ranking
    if reading.target is not None or reading.kind is ReadingKind.COUNTED:
        return (found,)
    shares, others = ranking.log_shares(), []
    for one in ranking.candidates[:_LOOKED_AT]:
        id = matcher.entries[one.entry].id
        share = 1 - shares[one.entry] / LEAST_SHARE
        if id == found.id:
            found = replace(found, share=share)
        else:
            others.append(Found(reading, id, one.entry, one.confidence, share=share))
    return (found, *others)


def _joined(alike: Sequence[Found]) -> Meant:
    surest = max(alike, key=lambda one: one.sure)
    sure = _greatest((one.reading.kind, one.sure) for one in alike)
    share = _greatest((one.reading.kind, one.share) for one in alike)
    return Meant(surest.id, alike[0].entry, surest.reading, surest.figured, surest.in_place, sure, share)


def _greatest(values: Iterable[tuple[ReadingKind, float]]) -> Mapping[ReadingKind, float]:
    """Of the values of each kind."""
    greatest: dict[ReadingKind, float] = {}
    for kind, value in values:
        greatest[kind] = max(value, greatest.get(kind, 0.0))
    return greatest


def _with_measures(meant: Sequence[Meant]) -> tuple[Meant, ...]:
    """What speaks for a measure ("deliveries") speaks for the likeliest figure of it ("deliveries in 2025"), which is
    given in its place."""
    figures: dict[int, Meant] = {}
    for one in meant:
        if one.figured is not None and not one.figured.stated:
            likeliest = figures.get(one.entry, one)
            figures[one.entry] = max(likeliest, one, key=lambda figure: max(figure.sure.values()))
    measures = {one.entry: one.id for one in meant if one.figured is None and one.reading.target is None}
    given = {one.id: one for one in meant}
    for entry, figure in figures.items():
        if entry in measures:
            measure = given.pop(measures[entry])
            sure = _greatest((*figure.sure.items(), *measure.sure.items()))
            share = _greatest((*figure.share.items(), *measure.share.items()))
            given[figure.id] = replace(figure, sure=sure, share=share)
    return tuple(given.values())
