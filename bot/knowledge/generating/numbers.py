"""Writes labels, and numbers with their unit, for people: "May 2025", "more than 410,000 books"."""

import re

from bot.knowledge.dates import parse_label
from bot.model import Point, Words

_CURRENCY = re.compile(r"([A-Z]{3}|[$€£¥₹]|US\$|HK\$)(?: (thousand|million|billion|trillion))?")
PERCENT = ("%", "percent", "per cent")  # What a unit of percents may be called.


def label_text(label: str, words: Words) -> str:
    """Return "May 2025" for 2025-05."""
    period = parse_label(label)
    return words.facet(*period.facets[-1]) if period else label


def with_unit(number: str, unit: str | None, words: Words) -> str:
    """Return 12.3 and "CNY billion" as "CNY 12.3 billion", 21.6 and "percent" as "21.6%"."""
    if not unit:
        return number
    if unit in PERCENT:
        return words.percent.format(number=number)
    money = _CURRENCY.fullmatch(unit)
    if money:
        space, scale = " " if money[1].isalpha() else "", f" {money[2]}" if money[2] else ""
        return f"{money[1]}{space}{number}{scale}"
    return f"{number} {unit}"


def figure_text(value: float, unit: str | None, point: Point | None, words: Words) -> str:
    """Return a figure with its unit and, for a point, the words for its bound."""
    text = with_unit(words.number(value), unit, words)
    return qualified(point, text, words) if point else text


def qualified(point: Point, text: str, words: Words) -> str:
    """Put "more than" or "about" before the text, where the point is no exact figure."""
    if point.minimum:
        return words.more_than.format(number=text)
    return words.about.format(number=text) if point.approximate else text
