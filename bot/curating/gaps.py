"""Groups unanswered questions by subject, a `Matter` for each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from bot.curating.gap_reading import NEAREST, GapReader, GapReading, Near
from bot.curating.grouping import group
from bot.curating.telling import telling_words
from bot.knowledge import one_line
from bot.matching import Index, Matcher
from bot.memory import AnsweredTurn, NotedGap

TEXT_NOT_KEPT = "(text not kept)"
SHOWN = 5

Noted = NotedGap | AnsweredTurn
Members = Sequence[tuple[NotedGap, GapReading]]
"""The gaps of one matter, oldest first, each with how it is understood today."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A question in one or more wordings, without who asked it and where."""

    question: str  # The wording that most askers chose, made whole.
    times: int
    askers: int
    outcomes: tuple[tuple[str, int], ...]  # How often each kind of gap was noted, the commonest first.
    examples: tuple[str, ...]  # Other wordings, as they were typed, the commonest first; at most five.
    meant: tuple[str, ...]  # What askers wrote that they had meant, the commonest first; at most five.
    nearest: tuple[Near, ...]  # Mean confidence over the wordings, best first; at most three.


def gather_matters(noted: Sequence[NotedGap], index: Index) -> tuple[Matter, ...]:
    """Return the matter of most askers first, then the one asked most often."""
    matters = [to_matter(members) for members in gather(noted, Matcher(index))]
    return tuple(sorted(matters, key=lambda one: (-one.askers, -one.times, one.question, one.nearest)))


def gather(noted: Sequence[NotedGap], matcher: Matcher) -> tuple[Members, ...]:
    reader = GapReader(matcher)
    readings = [reader.read(gap) for gap in noted]
    unlike = _representatives(readings)
    repairs = dict(pair for one in unlike for pair in one.repaired)
    telling = telling_words([one.typed for one in unlike], matcher.index, repairs)
    numbers = group(telling, lambda one, other: unlike[one].is_apart_from(unlike[other]))
    group_of = dict(zip((one.key for one in unlike), numbers, strict=True))
    members: dict[int, list[tuple[NotedGap, GapReading]]] = {}
    for gap, one in zip(noted, readings, strict=True):
        members.setdefault(group_of[one.key], []).append((gap, one))
    return tuple(members.values())


def _representatives(readings: Sequence[GapReading]) -> list[GapReading]:
    """One for each key, by which they are sorted: the least, so that the order of the gaps changes no group."""
    least = {one.key: one for one in sorted(readings, key=lambda one: (one.question, one.nearest), reverse=True)}
    return [least[key] for key in sorted(least)]


def to_matter(members: Members) -> Matter:
    gaps = [gap for gap, _ in members]
    question = next(iter(commonest((gap, reading.question) for gap, reading in members)), TEXT_NOT_KEPT)
    typed = commonest((gap, one_line(gap.text or "")) for gap in gaps)
    kinds = Counter(gap.kind.value for gap in gaps)
    return Matter(
        question,
        times=len({gap.turn for gap in gaps}),
        askers=len({gap.asker for gap in gaps}),
        outcomes=tuple(sorted(kinds.items(), key=lambda one: (-one[1], one[0]))),
        examples=tuple(text for text in typed if text != question)[:SHOWN],
        meant=tuple(commonest((gap, gap.meant or "") for gap in gaps)[:SHOWN]),
        nearest=_nearest(tuple({reading.key: reading for _, reading in members}.values())),
    )


def _nearest(wordings: Sequence[GapReading]) -> tuple[Near, ...]:
    sums: dict[str, list[float]] = {}
    for reading in wordings:
        for id, confidence in reading.nearest:
            sums.setdefault(id, []).append(confidence)
    means = [(id, round(fsum(found) / len(wordings), 3)) for id, found in sums.items()]
    return tuple(sorted(means, key=lambda one: (-one[1], one[0]))[:NEAREST])


def commonest(said: Iterable[tuple[Noted, str]]) -> list[str]:
    """Texts by how many askers chose them, then how often; of equals the shortest."""
    askers: dict[str, set[str]] = {}
    turns: dict[str, set[str]] = {}
    for gap, text in said:
        if text:
            askers.setdefault(text, set()).add(gap.asker)
            turns.setdefault(text, set()).add(gap.turn)
    return sorted(askers, key=lambda text: (-len(askers[text]), -len(turns[text]), len(text), text))
