"""Tells whether an entry may be out of date."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from bot.model import Entry

CURRENT_DAYS = 31
"""Days for which an answer still counts as being of now."""


def last_day(as_of: str) -> date | None:
    """The last day of a day, month or year; None where it is none of these."""
    try:
        parts = [int(part) for part in as_of.split("-")]
        if len(parts) == 1:
            return date(parts[0], 12, 31)
        if len(parts) == 2:
            return date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
        return date(*parts)
    except (ValueError, TypeError):
        return None


def is_stale(entry: Entry, after_days: int | None, today: date | None) -> bool:
    """Only entries that change go stale; closed periods never do."""
    if not entry.changes or entry.as_of is None or after_days is None or today is None:
        return False
    day = last_day(entry.as_of)
    return day is not None and day + timedelta(days=after_days) < today


def is_past(as_of: str, today: date | None) -> bool:
    """Whether a date is so long over that a question about now must be told so."""
    day = last_day(as_of)
    return today is not None and day is not None and day + timedelta(days=CURRENT_DAYS) < today
