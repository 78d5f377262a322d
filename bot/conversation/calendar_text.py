"""Counts days, months, quarters and years from a day, and writes out the time: "5 March 2026", "Q2 2026"."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

from bot.knowledge.dates import MONTH_NUMBERS, MONTHS

_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
NUMBERS = {"a": 1} | {word: number for number, word in enumerate(_NUMBER_WORDS, 1)}
_MONTH_NUMBERS = {name[:3]: number for name, number in MONTH_NUMBERS.items()}


def month_number(name: str) -> int:
    return _MONTH_NUMBERS[name[:3].casefold()]


def number_of(count: str) -> int:
    """Of "a", "three" or "12"."""
    return int(count) if count.isdigit() else NUMBERS[count.casefold()]


def number_in_year(day: date, parts: int) -> int:
    """The number, from 1, of the part that holds the day, where a year has so many: 12 months, 4 quarters, 2 halves."""
    return (day.month - 1) * parts // 12 + 1


def last_year_of(number: int, parts: int, today: date) -> int:
    """The year of the last such month, quarter or half. In May, the last May is the one that is running; but in the
    second quarter, the last second quarter is that of the year before."""
    now = number_in_year(today, parts)
    counts = number <= now if parts == 12 else number < now
    return today.year if counts else today.year - 1


def next_year_of(number: int, parts: int, today: date) -> int:
    """The year of the next such month, quarter or half. The month that is running counts as the next."""
    last = last_year_of(number, parts, today)
    return last if (parts, number) == (12, today.month) else last + 1


def day_text(day: date, later: int = 0) -> str:
    """The day so many days later, as "5 March 2026"; the day itself at the ends of the calendar."""
    with suppress(OverflowError):
        day += timedelta(days=later)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def year_text(day: date, later: int = 0) -> str:
    return str(day.year + later)


def _part_text(names: Sequence[str], day: date, later: int = 0) -> str:
    """The part of a year so many parts after that of the day, as "March 2026". `names`: those of all parts."""
    parts = len(names)
    year, place = divmod(day.year * parts + number_in_year(day, parts) - 1 + later, parts)
    return f"{names[place]} {year}"


month_text, quarter_text, half_text = (
    partial(_part_text, names) for names in (MONTHS, ("Q1", "Q2", "Q3", "Q4"), ("H1", "H2"))
)
TEXT_OF_UNIT: Mapping[str, Callable[[date], str]] = {"year": year_text, "quarter": quarter_text, "month": month_text}
