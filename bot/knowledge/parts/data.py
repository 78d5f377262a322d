"""Reads the figures of a series: `points:`, or `columns:`, `rows:` and `key:` of a table."""

import re
from collections import Counter

from bot.knowledge.findings import Code, Report, did_you_mean, shown
from bot.knowledge.parts.entries import read_source, read_sources
from bot.knowledge.parts.fields import Fields, finite, text_of
from bot.knowledge.reading.nodes import Node, Scalar, Sequence, describe, is_nothing
from bot.knowledge.texts import ID_LIMIT, one_line
from bot.model import CellValue, Column, Kind, Point, Source

POINT_KEYS = ("label", "value", "minimum", "approximate", "within", "as_of", "source")
WITHIN = re.compile(r"(\d{1,2}(?:\.\d+)?) ?%")
COLUMN_KEYS = ("id", "title", "unit", "kind", "noun", "basis", "fewer_is_better")
COLUMN_ID = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")


def read_points(fields: Fields) -> tuple[Point, ...]:
    points: list[Point] = []
    for node in fields.mappings("points"):
        point = Fields(node, POINT_KEYS, fields.report)
        label = point.one_line("label")
        if not label:
            fields.report.add(Code.EMPTY_TEXT, node.line, "a point has no label", "add `label:`")
            continue
        if label in (other.label for other in points):
            message = f"the label {shown(label)} stands twice"
            point.fault("label", Code.LABEL_TWICE, message, "keep one of them, or name them apart")
            continue
        value = finite(point.number("value"), f"`value` of {label}", point.line_of("value"), fields.report)
        minimum, approximate = point.truth("minimum"), point.truth("approximate")
        value = None if value is None else float(value)
        points.append(Point(label, value, minimum, approximate, _within(point), point.date("as_of"), _sources(point)))
    return tuple(points)


def _within(point: Fields) -> float | None:
    """Return a share: 0.05 for "5%"."""
    text = point.text("within")
    if not text:
        return None
    percent = WITHIN.fullmatch(text)
    if percent is None or not point.truth("approximate"):
        what = f"`within` is {shown(text)}" if percent is None else "`within` stands without `approximate: true`"
        point.fault("within", Code.BAD_WITHIN, what, "write it as `approximate: true, within: 5%`")
        return None
    return float(percent[1]) / 100


def _sources(point: Fields) -> tuple[Source, ...]:
    """One, or a list."""
    if isinstance(point.node("source"), Sequence):
        return read_sources(point, "source")
    node = point.mapping("source")
    return (read_source(node, point.report),) if node else ()


def read_columns(fields: Fields) -> tuple[Column, ...]:
    columns: list[Column] = []
    for node in fields.mappings("columns"):
        column = Fields(node, COLUMN_KEYS, fields.report)
        column_id = column.text("id") or ""
        if not COLUMN_ID.fullmatch(column_id) or len(column_id) > ID_LIMIT:
            message = f"the id of a column is {shown(column_id)}" if column_id else "a column has no id"
            column.fault("id", Code.BAD_COLUMN, message, "use a-z, 0-9, _ and -: price_net")
        elif column_id in (other.id for other in columns):
            message = f"the column {column_id} stands twice"
            column.fault("id", Code.BAD_COLUMN, message, "keep one of them, or name them apart")
        title = column.one_line("title") or column_id.replace("_", " ").capitalize()
        unit, kind = column.text("unit") or None, column.one_of("kind", tuple(Kind), Code.BAD_KIND)
        basis, noun = column.text("basis") or None, column.one_line("noun") or None
        columns.append(Column(column_id, title, unit, kind, basis, noun, column.truth("fewer_is_better")))
    return tuple(columns)


def read_rows(fields: Fields, columns: tuple[Column, ...]) -> tuple[tuple[CellValue, ...], ...]:
    rows, nodes = [], []
    for node in fields.items("rows") if columns else ():
        if not isinstance(node, Sequence):
            message = f"a row is {describe(node)}"
            fields.report.add(Code.WRONG_TYPE, node.line, message, "write a list with one cell a column: [.., ..]")
        elif len(node.items) != len(columns):
            message = f"a row has {len(node.items)} cells, the table {len(columns)} columns"
            fields.report.add(Code.ROW_LENGTH, node.line, message, "write one cell a column, null for a gap")
        else:
            rows.append(tuple(_cell(item, c.id, fields.report) for item, c in zip(node.items, columns, strict=True)))
            nodes.append(node)
    _check_types(columns, rows, nodes, fields.report)
    return tuple(rows)


def read_key(fields: Fields, columns: tuple[Column, ...], rows: tuple[tuple[CellValue, ...], ...]) -> tuple[str, ...]:
    """Return the columns that make a row unique; by default the first."""
    known = tuple(column.id for column in columns)
    key = fields.texts("key") or known[:1]
    check_columns(fields, "key", key, known)
    places = [known.index(name) for name in key if name in known]
    counts = Counter(tuple(str(row[place]) for place in places) for row in rows)
    for row in rows:
        if any(row[place] is None for place in places):
            message = "a row has a gap where its key stands"
            fields.fault("rows", Code.KEY_NOT_UNIQUE, message, "write what makes the row unique")
            return key
    for values, count in counts.items():
        if count > 1 and places:
            remedy = "name more columns in `key:`, or keep one of the rows"
            fields.fault("rows", Code.KEY_NOT_UNIQUE, f"{count} rows have the key {shown(' '.join(values))}", remedy)
    return key


def check_columns(fields: Fields, key: str, names: tuple[str, ...], known: tuple[str, ...]) -> None:
    """`names`: the columns named under the key."""
    for name in names:
        if name not in known:
            remedy = did_you_mean(name, known, f"use one of: {', '.join(known) or 'none is defined'}", '"{}"')
            fields.fault(key, Code.UNKNOWN_COLUMN, f"`{key}` names the unknown column {shown(name)}", remedy)


def _cell(node: Node, column: str, report: Report) -> CellValue:
    if is_nothing(node):
        return None
    if isinstance(node, Scalar):
        if node.plain and node.text.lower() in ("true", "false"):
            return node.truth()
        number = node.number()
        if number is not None:
            return finite(number, f"a cell of {column}", node.line, report)
    return one_line(text_of(node, column, report) or "") or None


def _check_types(
    columns: tuple[Column, ...], rows: list[tuple[CellValue, ...]], nodes: list[Sequence], report: Report
) -> None:
    for place, column in enumerate(columns):
        first: str | None = None
        for row, node in zip(rows, nodes, strict=True):
            found = _type(row[place])
            first = first or found
            if found and found != first:
                message = f"the column {column.id} holds {found} where it began with {first}"
                remedy = "write all of its cells alike: numbers without units, texts in quotes, null for a gap"
                report.add(Code.MIXED_TYPES, node.items[place].line, message, remedy)
                break


def _type(cell: CellValue) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "true or false"
    return "text" if isinstance(cell, str) else "numbers"
