"""Converts the figures that an answer states into the unit that a question names."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot.conversation.queries.held.units_asked import Wish
from bot.conversation.queries.reader import FigureReader
from bot.figures import FigureAnswer, FigureQuery, Measure, Operation, single
from bot.figures.stated import NEAR, StatedFigure, stated_figures, stated_measures
from bot.figures.times import span_of
from bot.knowledge.dates import parse_date
from bot.model import Entry
from bot.replies.counting.figures_in_answers import figures_of
from bot.replies.figure_queries.figured import Figured, as_bound
from bot.replies.weighing.understood import ByEntry, ByFigures, Understood

_FIGURES = 4
"""Figures of an answer that are converted, at most: they stand in one sentence. The others stay as they are."""
_ABOUT, _ROUNDED = 0.1, 0.02
"""Share by which a converted figure may be off where it is stated: at the rate of another day; and rounded, where the
rate is that of all days."""


class StatedConverter:
    def __init__(self, reader: FigureReader) -> None:
        self._reader = reader

    def figures(self, one: Understood, entry: Entry, wish: Wish, named: Collection[float] = ()) -> ByFigures | None:
        """The figures of an entry's answer in the unit; None where none converts. `named`: these alone, if there are
        any."""
        of_named = [measure for measure, figure in stated_measures(entry) if figure.value in named]
        likeliest = [of_named] if named else self._asked_for(one, entry)
        figures = next(filter(None, (self._in_one_unit(some, entry, wish) for some in likeliest)), None)
        answer = self._result(figures, wish) if figures is not None else None
        if figures is None or answer is None:
            return None
        by = Figured(entry, as_bound(answer), one.confidence, stated={measure.id: measure for measure in figures})
        return ByFigures(one.id, by, answer)

    def tells_in(self, one: Understood, entry: Entry, wish: Wish) -> bool:
        """Whether a figure that is asked for is in the unit, or is told in it, too: "219,900 yuan, or 30,500 dollars".
        Where none that is asked for converts, any figure in the unit is enough."""
        units = self._reader.units
        in_unit = [figure for figure in stated_figures(entry.answer) if units.is_among(figure.unit, wish.units)]
        if not in_unit:
            return False
        for figures in self._asked_for(one, entry):
            if any(units.is_among(figure.unit, wish.units) for figure in figures):
                return True
            leading = self._in_one_unit(figures, entry, wish)[:1]
            if leading:
                return any(self._comes_to(leading[0], figure, wish) for figure in in_unit)
        return True

    def _asked_for(self, one: Understood, entry: Entry) -> Iterator[list[Measure]]:
        """The figures that the question may ask for, the likeliest first:

        1. the first that is told with the names of the question, unless all are,
        2. those of the sentence put in front (`ByEntry.led`), principal ones only if there are any,
        3. the principal ones.
        """
        stated = stated_measures(entry)
        lead = _first_sentence(one.act.led if isinstance(one.act, ByEntry) else "")
        in_lead = [(measure, figure) for measure, figure in stated if lead and figure.clause in lead]
        yield self._told_with_names(one, entry)
        yield _principal(in_lead) or [measure for measure, _ in in_lead]
        yield _principal(stated)

    def _told_with_names(self, one: Understood, entry: Entry) -> list[Measure]:
        asked = self._reader.asked(one.ranking.words)
        figures = figures_of(entry, one.text, asked, self._reader) if asked is not None else []
        met = [figure.measure for figure in figures if figure.meets]
        # All meet the question where it names nothing beyond the entry: then it chooses none of them.
        return met[:1] if len(met) < len(figures) else []

    def _in_one_unit(self, figures: Sequence[Measure], entry: Entry, wish: Wish) -> list[Measure]:
        """Of the first figures those in the unit of the first that converts, as of the date of their entry. A number
        that is stated twice stands at its last place, told as it is at first."""
        front = figures[:_FIGURES]
        first = next((one for one in front if self._reader.units.into(one.unit, wish.units)), None)
        if first is None:
            return []
        as_of = parse_date(entry.as_of or "")
        span = span_of(as_of) if as_of is not None else None
        by_number: dict[float | None, Measure] = {}
        for one in front:
            if one.unit == first.unit or _shares_unit(one, first):
                number = one.cells[0].number
                by_number[number] = by_number.pop(number, one)  # `pop` gives the place up, and keeps the first.
        return [replace(one, unit=first.unit, span=span) for one in by_number.values()]

    def _comes_to(self, leading: Measure, figure: StatedFigure, wish: Wish) -> bool:
        """Whether `figure` is the leading one in the unit that is asked for."""
        answer = self._result((leading,), wish)
        if answer is None:
            return False
        one = answer.converted[0]
        return abs(figure.value - one.value) <= (_ROUNDED if one.rate.as_of is None else _ABOUT) * abs(one.value)

    def _result(self, figures: Sequence[Measure], wish: Wish) -> FigureAnswer | None:
        """`figures`: at least one, each a measure with a single cell."""
        query = FigureQuery(Operation.CONVERT, tuple(single(one, one.cells[0]) for one in figures))
        return self._reader.units.converted(query, {one.id: one for one in figures}, wish.units)


def _principal(stated: Sequence[tuple[Measure, StatedFigure]]) -> list[Measure]:
    return [measure for measure, figure in stated if figure.principal]


def _first_sentence(text: str) -> str:
    """Without marks, as clauses of `StatedFigure` are."""
    return " ".join(re.split(r"(?<=[.!?]) |\n", text.replace("*", ""), maxsplit=1)[0].split())


def _shares_unit(without: Measure, first: Measure) -> bool:
    """Whether a figure without a unit is in that of the first: "219,900 yuan as Lark, 249,900 as Finch"."""
    number, of_first = (abs(measure.cells[0].number or 0.0) for measure in (without, first))
    return not without.unit and of_first > 0 and NEAR < number / of_first < 1 / NEAR
