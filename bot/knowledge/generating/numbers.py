"""Writes numbers for people: a value and its unit in, "more than 410,000 vehicles" out."""

from __future__ import annotations

import re

from bot.model import Point

CURRENCY = re.compile(r"([A-Z]{3}|[$€£¥₹]|US\$|HK\$)(?: (thousand|million|billion|trillion))?")


def number_text(value: float) -> str:
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    if 1e-4 <= abs(value) < 1e15:
        return f"{value:,.6f}".rstrip("0").rstrip(".")
    return f"{value:g}"


def with_unit(number: str, unit: str | None) -> str:
    """Return 12.3 and "CNY billion" as "CNY 12.3 billion", 21.6 and "percent" as "21.6%"."""
    if not unit:
        return number
    if unit in ("%", "percent", "per cent"):
        return f"{number}%"
    money = CURRENCY.fullmatch(unit)
    if money:
        before = money[1] + ("" if not money[1].isalpha() else " ")
        return f"{before}{number}" + (f" {money[2]}" if money[2] else "")
    return f"{number} {unit}"


def qualified(point: Point, text: str, minimum: str = "more than") -> str:
    """Put "more than" or "about" before the text, where the point is no exact figure."""
    if point.minimum:
        return f"{minimum} {text}"
    return f"about {text}" if point.approximate else text


def join_names(names: tuple[str, ...]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
