"""The words of pictures: titles without marks, figures as they stand at a bar, what the foot says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.knowledge import MONTHS, Period, label_text, number_text, qualified, with_unit
from bot.model import Kind, Point, Series, Source

NO_FIGURE = "no figure"
MORE_THAN = "> more than"
ABOUT = "~ about"
HOLLOW_MORE_THAN = "△ more than"
HOLLOW_ABOUT = "○ about"
UNEVEN = "dates not evenly spaced"
NOT_FROM_ZERO = "axis does not begin at zero"
NOTHING = "There is no figure yet."
AND_MORE = "… and {count} more"

_PERCENT = ("%", "percent", "per cent")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_MARKS = re.compile(r"\*{1,3}(?=\S)(.+?)(?<=\S)\*{1,3}|`([^`]+)`|~~(.+?)~~|^#{1,6}\s+")


def plain_title(markdown: str) -> str:
    """Titles should have no marks; where one has, they are taken off."""
    text = _LINK.sub(r"\1", " ".join(markdown.split()))
    return _MARKS.sub(lambda found: found[1] or found[2] or found[3] or "", text)


def figure(point: Point, unit: str | None) -> str:
    """As it stands at a bar: "> 10,000", "~ 9%"; the unit stands in the foot."""
    if point.value is None:
        return NO_FIGURE
    text = number_text(point.value) + ("%" if unit in _PERCENT else "")
    return f"> {text}" if point.minimum else f"~ {text}" if point.approximate else text


def spoken(point: Point, unit: str | None) -> str:
    """As it stands in a sentence: "more than 10,000 loaves"."""
    return NO_FIGURE if point.value is None else qualified(point, with_unit(number_text(point.value), unit))


def main_figures(points: Iterable[Point], unit: str | None, kind: Kind | None) -> str:
    """The newest, the highest and the lowest of dated points, oldest first; of a running total the newest alone."""
    known = [point for point in points if point.value is not None]
    if not known:
        return ""
    named: tuple[tuple[str, Point], ...] = (
        ("newest", known[-1]),
        ("highest", max(known, key=_value)),
        ("lowest", min(known, key=_value)),
    )
    named = named[:1] if kind is Kind.RUNNING else named
    first_names: dict[Point, str] = {}
    for name, point in named:
        first_names[point] = f"{first_names[point]} and {name}" if point in first_names else name
    return ", ".join(f"{name} {spoken(point, unit)} ({label_text(point.label)})" for point, name in first_names.items())


def short_date(period: Period, *, among_years: bool) -> tuple[str, str]:
    """Two short lines: ("24 Mar", "2025"), ("Q2", "2025"); a year alone is one, or ("year", "2025") among others."""
    year = str(period.year)
    if period.part:
        return period.part, year
    if not period.month:
        return (year, "") if among_years else ("year", year)
    month = MONTHS[period.month - 1][:3]
    return (f"{period.day} {month}" if period.day else month), year


def notes(points: Iterable[Point], *, hollow: bool = False) -> tuple[str, ...]:
    """What the marks mean, of those that are there."""
    shown = [point for point in points if point.value is not None]
    more, about = (HOLLOW_MORE_THAN, HOLLOW_ABOUT) if hollow else (MORE_THAN, ABOUT)
    found = (any(point.minimum for point in shown), any(_is_about(point) for point in shown))
    return tuple(note for note, is_there in zip((more, about), found, strict=True) if is_there)


def as_of(series: Series) -> str:
    return f"As of {label_text(series.as_of)}" if series.as_of else ""


def publishers(sources: tuple[Source, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain_title(source.publisher) for source in sources))


def _is_about(point: Point) -> bool:
    return point.approximate and not point.minimum


def _value(point: Point) -> float:
    return point.value or 0.0
