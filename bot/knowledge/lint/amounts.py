"""Reads figures in English text as the ranges of amounts that they may mean.

It reads more loosely than `bot/figures/patterns.py`: a figure missed here is only one warning too few. `leading_amount`
reads a figure in bold type, where a range is one amount and all bold words belong to it; `amounts_in` reads running
text, where each end of a range is an amount and only words nearby belong to it.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

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


class _Hedge(Enum):
    """How words beside a figure limit it, each with their pattern; "about 40+" has two."""

    ABOUT = re.compile(r"\b(?:about|around|roughly|some|approximately|circa|estimated)\b|~|≈", re.IGNORECASE)
    MORE = re.compile(
        r"\b(?:more than|over|above|at least|exceed\w*|beyond|minimum|upwards of)\b|>|≥|\+", re.IGNORECASE
    )
    LESS = re.compile(
        r"\b(?:less than|fewer than|under|below|up to|at most|nearly|almost|just short)\b|<|≤", re.IGNORECASE
    )


_Hedges = Set[_Hedge]


@dataclass(frozen=True, slots=True)
class Amount:
    low: float
    high: float
    unit: str | None


def leading_amount(answer: str) -> tuple[Amount, str] | None:
    """Return the first bold figure that is no date, with its words; None where there is none."""
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
    """The whole of a range is one amount; only the unit may stand `behind` the bold type."""
    upper = _upper_end(number)
    last = upper or number
    sign_behind = bold[last.end() : last.end() + 1]  # It may be a "+".
    hedges = _hedges_in(bold[: number.start()] + sign_behind)
    low, high = _span_of(number, upper, hedges, _ROUGH_IN_BOLD)
    if upper:
        # The upper end is not taken for rounded: "400 to 500" does not reach beyond 500.
        _, high_of_upper = _widened(_value(upper["number"], _scale(upper)), 0.0, hedges, _ROUGH_IN_BOLD)
        high = max(high, high_of_upper)
    return Amount(low, high, _unit(f"{bold} {behind}"))


def _plain_amount(text: str, number: re.Match[str]) -> Amount:
    """Of a range the lower end, with the unit behind the upper one, which is read as another figure."""
    upper = _upper_end(number)
    before, after = _WORDS_BEFORE.search(text[: number.start()]), _BEHIND.match(text, number.end())
    words, behind = before[0] if before else "", after[0] if after else ""
    if upper:
        behind = text[upper.start() : upper.end() + _REACH]
    low, high = _span_of(number, upper, _hedges_in(words), _ROUGH_IN_TEXT)
    return Amount(low, high, _unit(behind) or _unit(words[-_CURRENCY_BEFORE:]))


def _hedges_in(words: str) -> _Hedges:
    return frozenset(hedge for hedge in _Hedge if hedge.value.search(words))


def _upper_end(number: re.Match[str]) -> re.Match[str] | None:
    """The other end, where the number begins a range."""
    gap = _RANGE.match(number.string, number.end())
    return _FIGURE.match(number.string, gap.end()) if gap else None


def _span_of(lower: re.Match[str], upper: re.Match[str] | None, hedges: _Hedges, rough: float) -> tuple[float, float]:
    """The lowest and the highest value that the first number may mean: 38 and 42 of "about 40". Of "12 to 13 billion"
    it has the scale of the upper end."""
    scale = _scale(upper if upper and not lower["scale"] else lower)
    return _widened(_value(lower["number"], scale), _rounding(lower["number"], scale), hedges, rough)


def point_amount(point: Point, unit: str | None, *, rounded: bool = True) -> Amount:
    """`point` has a value. `rounded`: a value with many noughts may stand for figures near it."""
    assert point.value is not None
    scale = next((_SCALES[word] for word in (unit or "").lower().split() if word in _SCALES), 1.0)
    hedges = {_Hedge.MORE} if point.minimum else {_Hedge.ABOUT} if point.approximate else set()
    rounding = _rounding(f"{point.value:.10g}", scale) if rounded else 0.0
    low, high = _widened(point.value * scale, rounding, hedges, _ROUGH_IN_BOLD)
    return Amount(low, high, _unit(unit or ""))


def contradict(one: Amount, other: Amount) -> bool:
    return one.unit == other.unit and (one.high < other.low or other.high < one.low)


def _widened(value: float, rounding: float, hedges: _Hedges, rough: float) -> tuple[float, float]:
    """The lowest and the highest value that a figure may mean. "More than" alone limits it upwards, and "less than"
    alone downwards: "more than about 40" is at most 50."""
    size = abs(value)
    off = max(rounding, rough * size) if _Hedge.ABOUT in hedges else rounding
    low = value - (_BEYOND * size if _Hedge.LESS in hedges else off)
    high = value + (_BEYOND * size if _Hedge.MORE in hedges else off)
    return low, high


def _rounding(number: str, scale: float) -> float:
    """How far off the unrounded figure may be: half a unit of the last digit that counts, but a few per cent at most.

    5,000 for 410,000, where noughts at the end do not count; 0.5 for 411,082; 0.005 for 1.50, where they do.
    """
    exact = Decimal(number.replace(",", ""))
    counted = exact if "." in number or not exact else exact.normalize()
    return min(0.5 * 10.0 ** int(counted.as_tuple().exponent) * scale, _ROUNDING * abs(float(exact)) * scale)


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
