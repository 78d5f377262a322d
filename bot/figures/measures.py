"""Makes measures from a series: its points, or the columns of its table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.figures.kinds import guessed_kind
from bot.figures.times import span_of, span_of_label, told
from bot.figures.types import Bound, Cell, Measure, Span
from bot.knowledge.dates import parse_date, parse_label
from bot.knowledge.generating.cells import UNITS, SeriesCell, basis_of, cells_of, kind_of, row_name
from bot.knowledge.generating.numbers import label_text
from bot.knowledge.generating.tables import cell_text, holds_years
from bot.knowledge.texts import kebab
from bot.knowledge.wording import words_in
from bot.model import TIME_KINDS, CellValue, Column, Kind, Series, Words

Held = Mapping[str, SeriesCell]


def measures_of(series: Series, words: Words | None = None) -> tuple[Measure, ...]:
    """The measure of the points; of a table one for each column but the key, or for each row where those have units.
    `words`: how times are written; left out: as in English."""
    words = words or words_in()
    held = cells_of(series)
    if series.points:
        return (_of_points(series, held, words),)
    if any(column.id == UNITS for column in series.columns):
        labels = dict.fromkeys(cell.label for cell in held.values())
        return tuple(_of_row(series, label, held) for label in labels)
    return tuple(_of_column(series, column, held) for column in series.columns if column.id not in series.key)


def _of_points(series: Series, held: Held, words: Words) -> Measure:
    cells = []
    for id, one in held.items():
        point = one.point
        if point is not None:
            bound = Bound.MINIMUM if point.minimum else Bound.APPROXIMATE if point.approximate else Bound.EXACT
            label, span = label_text(point.label, words), span_of_label(point.label)
            cells.append(Cell(id, label, point.value, bound, point.within, told(span, words) if span else None))
    kind = series.kind or guessed_kind(cells, series.unit, series.title, series.title)
    return _measure(series, None, cells, kind, id=series.id, title=series.title, unit=series.unit)


def _of_column(series: Series, column: Column, held: Held) -> Measure:
    years = holds_years(series, series.columns.index(column))
    own = ((id, one) for id, one in held.items() if one.column == column)
    cells = [Cell(id, one.label, _year_text(one.value) if years else one.value, span=_span(one)) for id, one in own]
    kind = kind_of(series, column) or guessed_kind(cells, column.unit, column.title, series.title)
    id, title = f"{series.id}:{kebab(column.id)}", f"{series.title}: {column.title}"
    return _measure(series, column, cells, kind, id=id, title=title, unit=column.unit)


def _of_row(series: Series, label: str, held: Held) -> Measure:
    """The row of a table whose rows have units of their own, so that its columns are compared."""
    cells, units = [], []
    for id, one in held.items():
        if one.label == label and one.column and one.column.id != UNITS:
            cells.append(Cell(id, one.column.title, one.value))
            if not one.column.unit:
                units.append(one.unit)
    id, title = f"{series.id}:{row_name(series, label)}", f"{series.title}: {label}"
    unit = units[0] if units else None
    made = _measure(series, None, cells, series.kind or Kind.LEVEL, id=id, title=title, unit=unit)
    return replace(made, noun="", column=label)


def _year_text(value: CellValue) -> str | None:
    """A year is no number to count with."""
    return None if value is None else cell_text(value, words_in(), plain_years=True)


def _measure(
    series: Series, column: Column | None, cells: Sequence[Cell], kind: Kind, *, id: str, title: str, unit: str | None
) -> Measure:
    """`column`: that of the cells, where they have one in common. Without a number they are texts, whatever `kind`."""
    return Measure(
        id,
        series.id,
        title,
        tuple(cells),
        kind if any(cell.number is not None for cell in cells) else Kind.TEXT,
        unit,
        noun=(column.noun if column else series.noun) or "",
        basis=basis_of(series, column) or "",
        about=series.about,
        column=column.title if column else "",
        things=" ".join(one.title for one in series.columns if column and one.id in series.key),
        span=None if any(cell.span for cell in cells) else _declared_time(series),
        as_of=span_of(day) if (day := parse_date(series.as_of or "")) is not None else None,
        fewer_is_better=series.fewer_is_better or (column is not None and column.fewer_is_better),
        selection=series.selection or "",
    )


def _declared_time(series: Series) -> Span | None:
    """The finest time that is declared for all figures of a series."""
    times = (parse_label(value) for kind, value in series.about if kind in TIME_KINDS)
    return min((span_of(one) for one in times if one is not None), key=lambda span: span.days, default=None)


def _span(cell: SeriesCell) -> Span | None:
    """The time that the row, or one of its key columns, is named after."""
    spans = map(span_of_label, (cell.label, *cell.keys))
    return next((span for span in spans if span is not None), None)
