"""Reads the leading figure of an answer, as the range of amounts that it may mean."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from bot.knowledge.dates import MONTHS
from bot.model import Point

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "b": 1e9, "billion": 1e9}
SCALES |= {"tn": 1e12, "trillion": 1e12}
FIGURE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[ -]?(?P<scale>thousand|million|billion|trillion|k|mn|m|bn|b|tn)\b)?",
    re.IGNORECASE,
)
RANGE = re.compile(r"\s*(?:–|-|to|and)\s*", re.IGNORECASE)
MORE = re.compile(r"\b(?:more than|over|above|at least|exceed\w*|beyond|minimum|upwards of)\b|>|≥|\+", re.IGNORECASE)
LESS = re.compile(r"\b(?:less than|fewer than|under|below|up to|at most|nearly|almost|just short)\b|<|≤", re.IGNORECASE)
ABOUT = re.compile(r"\b(?:about|around|roughly|some|approximately|circa|estimated)\b|~|≈", re.IGNORECASE)
DATED = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b|\bQ[1-4]\b", re.IGNORECASE)
UNITS = {
    "percent": r"%|per ?cent\b|percentage",
    "dollar": r"\$|\busd\b|dollar",
    "yuan": r"¥|\bcny\b|\brmb\b|yuan",
    "euro": r"€|\beur\b|euro",
    "hkd": r"hk\$|\bhkd\b|hong kong dollar",
    "distance": r"\bkm\b(?!/h)|kilomet|\bmiles?\b",
    "speed": r"km/h|mph",
    "power": r"\b(?:ps|hp|kw|horsepower)\b",
    "energy": r"\bkwh\b",
    "time": r"\b(?:s|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b",
    "weight": r"\b(?:kg|tonnes?|tons?)\b",
}
# How far figures may differ that are said to be rough; of a bare minimum more is expected.
ROUGH, BEYOND, ROUNDING = 0.05, 0.25, 0.025
# The words before a figure, and those behind it, that tell how exact it is and of what unit.
BEFORE, AFTER = re.compile(r"[^.;()\d]{0,16}$"), re.compile(r"[^.,;()\d]{0,20}")


@dataclass(frozen=True, slots=True)
class Amount:
    low: float
    high: float
    unit: str | None


def leading_amount(answer: str) -> tuple[Amount, str] | None:
    """Return the first bold figure that is no date, and the words that say it; None where there is none."""
    for bold in BOLD.finditer(answer):
        amount = _read(bold[1], answer[bold.end() : bold.end() + 20])
        if amount:
            return amount, f'"{bold[1]}"'
    return None


def amounts_in(text: str, rough: float) -> tuple[Amount, ...]:
    """Return all figures, years included; `rough` is how far "about" reaches."""
    plain = text.replace("*", "")
    found = tuple(FIGURE.finditer(plain))
    pairs = zip_longest(found, found[1:])
    return tuple(_amount_at(plain, figure, following, rough) for figure, following in pairs if figure)


def _amount_at(text: str, figure: re.Match[str], following: re.Match[str] | None, rough: float) -> Amount:
    """Of a range ("12 to 13 billion") the lower end has the scale and unit of the upper."""
    before, after = BEFORE.search(text[: figure.start()]), AFTER.match(text, figure.end())
    words, behind = before[0] if before else "", after[0] if after else ""
    scale = _scale(figure)
    if following and RANGE.fullmatch(text, figure.end(), following.start()):
        scale = scale if figure["scale"] else _scale(following)
        behind = text[following.start() : following.end() + 20]
    low, high = _widened(_value(figure["number"], scale), _precision(figure["number"], scale), words, rough)
    return Amount(low, high, _unit(behind) or _unit(words[-5:]))


def point_amount(point: Point, unit: str | None, *, rounded: bool = True) -> Amount:
    """`rounded`: what is written with many noughts may stand for figures near it."""
    scale = next((SCALES[word] for word in (unit or "").lower().split() if word in SCALES), 1.0)
    value = (point.value or 0.0) * scale
    words = "more than" if point.minimum else "about" if point.approximate else ""
    rounding = _precision(f"{point.value:.10g}", scale) if rounded else 0.0
    low, high = _widened(value, rounding, words)
    return Amount(low, high, _unit(unit or ""))


def contradict(one: Amount, other: Amount) -> bool:
    return one.unit == other.unit and (one.high < other.low or other.high < one.low)


def _read(bold: str, after: str) -> Amount | None:
    found = FIGURE.search(bold)
    if not found or DATED.search(bold) or _is_year(found, bold):
        return None
    second = None
    gap = RANGE.match(bold, found.end())
    if gap and gap[0].strip():
        second = FIGURE.match(bold, gap.end())
    scale = _scale(found) if found["scale"] or not second else _scale(second)
    words = bold[: found.start()] + bold[found.end() : found.end() + 1]
    low, high = _widened(_value(found["number"], scale), _precision(found["number"], scale), words)
    if second:
        high = max(high, _widened(_value(second["number"], _scale(second)), 0.0, words)[1])
    return Amount(low, high, _unit(f"{bold} {after.split('.')[0]}"))


def _widened(value: float, rounding: float, words: str, rough: float = ROUGH) -> tuple[float, float]:
    size = abs(value)
    low, high = value - rounding, value + rounding
    if ABOUT.search(words):
        low, high = min(low, value - rough * size), max(high, value + rough * size)
    if MORE.search(words):
        high = value + BEYOND * size
    if LESS.search(words):
        low = value - BEYOND * size
    return low, high


def _precision(number: str, scale: float) -> float:
    """Half a unit of the last digit that counts (410,000 may be a rounded 411,082), but a few per cent at most."""
    exact = Decimal(number.replace(",", ""))
    _, _, exponent = exact.as_tuple() if "." in number or not exact else exact.normalize().as_tuple()
    half = 0.5 * 10.0 ** int(exponent) * scale
    return min(half, ROUNDING * abs(float(exact)) * scale)


def _value(number: str, scale: float) -> float:
    return float(number.replace(",", "")) * scale


def _scale(found: re.Match[str]) -> float:
    return SCALES.get((found["scale"] or "").lower(), 1.0)


def _is_year(found: re.Match[str], bold: str) -> bool:
    number = found["number"]
    bare = len(number) == 4 and number.isdecimal() and 1900 <= int(number) <= 2100 and not found["scale"]
    return bare and not _unit(bold[found.end() :])


def _unit(text: str) -> str | None:
    """Name the kind of unit; None for counts, whose words (bikes, orders) are not compared."""
    lowered = text.lower()
    if re.search(UNITS["hkd"], lowered):
        return "hkd"
    return next((unit for unit, pattern in UNITS.items() if re.search(pattern, lowered)), None)
