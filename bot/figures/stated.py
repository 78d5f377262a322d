"""Reads the figures that an answer states, each with its unit, bound and clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.figures.types import Bound, Cell, Measure
from bot.model import Entry, Kind

_MARK = re.compile(r"\*\*|__|[`~]")
_BREAK = re.compile(r"\n|[;:()]|[.!?,] | (?:and|but|while|against|after) ")
"""What divides the clauses of an answer."""
_FIGURE = re.compile(
    r"(?P<bound>\b(?i:more than|over|at least|above|about|around|nearly|almost|some|close to|roughly|up to) )?"
    r"(?P<money>US\$|HK\$|[$€£¥]|CNY |RMB |USD )?"
    r"(?<![\w.,:/-])(?P<number>\d{1,15}(?:,\d{3}(?!\d)){0,5}(?:\.\d{1,9})?)"
    r"(?P<percent> ?%| percent\b)?(?![\w:]|[,.-]\d)"
    r"(?: (?P<scale>thousand|million|billion|trillion)\b)?"
    r"(?: (?P<unit>(?:(?:[A-Z]\w{1,20} ){1,2}dollars|square \w+|percentage points|[A-Za-z]+(?:/[a-z]+)?)(?![\w-])))?",
)
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_MINIMUM = ("more than", "over", "at least", "above")
_FIRST = 300
"""Characters at its beginning; where nothing is in bold, the figures with a clause from there are principal."""
_READ = 2_000
"""Characters of an answer that are read."""
_NEAR = 0.2
"""Share of the figure before from which on one without a unit is in the unit of that; up to as many times as much."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_UNITS = frozenset(
    "and or in of to at on from for by a an the as with per after before until than times against versus vs is are was"
    " were which that their its together each all more less fewer higher lower until since while but not so".split()
)
_DATED = re.compile(r"\b(?:[A-Z][a-z]+|in|since|by|until|to|from|of|early|late|mid|end) \Z")
"""What stands before the year of a date,"""
_BEFORE_YEAR = 12
"""and the characters in which it is looked for."""
_SYMBOL = 2
"""Letters of a unit that begins with a capital, at most: "Nm"; a longer one is a name."""
_MONTHS = frozenset("january february march april may june july august september october november december".split())


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as an answer states it."""

    value: float
    unit: str
    """As it is written; "percent" for a share, empty where no word stands behind the number."""
    bound: Bound
    clause: str = ""
    """The words that it stands in, itself among them."""
    principal: bool = True
    """It is in bold or, where nothing is, in the first sentences."""


def stated_figures(answer: str) -> tuple[StatedFigure, ...]:
    """All figures but dates, the principal ones first, else in their order."""
    plain, bold = _without_marks(answer[:_READ])
    breaks = [found.span() for found in _BREAK.finditer(plain)]
    figures: list[StatedFigure] = []
    places: list[int] = []
    for found in _FIGURE.finditer(plain):
        figure = _figure(found, plain)
        if figure is not None:
            clause, at = _clause(plain, found, breaks), found.start("number")
            is_bold = any(start <= at < end for start, end in bold)
            figures.append(replace(figure, clause=clause, principal=is_bold))
            places.append(plain.find(clause) if clause in plain else at)  # White space may run on within it.
    if not any(one.principal for one in figures):
        figures = [replace(one, principal=at < _FIRST) for one, at in zip(figures, places, strict=True)]
    return tuple(sorted(_with_units(figures), key=lambda one: not one.principal))


def _with_units(figures: Sequence[StatedFigure]) -> list[StatedFigure]:
    """Of "12 minutes as Max and 21 as Pro" the second has the unit of the first."""
    whole = list(figures[:1])
    for one in figures[1:]:
        before = whole[-1]
        near = _NEAR < one.value / max(before.value, 1e-9) < 1 / _NEAR
        shares_unit = not one.unit and near and before.unit != "percent"
        whole.append(replace(one, unit=before.unit) if shares_unit else one)
    return whole


def _without_marks(answer: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its Markdown, and from where to where it was bold."""
    plain, opened, bold, last = "", -1, [], 0
    for mark in _MARK.finditer(answer):
        plain += answer[last : mark.start()]
        last = mark.end()
        if mark[0] == "**":
            if opened >= 0:
                bold.append((opened, len(plain)))
            opened = len(plain) if opened < 0 else -1
    return plain + answer[last:], bold


def _clause(plain: str, found: re.Match[str], breaks: list[tuple[int, int]]) -> str:
    """The clause around a figure; what stands alone, as in brackets, belongs to the clause before it."""
    begin = [0, *(end for _, end in breaks if end <= found.start())]
    end = next((start for start, _ in breaks if start >= found.end("number")), len(plain))
    clause = plain[begin[-1] : end]
    if clause.strip(" -") == found[0].strip() and len(begin) > 1:
        clause = plain[begin[-2] : end] + (")" if plain[begin[-1] - 1] == "(" else "")
    return " ".join(clause.strip(" -|").split())


def _figure(found: re.Match[str], plain: str) -> StatedFigure | None:
    unit = "percent" if found["percent"] else (found["money"] or found["unit"] or "").strip()
    if unit.casefold() in _MONTHS:
        return None
    if unit.casefold() in _NO_UNITS or (unit.istitle() and len(unit) > _SYMBOL):
        unit = ""  # "200,361 Model 3s": a name.
    number = found["number"]
    is_amount = found["money"] or found["scale"] or found["percent"]
    dated = not unit or _DATED.search(plain[max(0, found.start() - _BEFORE_YEAR) : found.start()])
    if _YEAR.fullmatch(number) and dated and not is_amount:
        return None
    value = float(number.replace(",", "")) * SCALES.get(found["scale"] or "", 1.0)
    said = (found["bound"] or "").strip().casefold()
    bound = Bound.EXACT if not said else Bound.MINIMUM if said in _MINIMUM else Bound.APPROXIMATE
    return StatedFigure(value, unit, bound)


def stated_measures(entry: Entry) -> list[tuple[Measure, StatedFigure]]:
    """A measure for each figure that an entry states, labelled with the words that it stands in."""
    return [(_measure(entry, place, one), one) for place, one in enumerate(stated_figures(entry.answer))]


def _measure(entry: Entry, place: int, one: StatedFigure) -> Measure:
    id = f"{entry.id}#{place}"
    cell = Cell(id, f"“{one.clause}”", one.value, one.bound)
    kind = Kind.RATIO if one.unit == "percent" else Kind.FLOW
    return Measure(id, entry.id, entry.question, (cell,), kind, one.unit or None)
