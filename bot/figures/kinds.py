"""Guesses the `Kind` of figures (whether they add up) if none is declared, by English titles and units."""

import re
from collections.abc import Sequence

from bot.figures.types import Cell
from bot.model import Kind

_RATIO_UNITS = re.compile(r"%|per ?cent|points?|share", re.IGNORECASE)
_RUNNING = re.compile(r"running total|cumulative|so far|since (?:the )?launch|in total", re.IGNORECASE)
_FLOW = re.compile(
    r"\b(?:per|each|a|every|by) (?:month|quarter|year|week|day)\b|monthly|quarterly|annual", re.IGNORECASE
)
_PLURAL = re.compile(r"(?:million )?[a-z][a-z ]*s")
_NO_NOUNS = frozenset(
    ("seconds", "minutes", "hours", "days", "weeks", "months", "years", "points", "percentage points")
)
"""Units that end like nouns in the plural, and are not read as such."""
_ONE_WORD = re.compile(r"[a-z]{4,}")
_OF_MEASUREMENT = re.compile(
    r"degrees|(?:kilo|centi|milli)?(?:metres|meters|grams)|miles|inches|yards|hectares|acres|tonnes|tons|ounces|litres"
    r"|liters|gallons|pints|knots|(?:kilo|mega)?(?:watts|volts|amps|joules|calories)|decibels|lumens"
    r"|(?:euro|dollar|pound|cent|franc|crown|peso|rupee|rouble|ruble|dinar|lira)s"
)
"""Nouns in the plural that measure, and count nothing; money is no number of things either."""
_MEAN = re.compile(r"\b(?:averages?|means?|medians?)\b", re.IGNORECASE)
_LEVEL = re.compile(
    r"\b(?:averages?|means?|prices?|margins?|growth|changes?|rates?|values?|members|users|staff|people)\b",
    re.IGNORECASE,
)
"""Titles of what does not add up, even where it is told each month."""


def guessed_kind(cells: Sequence[Cell], unit: str | None, title: str, series: str) -> Kind:
    """A count a month adds up, nothing else does; `title` is that of the points or of the column."""
    if _RATIO_UNITS.fullmatch(unit or ""):
        return Kind.RATIO
    if _LEVEL.search(title):
        return Kind.RATIO if "average" in title.casefold() else Kind.LEVEL
    if _RUNNING.search(title):
        return Kind.RUNNING
    periods = {cell.span.kind for cell in cells if cell.span}
    if not periods:
        return Kind.FLOW if _counts(unit, cells) else Kind.LEVEL
    by_time = _FLOW.search(f"{title} {series}") or _FLOW.search(unit or "")
    # What is told of a day is what stood on it: "monthly users" as of 31 March.
    return Kind.FLOW if by_time and "day" not in periods else Kind.LEVEL


def _counts(unit: str | None, cells: Sequence[Cell]) -> bool:
    """Whether the numbers count things, which add up: "bikes", "orders"."""
    return counts_things(unit or "") and all(cell.number is None or cell.number.is_integer() for cell in cells)


def tells_means(title: str) -> bool:
    """Whether the figures are means themselves, of which a plain mean is no worse: "monthly mean of the heat"."""
    return _MEAN.search(title) is not None


def counts_things(unit: str) -> bool:
    """Whether a unit is what is counted one by one, as "orders", and no measure, as "seconds" or "kilometres"."""
    return is_plural(unit) and _ONE_WORD.fullmatch(unit) is not None and _OF_MEASUREMENT.fullmatch(unit) is None


def is_plural(unit: str | None) -> bool:
    """Whether a unit reads as a noun in the plural, as "books", "million users" or "kilometres"; times and shares do
    not."""
    return _PLURAL.fullmatch(unit or "") is not None and unit not in _NO_NOUNS
