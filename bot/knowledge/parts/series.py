"""Reads `series:`."""

from dataclasses import replace

from bot.knowledge.dates import parse_label
from bot.knowledge.findings import Code, Report, did_you_mean, shown
from bot.knowledge.generating.tables import row_text
from bot.knowledge.parts.data import check_columns, read_columns, read_key, read_points, read_rows
from bot.knowledge.parts.entries import declared_id, read_about, read_id, read_sources
from bot.knowledge.parts.fields import Fields
from bot.knowledge.parts.templates import read_templates
from bot.knowledge.reading.nodes import Mapping, Scalar
from bot.knowledge.texts import is_id, one_line
from bot.model import Kind, Point, Series

TITLE_LIMIT = 120
SERIES_KEYS = tuple(
    "id title unit topic as_of changes note kind noun basis fewer_is_better selection sources points columns rows key"
    " ask superlatives question phrasings about short".split()
)


def read_series(node: Mapping, topic: str, report: Report) -> Series | None:
    """Return None, with findings, if anything is wrong, since all generated entries would repeat the fault."""
    before = len(report.found)
    report = report.of_entry(declared_id(node))
    fields = Fields(node, SERIES_KEYS, report)
    series_id = read_id(fields, "series")
    title = _title(fields)
    points, columns = read_points(fields), read_columns(fields)
    rows = read_rows(fields, columns)
    key = read_key(fields, columns, rows) if columns else ()
    _check_data(fields)
    series = Series(
        id=series_id or "",
        title=title,
        topic=one_line(fields.text("topic") or topic),
        unit=fields.text("unit") or None,
        as_of=fields.date("as_of") or _newest_day(points),
        changes=fields.truth("changes"),
        note=fields.text("note"),
        kind=fields.one_of("kind", tuple(Kind), Code.BAD_KIND),
        noun=fields.one_line("noun") or None,
        basis=fields.one_line("basis") or None,
        fewer_is_better=fields.truth("fewer_is_better"),
        selection=fields.one_line("selection") or None,
        sources=read_sources(fields),
        points=points,
        columns=columns,
        rows=rows,
        key=key,
        question=fields.one_line("question") or None,
        phrasings=fields.lines("phrasings"),
        about=read_about(fields),
        short=_short(fields),
        place=fields.place,
    )
    if len(report.found) > before:
        return None  # Templates are checked against sound data alone: else they would repeat its mistakes.
    series = read_templates(fields, series)
    _check_short(series, fields)
    asks_extremes = fields.node("superlatives") is None
    return replace(series, asks_extremes=asks_extremes) if len(report.found) == before else None


def _title(fields: Fields) -> str:
    title = fields.one_line("title")
    if not title:
        fields.fault("title", Code.BAD_TITLE, "the series has no title", "add `title:`")
    elif len(title) > TITLE_LIMIT:
        message = f"the title has {len(title)} characters"
        fields.fault("title", Code.BAD_TITLE, message, f"write at most {TITLE_LIMIT}; more can stand in `note:`")
    elif any(mark in title for mark in ("**", "__", "`", "](", "~~")) or title.startswith(("#", ">", "*", "_")):
        message = f"the title holds marks of Markdown: {shown(title)}"
        fields.fault("title", Code.BAD_TITLE, message, "write it as plain text")
    return title


def _newest_day(points: tuple[Point, ...]) -> str | None:
    """Return the last day of the labels; None if a label is no date."""
    periods = [parse_label(point.label) for point in points if point.value is not None]
    ends = [period.end for period in periods if period]
    return max(ends).isoformat() if ends and len(ends) == len(periods) else None


def _check_data(fields: Fields) -> None:
    has_points = fields.node("points") is not None
    has_table = fields.node("rows") is not None or fields.node("columns") is not None
    if has_points and has_table:
        message = "the series has both points and a table"
        fields.report.add(Code.POINTS_AND_ROWS, fields.line, message, "keep one, or make two series of it")
    elif not fields.items("points") and not (fields.items("rows") and fields.items("columns")):
        message = "the series has no points, and no columns with rows"
        fields.report.add(Code.NO_DATA, fields.line, message, "add `points:`, or `columns:` and `rows:`")
    if has_points and fields.node("key") is not None:
        check_columns(fields, "key", fields.texts("key"), known=())


def _short(fields: Fields) -> tuple[tuple[str, str], ...]:
    """Read {label or row: short name in kebab-case}."""
    found = []
    for key, value in fields.pairs("short"):
        if not isinstance(value, Scalar) or not is_id(value.text):
            message = f"the short name of {shown(key.text)} is not in kebab-case"
            fields.report.add(Code.GENERATED_ID, value.line, message, "use a-z, 0-9 and single hyphens")
        else:
            found.append((one_line(key.text), value.text))
    return tuple(found)


def _check_short(series: Series, fields: Fields) -> None:
    labels = tuple(row_text(series, row) for row in series.rows) + tuple(point.label for point in series.points)
    for label, _ in series.short:
        if label not in labels:
            otherwise = "write the label, or the key of the row, as it stands"
            message = f"`short` names the unknown row {shown(label)}"
            fields.fault("short", Code.UNKNOWN_ROW, message, did_you_mean(label, labels, otherwise, '"{}"'))
