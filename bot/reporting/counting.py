"""Counts what was recorded: the figures of a report."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.bot import Bot
from bot.curating import Matter, Recorded, gather_matters, has_grown_old, in_force, is_pick
from bot.memory import AnsweredTurn, Asked, Gap, Votes
from bot.model import Outcome


@dataclass(frozen=True, slots=True)
class Day:
    """In UTC; votes count on the day of the question."""

    day: date
    questions: int = 0
    good: int = 0
    bad: int = 0


@dataclass(frozen=True, slots=True)
class StaleEntry:
    id: str
    question: str
    as_of: str
    asked: int  # How often it was the answer.


@dataclass(frozen=True, slots=True)
class Report:
    """Who asked and where stands nowhere in it."""

    name: str  # Of the knowledge base.
    today: date
    days: tuple[Day, ...]  # From the first question to today without a gap; empty where nothing was asked.
    outcomes: tuple[tuple[Outcome, int], ...]  # How many questions had each; none that no question had.
    picked: int  # Questions asked back of which one of the choices was picked.
    declined: int  # Questions asked back of which none of the choices was meant.
    gaps: tuple[Matter, ...]  # As `gather_matters` sorts them.
    stale: tuple[StaleEntry, ...]  # Those that were asked for most often first, then the oldest.

    @property
    def questions(self) -> int:
        return sum(day.questions for day in self.days)

    @property
    def votes(self) -> Votes:
        return Votes(sum(day.good for day in self.days), sum(day.bad for day in self.days))

    def count_of(self, outcome: Outcome) -> int:
        return dict(self.outcomes).get(outcome, 0)


def count(recorded: Recorded, bot: Bot, since: float, today: date) -> Report:
    """`since`: what was asked or noted then or later counts, in seconds since 1970. It takes long where much was."""
    asked = [one for one in recorded.asked if one.asked_at >= since]
    noted = [gap for gap in recorded.gaps if gap.at >= since]
    outcomes = Counter(one.outcome for one in asked)
    # One of each offer, however often somebody picked from it.
    picks = {(one.asker, one.asked_in) for one in recorded.told if is_pick(one) and _offered_at(one) >= since}
    accepting = bot.with_accepted(in_force(recorded.decisions).accepted(bot.knowledge))
    asked_for = Counter(one.entry for one in recorded.told if one.at >= since)
    return Report(
        name=bot.knowledge.manifest.name,
        today=today,
        days=_days(asked, today),
        outcomes=tuple((outcome, outcomes[outcome]) for outcome in Outcome if outcomes[outcome]),
        picked=len(picks),
        declined=sum(one.outcome == Outcome.CLARIFY and Gap.NONE_OF_THESE in one.gaps for one in asked),
        gaps=gather_matters(noted, bot.index) if noted else (),
        stale=_stale(accepting, asked_for, today),
    )


def _days(asked: list[Asked], today: date) -> tuple[Day, ...]:
    if not asked:
        return ()
    questions, good, bad = Counter[date](), Counter[date](), Counter[date]()
    for one in asked:
        day = datetime.fromtimestamp(one.asked_at, UTC).date()
        questions[day] += 1
        good[day] += one.good
        bad[day] += one.bad
    first, last = min(questions), max(today, *questions)
    days = (first + timedelta(number) for number in range((last - first).days + 1))
    return tuple(Day(day, questions[day], good[day], bad[day]) for day in days)


def _offered_at(told: AnsweredTurn) -> float:
    """When the question was asked back that it was picked for."""
    return told.asked_in.at.timestamp() if told.asked_in.at else told.at


def _stale(bot: Bot, asked: Counter[str], today: date) -> tuple[StaleEntry, ...]:
    grown_old = (entry for entry in bot.knowledge.entries if has_grown_old(entry, bot, today))
    old = (StaleEntry(entry.id, entry.question, entry.as_of or "", asked[entry.id]) for entry in grown_old)
    return tuple(sorted(old, key=lambda one: (-one.asked, one.as_of, one.id)))
