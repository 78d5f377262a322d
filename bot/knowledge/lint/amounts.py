"""Reads figures in English text as the ranges of amounts that they may mean.

More loosely than `bot/figures/patterns.py`, which stands higher: a doubtful figure here is one warning too few.
`leading_amount` reads one in bold type, where a range is one amount and all words in bold belong to it;
`amounts_in` reads running text, where each end of a range is an amount and words count that stand near.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.knowledge.dates import MONTHS, YEARS
from bot.model import Point

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_SCALES = {
    **dict.fromkeys(("k", "thousand"), 1e3),
    **dict.fromkeys(("m", "mn", "million"), 1e6),
    **dict.fromkeys(("b", "bn", "billion"), 1e9),
    **dict.fromkeys(("tn", "trillion"), 1e12),
}
_FIGURE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[ -]?(?P<scale>thousand|million|billion|trillion|k|mn|m|bn|b|tn)\b)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:–|-|to|and)\s*", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more than|over|above|at least|exceed\w*|beyond|minimum|upwards of)\b|>|≥|\+", re.IGNORECASE)
_LESS = re.compile(
    r"\b(?:less than|fewer than|under|below|up to|at most|nearly|almost|just short)\b|<|≤", re.IGNORECASE
)
_ABOUT = re.compile(r"\b(?:about|around|roughly|some|approximately|circa|estimated)\b|~|≈", re.IGNORECASE)
_DATED = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b|\bQ[1-4]\b", re.IGNORECASE)
_UNITS = {
    "hkd": r"hk\$|\bhkd\b|hong kong dollar",
    "percent": r"%|per ?cent\b|percentage",
    "dollar": r"\$|\busd\b|dollar",
    "yuan": r"¥|\bcny\b|\brmb\b|yuan",
    "euro": r"€|\beur\b|euro",
    "distance": r"\bkm\b(?!/h)|kilomet|\bmiles?\b",
    "speed": r"km/h|mph",
    "power": r"\b(?:ps|hp|kw|horsepower)\b",
    "energy": r"\bkwh\b",
    "time": r"\b(?:s|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b",
    "weight": r"\b(?:kg|tonnes?|tons?)\b",
}
"""The first one found counts: "hk$" would also be a dollar."""
_ROUGH_IN_BOLD = 0.05  # Share by which a figure may be off beside "about".
_ROUGH_IN_TEXT = 0.015
"""The same in running text: "about 54.65" is another figure than 56.05, though "about 55" may be the same."""
_BEYOND = 0.25  # Share by which "more than" may mean more, and "less than" less.
_ROUNDING = 0.025  # Largest share that may have been rounded off.
_WORDS_BEFORE = re.compile(r"[^.;()\d]{0,16}$")
"""Room for "upwards of" and a currency; what stands farther away may tell of another figure."""
_REACH = 20  # Characters behind a figure in which its unit stands: room for the longest, "Hong Kong dollar".
_BEHIND = re.compile(rf"[^.,;()\d]{{0,{_REACH}}}")
_CURRENCY_BEFORE = 5  # Characters before a figure in which its currency stands, as "HK$" or "RMB ".


@dataclass(frozen=True, slots=True)
class Amount:
    low: float
    high: float
    unit: str | None


def leading_amount(answer: str) -> tuple[Amount, str] | None:
    """Return the first bold figure that is no date, and the words that say it; None where there is none."""
    for bold in _BOLD.finditer(answer):
        figure = _FIGURE.search(bold[1])
        if figure and not _DATED.search(bold[1]) and not _is_year(figure, bold[1]):
            behind, _, _ = answer[bold.end() : bold.end() + _REACH].partition(".")
            return _bold_amount(bold[1], figure, behind), f'"{bold[1]}"'
    return None


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Return all figures, years included."""
    plain = text.replace("*", "")
    return tuple(_plain_amount(plain, found) for found in _FIGURE.finditer(plain))


def _bold_amount(bold: str, number: re.Match[str], behind: str) -> Amount:
    """From the lower end of a range to the upper; only the unit may stand `behind` the bold type."""
    upper = _upper_end(number)
    sign_behind = bold[number.end() : number.end() + 1]  # It may be a "+".
    words = bold[: number.start()] + sign_behind
    low, high = _lower_end(number, upper, words, _ROUGH_IN_BOLD)
    if upper:
        _, high_of_upper = _widened(_value(upper["number"], _scale(upper)), 0.0, words, _ROUGH_IN_BOLD)
        high = max(high, high_of_upper)
    return Amount(low, high, _unit(f"{bold} {behind}"))


def _plain_amount(text: str, number: re.Match[str]) -> Amount:
    """The lower end of a range alone, with the unit of the upper, which is another figure of the text."""
    upper = _upper_end(number)
    before, after = _WORDS_BEFORE.search(text[: number.start()]), _BEHIND.match(text, number.end())
    words, behind = before[0] if before else "", after[0] if after else ""
    if upper:
        behind = text[upper.start() : upper.end() + _REACH]
    low, high = _lower_end(number, upper, words, _ROUGH_IN_TEXT)
    return Amount(low, high, _unit(behind) or _unit(words[-_CURRENCY_BEFORE:]))


def _upper_end(number: re.Match[str]) -> re.Match[str] | None:
    """The other end, where the number begins a range."""
    gap = _RANGE.match(number.string, number.end())
    return _FIGURE.match(number.string, gap.end()) if gap else None


def _lower_end(number: re.Match[str], upper: re.Match[str] | None, words: str, rough: float) -> tuple[float, float]:
    """The lowest and the highest value; of "12 to 13 billion" the lower end has the scale of the upper."""
    scale = _scale(upper if upper and not number["scale"] else number)
    return _widened(_value(number["number"], scale), _precision(number["number"], scale), words, rough)


def point_amount(point: Point, unit: str | None, *, rounded: bool = True) -> Amount:
    """`rounded`: what is written with many noughts may stand for figures near it."""
    scale = next((_SCALES[word] for word in (unit or "").lower().split() if word in _SCALES), 1.0)
    value = (point.value or 0.0) * scale
    words = "more than" if point.minimum else "about" if point.approximate else ""
    rounding = _precision(f"{point.value:.10g}", scale) if rounded else 0.0
    low, high = _widened(value, rounding, words, _ROUGH_IN_BOLD)
    return Amount(low, high, _unit(unit or ""))


def contradict(one: Amount, other: Amount) -> bool:
    return one.unit == other.unit and (one.high < other.low or other.high < one.low)


def _widened(value: float, rounding: float, words: str, rough: float) -> tuple[float, float]:
    """The lowest and the highest value that a figure may mean beside these words."""
    size = abs(value)
    low, high = value - rounding, value + rounding
    if _ABOUT.search(words):
        low, high = min(low, value - rough * size), max(high, value + rough * size)
    if _MORE.search(words):
        high = value + _BEYOND * size
    if _LESS.search(words):
        low = value - _BEYOND * size
    return low, high


def _precision(number: str, scale: float) -> float:
    """Half a unit of the last digit that counts (410,000 may be a rounded 411,082), but a few per cent at most."""
    exact = Decimal(number.replace(",", ""))
    _, _, exponent = exact.as_tuple() if "." in number or not exact else exact.normalize().as_tuple()
    half = 0.5 * 10.0 ** int(exponent) * scale
    return min(half, _ROUNDING * abs(float(exact)) * scale)


def _value(number: str, scale: float) -> float:
    return float(number.replace(",", "")) * scale


def _scale(found: re.Match[str]) -> float:
    return _SCALES.get((found["scale"] or "").lower(), 1.0)


def _is_year(found: re.Match[str], bold: str) -> bool:
    number = found["number"]
    return number.isdecimal() and int(number) in YEARS and not found["scale"] and not _unit(bold[found.end() :])


def _unit(text: str) -> str | None:
    """Name the kind of unit; None for counts, whose words (bikes, orders) are not compared."""
    lowered = text.lower()
    return next((unit for unit, pattern in _UNITS.items() if re.search(pattern, lowered)), None)
