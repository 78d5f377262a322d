"""Asks every case, and counts the results."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.bot import Bot
from bot.model import SMALL_TALK, Case, Figure, Outcome, Question, Reply

ROUNDED = 0.006  # Share by which a number may be off that is told rounded.
_TENTH = 0.051  # Difference by which a number may be off that is told with one decimal, whatever its size.


class Verdict(StrEnum):
    RIGHT = "right"
    ASKED = "asked"
    MISSED = "missed"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Judged:
    case: Case
    reply: Reply
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Tally:
    judged: tuple[Judged, ...]

    def count(self, verdict: Verdict) -> int:
        return sum(one.verdict is verdict for one in self.judged)

    def percent(self, *verdicts: Verdict) -> float:
        """Share in per cent; 0 where there are no cases."""
        return 100 * sum(map(self.count, verdicts)) / len(self.judged) if self.judged else 0.0


def evaluate(bot: Bot, cases: Iterable[Case], asked_at: datetime | None = None) -> Tally:
    judged = []
    for case in cases:
        reply = bot.answer(Question(case.text, asked_at=asked_at))
        judged.append(Judged(case, reply, judge(case, reply)))
    return Tally(tuple(judged))


def judge(case: Case, reply: Reply) -> Verdict:
    if case.expect is None:
        small = reply.answer is not None and reply.answer.topic == SMALL_TALK
        return Verdict.WRONG if reply.outcome is Outcome.ANSWER and not small else Verdict.RIGHT
    if reply.answer is not None:
        right = reply.answer.id == case.expect and _has_figure(case, reply.answer.figure)
        return Verdict.RIGHT if right else Verdict.WRONG
    return Verdict.ASKED if any(choice.id == case.expect for choice in reply.choices) else Verdict.MISSED


def _has_figure(case: Case, figure: Figure | None) -> bool:
    """Whether the answer is worked out as the case says, and comes to what it says."""
    if case.operation is not None and (figure is None or figure.operation != case.operation):
        return False
    return case.result is None or (figure is not None and _comes_to(figure.result, case.result))


def _comes_to(told: object, wanted: float | str | tuple[str, ...]) -> bool:
    if isinstance(wanted, float):
        return isinstance(told, float) and is_rounded(told, wanted)
    return _labels(told) == _labels(wanted)


def is_rounded(told: float, exact: float) -> bool:
    return abs(told - exact) <= max(ROUNDED * abs(exact), _TENTH)


def _labels(named: object) -> frozenset[str]:
    return frozenset(str(one).casefold() for one in (named if isinstance(named, tuple) else (named,)))
