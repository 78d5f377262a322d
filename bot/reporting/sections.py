"""The sections of a report, each with its plot and its table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.curating import Matter
from bot.model import Outcome
from bot.reporting.counting import Day, Report, StaleEntry
from bot.reporting.plots import ACCENT, BAD, GOOD, BarPlot, ColumnPlot

_PLOTTED = 10  # Rows of a plot; the table below has all.
OUTCOMES = {
    Outcome.ANSWER: "Answered",
    Outcome.CLARIFY: "Asked back",
    Outcome.UNKNOWN: "Not known",
    Outcome.BUSY: "Over the limit",
}

Cell = str | int


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    told: str  # What the plot shows.
    head: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    plot: ColumnPlot | BarPlot | None  # None: there is nothing to plot.
    nothing: str  # Said where there are no rows.


def sections(report: Report) -> Iterator[Section]:
    yield _questions(report.days)
    yield _outcomes(report)
    yield _choices(report)
    yield _votes(report.days)
    yield _gaps(report.gaps)
    yield _stale(report.stale)


def _questions(days: Sequence[Day]) -> Section:
    plot = ColumnPlot([one.day for one in days], [(ACCENT, [one.questions for one in days])])
    return Section(
        "Questions a day",
        "How many questions were asked on each day.",
        ("Day", "Questions"),
        [(one.day.isoformat(), one.questions) for one in days],
        plot if days else None,
        "Nothing was asked.",
    )


def _outcomes(report: Report) -> Section:
    rows = [(OUTCOMES[outcome], count) for outcome, count in report.outcomes]
    return Section(
        "What came of them",
        "How many questions were answered, asked back with choices, or not known.",
        ("Outcome", "Questions", "Share"),
        [(name, count, f"{count / report.questions:.0%}") for name, count in rows],
        BarPlot(rows) if rows else None,
        "Nothing was asked.",
    )


def _choices(report: Report) -> Section:
    asked_back = report.count_of(Outcome.CLARIFY)
    left = max(0, asked_back - report.picked - report.declined)
    rows = [("One of them was picked", report.picked), ("None of these", report.declined), ("Left alone", left)]
    return Section(
        "How often choices helped",
        "What became of the questions that were asked back with choices.",
        ("After the choices", "Questions"),
        rows if asked_back else [],
        BarPlot(rows) if asked_back else None,
        "Nothing was asked back.",
    )


def _votes(days: Sequence[Day]) -> Section:
    voted = any(one.good or one.bad for one in days)
    good, bad = [one.good for one in days], [-one.bad for one in days]
    return Section(
        "Votes",
        "Thumbs up and, hanging down, thumbs down on the answers of each day.",
        ("Day", "Up", "Down"),
        [(one.day.isoformat(), one.good, one.bad) for one in days if one.good or one.bad],
        ColumnPlot([one.day for one in days], [(GOOD, good), (BAD, bad)]) if voted else None,
        "Nobody voted.",
    )


def _gaps(gaps: Sequence[Matter]) -> Section:
    rows = [(_readable(one.question), one.askers, one.times) for one in gaps]
    return Section(
        "What was not answered",
        f"The matters that most people missed{_first(len(gaps))}, by how many did.",
        ("Matter", "People", "Times"),
        rows,
        BarPlot([(text, askers) for text, askers, _ in rows[:_PLOTTED]]) if gaps else None,
        "Nothing is noted that was asked and not answered.",
    )


def _stale(stale: Sequence[StaleEntry]) -> Section:
    asked = [(_readable(one.question), one.asked) for one in stale if one.asked]
    counted = f"{len(stale)} {'entry has' if len(stale) == 1 else 'entries have'} grown old"
    return Section(
        "Entries that have grown old",
        f"{counted}; how often they were asked for{_first(len(asked))}."
        if asked
        else f"{counted}; none was asked for.",
        ("Entry", "As of", "Asked"),
        [(_readable(f"{one.question} ({one.id})"), one.as_of, one.asked) for one in stale],
        BarPlot(asked[:_PLOTTED]) if asked else None,
        "No entry has grown old.",
    )


def _first(count: int) -> str:
    return f", the first {_PLOTTED} of {count}" if count > _PLOTTED else ""


def _readable(text: str) -> str:
    """On one line, without signs that control how others are shown."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
