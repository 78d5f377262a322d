"""Finds answers that lack the figures of the cells or points that they are about."""

import re
from collections.abc import Iterator

from bot.knowledge.dates import A_YEAR, parse_label
from bot.knowledge.findings import Code, finding
from bot.knowledge.generating.cells import SeriesCell, cells_of
from bot.knowledge.generating.numbers import figure_text, label_text
from bot.knowledge.lint.amounts import Amount, amounts_in, point_amount
from bot.knowledge.lint.answers import CLAUSE, said_dates, same_matter
from bot.knowledge.wording import words_in
from bot.model import Entry, Finding, Knowledge, Point

_NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_YEAR = re.compile(rf"\b{A_YEAR}\b")
_DIGITS = re.compile(r"\d+")


def untold_cells(knowledge: Knowledge) -> Iterator[Finding]:
    """An entry must give the value of each cell that it `tells`, wherever in its answer."""
    cells = {name: cell for series in knowledge.series for name, cell in cells_of(series).items()}
    for entry in knowledge.entries:
        for name in entry.tells:
            cell = cells.get(name)
            if cell and not _gives(entry.answer, cell):
                message = f"the answer does not give {_shown(cell)}, the value of {name}, which it tells"
                remedy = f"mend one of them ({cell.series.place}), or take it out of `tells:`"
                yield finding(Code.CELL_DIFFERS, entry.place, message, remedy, entry.id)


def untold_points(knowledge: Knowledge) -> Iterator[Finding]:
    """A clause with one date, that of a point, and with figures in its unit must give the value of the point.

    If several series share the facets of an entry, the value of any of them will do.
    """
    for entry in (entry for entry in knowledge.entries if entry.series is None):
        series = [one for one in knowledge.series if one.points and same_matter(entry, one)]
        points = [cell for one in series for cell in cells_of(one).values() if cell.value is not None]
        for clause in CLAUSE.split(entry.answer) if points else ():
            yield from _differing(entry, clause, points)


def _differing(entry: Entry, clause: str, points: list[SeriesCell]) -> Iterator[Finding]:
    dates = set(said_dates(clause))
    years = {int(year) for year in _YEAR.findall(clause)}
    if len(dates) != 1 or years - {period.year for period in dates}:
        return
    found = amounts_in(clause)
    told = [cell for cell in points if parse_label(cell.label) in dates and _of_its_unit(found, cell)]
    if told and not any(_overlap(amount, _amount(cell)) for cell in told for amount in found):
        cell = told[0]
        message = f"the figure for {label_text(cell.label, words_in())} differs from {_shown(cell)} in {cell.series.id}"
        remedy = f"mend one of them ({cell.series.place}), or say what each of them counts"
        yield finding(Code.CELL_DIFFERS, entry.place, message, remedy, entry.id)


def _of_its_unit(found: tuple[Amount, ...], cell: SeriesCell) -> bool:
    """False for counts, which cannot be compared: "40,000 bikes" may be of anything."""
    unit = _amount(cell).unit
    return unit is not None and any(amount.unit == unit for amount in found)


def _gives(answer: str, cell: SeriesCell) -> bool:
    if isinstance(cell.value, str):
        return set(_DIGITS.findall(cell.value)) <= set(_DIGITS.findall(answer))
    if cell.value is None or isinstance(cell.value, bool):
        return True
    word = _NUMBER_WORDS[int(cell.value)] if cell.value in range(len(_NUMBER_WORDS)) else None
    if word and re.search(rf"\b{word}\b", answer, re.IGNORECASE):
        return True
    # Units are left aside here: what a cell calls km may be told without.
    return any(_overlap(amount, _amount(cell)) for amount in amounts_in(answer))


def _amount(cell: SeriesCell) -> Amount:
    value = cell.value if isinstance(cell.value, (int, float)) else 0.0
    return point_amount(cell.point or Point(cell.label, float(value)), cell.unit, rounded=False)


def _overlap(one: Amount, other: Amount) -> bool:
    """A loss of 1.8 is told for -1.8."""
    ranges = ((other.low, other.high), (-other.high, -other.low))
    return any(low <= one.high and one.low <= high for low, high in ranges)


def _shown(cell: SeriesCell) -> str:
    if isinstance(cell.value, str) or cell.value is None:
        return f'"{cell.value}"'
    return figure_text(float(cell.value), cell.unit, cell.point, words_in())
