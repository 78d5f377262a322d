"""Only what changes grows old."""

from __future__ import annotations

from datetime import date

import pytest
from shops import entry

from bot.replies.writing.composing import is_stale, last_day


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        ("2025-06-15", date(2025, 6, 15)),
        ("2025-06", date(2025, 6, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("2025", date(2025, 12, 31)),
        ("2025-13", None),
        ("2025-02-30", None),
        ("soon", None),
        ("", None),
        ("1-2-3-4", None),
    ],
)
def test_a_period_ends_with_its_last_day(as_of: str, day: date | None) -> None:
    assert last_day(as_of) == day


@pytest.mark.parametrize(
    ("as_of", "changes", "after", "today", "stale"),
    [
        pytest.param("2025-06-30", True, 180, date(2025, 12, 27), False, id="on the last day"),
        pytest.param("2025-06-30", True, 180, date(2025, 12, 28), True, id="on the day after"),
        pytest.param("2025-06", True, 180, date(2025, 12, 27), False, id="a month counts from its end"),
        pytest.param("2020-06-30", False, 180, date(2025, 12, 28), False, id="a closed period"),
        pytest.param("2020-06-30", True, None, date(2025, 12, 28), False, id="no limit is set"),
        pytest.param(None, True, 180, date(2025, 12, 28), False, id="no date"),
        pytest.param("2020-06-30", True, 180, None, False, id="no day to count from"),
        pytest.param("2025-06-30", True, 180, date(2001, 1, 1), False, id="asked in the past"),
        pytest.param("2025-06-30", True, 0, date(2025, 7, 1), True, id="at once"),
    ],
)
def test_stale(as_of: str | None, changes: bool, after: int | None, today: date | None, stale: bool) -> None:
    assert is_stale(entry("rye", "?", as_of=as_of, changes=changes), after, today) is stale
