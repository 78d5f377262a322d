"""Reads the figures that an answer states: its text in; values in bold, each with its unit and bound, out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.figures.types import Bound, Cell, Measure
from bot.model import Entry, Kind

_BOLD = re.compile(r"\*\*([^*]{1,300})\*\*")
_FIGURE = re.compile(
    r"(?P<bound>\b(?i:more than|over|at least|above|about|around|nearly|almost|some|close to|roughly|up to) )?"
    r"(?P<money>US\$|HK\$|[$€£¥]|CNY |RMB |USD )?"
    r"(?<![\w.,:-])(?P<number>\d{1,15}(?:,\d{3}(?!\d)){0,5}(?:\.\d{1,9})?)(?P<percent> ?%| percent\b)?(?![\w:]|[,.-]\d)"
    r"(?: (?P<scale>thousand|million|billion|trillion)\b)?"
    r"(?: (?P<unit>(?:(?:[A-Z]\w{1,20} ){1,2}dollars|square \w+|percentage points|[A-Za-z]+(?:/[a-z]+)?)(?![\w-])))?",
)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_LEAST = ("more than", "over", "at least", "above")
_READ = 300
"""Signs of an answer that are looked through where nothing in it is bold."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_UNITS = frozenset(
    "and or in of to at on from for by a an the as with per after before until than times against versus vs is are was"
    " were which that".split()
)
_SYMBOL = 2
"""Letters of a unit that begins with a capital, at most: "Nm"."""
_MONTHS = frozenset("january february march april may june july august september october november december".split())


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as an answer states it."""

    value: float
    unit: str
    """As it is written; "percent" for a share, empty where no word stands behind the number."""
    bound: Bound


def told_figures(answer: str) -> tuple[Told, ...]:
    """The figures in bold, or else all of its first sentences, in their order, without dates."""
    bold = [told for part in _BOLD.finditer(answer) for told in _figures(part[1])]
    return tuple(bold or _figures(answer[:_READ]))


def told_anywhere(answer: str) -> tuple[Told, ...]:
    """The figures of the whole answer, in bold or not."""
    return tuple(_figures(answer.replace("*", "")))


def _figures(text: str) -> list[Told]:
    return [told for told in map(_told, _FIGURE.finditer(text)) if told is not None]


def _told(found: re.Match[str]) -> Told | None:
    unit = "percent" if found["percent"] else (found["money"] or found["unit"] or "").strip()
    if unit.casefold() in _MONTHS:
        return None
    if unit.casefold() in _NO_UNITS or (unit.istitle() and len(unit) > _SYMBOL):
        unit = ""  # "200,361 Model 3s": a name.
    number = found["number"]
    if _YEAR.fullmatch(number) and not (found["money"] or found["scale"] or unit):
        return None
    value = float(number.replace(",", "")) * _SCALES.get(found["scale"] or "", 1.0)
    said = (found["bound"] or "").strip().casefold()
    bound = Bound.EXACT if not said else Bound.MINIMUM if said in _LEAST else Bound.APPROXIMATE
    return Told(value, unit, bound)


def told_measures(entry: Entry, most: int) -> list[Measure]:
    """A measure for each of the first figures that an entry states, labelled with its question."""
    return [_measure(entry, place, one) for place, one in enumerate(told_figures(entry.answer)[:most])]


def _measure(entry: Entry, place: int, one: Told) -> Measure:
    id = f"{entry.id}#{place}"
    cell = Cell(id, f"“{entry.question}”", one.value, one.bound)
    kind = Kind.RATIO if one.unit == "percent" else Kind.FLOW
    return Measure(id, entry.id, entry.question, (cell,), kind, one.unit or None)
