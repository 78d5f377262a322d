"""The values of facets: how times are written, and which values are the same, or one a case of the other.

"2025", "2025-H1", "2025-Q1", "2025-05" and "2025-05-03" are times; "--05" is May of any year.
"""

import re
from collections.abc import Iterable

from bot.knowledge import A_YEAR
from bot.model import TIME_KINDS

_WITHIN_YEAR = re.compile(rf"(?P<year>{A_YEAR})-(?:H[12]|Q(?P<quarter>[1-4])|(?P<month>\d\d)(?:-(?P<day>\d\d))?)")


def by_kind(facets: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The kinds and the values of each, in their order."""
    found: dict[str, list[str]] = {}
    for kind, value in facets:
        found.setdefault(kind, []).append(value)
    return {kind: tuple(values) for kind, values in found.items()}


def compatible(one: str, other: str) -> bool:
    """Whether two values may be the same: "--05" is May of any year."""
    return one == other or ("--" in (one[:2], other[:2]) and without_year(one) == without_year(other))


def without_year(value: str) -> str:
    """Of "2025-05" and "--05" the "05"; a whole year as it is."""
    return value.partition("-")[2].lstrip("-") or value


def coarser(kind: str, value: str) -> tuple[tuple[str, str], ...]:
    """The coarser times that a time lies in, if its year is known: of a month its year, quarter and half."""
    found = _WITHIN_YEAR.fullmatch(value) if kind in TIME_KINDS else None
    if found is None:
        return ()
    year = found["year"]
    if found["day"]:
        return ("year", year), ("month", f"{year}-{found['month']}")
    if found["month"]:
        month = int(found["month"])
        return ("year", year), ("quarter", f"{year}-Q{(month + 2) // 3}"), ("half", f"{year}-H{(month + 5) // 6}")
    if found["quarter"]:
        return ("year", year), ("half", f"{year}-H{(int(found['quarter']) + 1) // 2}")
    return (("year", year),)


def narrower(wide: str, value: str) -> bool:
    """Whether a value is a special case of a wider one, as "su-9-pro" is of "su-9"."""
    return value.startswith(wide + "-")


def is_case(one: tuple[str, str], of: tuple[str, str]) -> bool:
    """Whether a facet is another one, or a special case of it."""
    return one[0] == of[0] and (one == of or narrower(of[1], one[1]))
