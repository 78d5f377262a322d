"""Reads `points:` of a series."""

import re

from bot.knowledge.findings import Code, shown
from bot.knowledge.parts.entries import read_source, read_sources
from bot.knowledge.parts.fields import Fields, finite
from bot.knowledge.reading.nodes import Sequence
from bot.model import Point, Source

POINT_KEYS = ("label", "value", "minimum", "approximate", "within", "as_of", "source")
WITHIN = re.compile(r"(\d{1,2}(?:\.\d+)?) ?%")


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
        number = None if value is None else float(value)
        points.append(Point(label, number, minimum, approximate, _within(point), point.date("as_of"), _sources(point)))
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
