"""Guesses the `Kind` of figures (whether they add up) if none is declared, by English titles and units."""

import re
from collections.abc import Sequence

from bot.figures.types import Cell
from bot.model import Kind

_RATIO_UNITS = frozenset(("%", "percent", "per cent", "point", "points", "share"))
_MEANS = frozenset("average averages mean means median medians".split())
_LEVELS = frozenset(
    "average averages mean means price prices margin margins growth change changes rate rates value values members"
    " users staff people".split()
)
"""Words in titles of what does not add up, even where it is told each month."""
_RUNNING = ("running total", "cumulative", "so far", "since launch", "since the launch", "in total")
_BY_TIME = re.compile(r"\b(?:per|each|a|every|by) (?:month|quarter|year|week|day)\b|monthly|quarterly|annual")
_PLURAL = re.compile(r"(?:million )?[a-z][a-z ]*s")  # "books", "million users"; not "kg", "Nm".
_NO_NOUNS = frozenset("seconds minutes hours days weeks months years points".split()) | {"percentage points"}
"""Units that end like nouns in the plural, and are not read as such."""
_ONE_WORD = re.compile(r"[a-z]{4,}")
_OF_MEASUREMENT = frozenset(
    "degrees miles inches yards hectares acres tonnes tons ounces litres liters gallons pints knots decibels lumens"
    " euros dollars pounds cents francs crowns pesos rupees roubles rubles dinars liras".split()
).union(
    (f"{prefix}{unit}" for prefix in ("", "kilo", "centi", "milli") for unit in ("metres", "meters", "grams")),
    (f"{prefix}{unit}" for prefix in ("", "kilo", "mega") for unit in "watts volts amps joules calories".split()),
)
"""Nouns in the plural that measure, and count nothing; money is no number of things either."""


def guessed_kind(cells: Sequence[Cell], unit: str | None, title: str, series: str) -> Kind:
    """By the first of these that fits; `title` is that of the points or of the column."""
    if (unit or "").casefold() in _RATIO_UNITS:
        return Kind.RATIO  # "Growth" in %.
    if _says_any(_LEVELS, title):
        return Kind.RATIO if "average" in title.casefold() else Kind.LEVEL  # "Price", "Users a month".
    if any(words in title.casefold() for words in _RUNNING):
        return Kind.RUNNING  # "Orders so far".
    periods = {cell.span.kind for cell in cells if cell.span}
    if not periods:
        are_whole = all(cell.number is None or cell.number.is_integer() for cell in cells)
        return Kind.FLOW if counts_things(unit or "") and are_whole else Kind.LEVEL  # Bikes; kilometres.
    by_time = any(_BY_TIME.search(text.casefold()) for text in (f"{title} {series}", unit or ""))  # "Orders a month".
    # What is told of a day is what stood on it: "monthly visitors" as of 31 March.
    return Kind.FLOW if by_time and "day" not in periods else Kind.LEVEL


def _says_any(listed: frozenset[str], title: str) -> bool:
    return not listed.isdisjoint(re.findall(r"\w+", title.casefold()))


def tells_means(title: str) -> bool:
    """Whether the figures are means themselves, of which a plain mean is no worse: "monthly mean of the heat"."""
    return _says_any(_MEANS, title)


def counts_things(unit: str) -> bool:
    """Whether a unit is what is counted one by one, as "orders", and no measure, as "seconds" or "kilometres"."""
    return is_plural(unit) and _ONE_WORD.fullmatch(unit) is not None and unit not in _OF_MEASUREMENT


def is_plural(unit: str | None) -> bool:
    """Whether a unit reads as a noun in the plural, as "books", "million users" or "kilometres"; times and shares do
    not."""
    return _PLURAL.fullmatch(unit or "") is not None and unit not in _NO_NOUNS
