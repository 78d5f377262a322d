"""Reads the figures that an answer states, each with its unit, bound and clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.figures.ids import stated_id
from bot.figures.patterns import (
    ASIDE,
    BEFORE_YEAR,
    BREAK,
    FIGURE,
    JOINED,
    MARK,
    MINIMUM,
    MONTH_NAMES,
    NO_UNITS,
    OF_THINGS,
    PLACED,
    YEAR,
)
from bot.figures.scale_words import SCALES
from bot.figures.types import IN_PERCENT, Bound, Cell, Measure
from bot.model import Entry, Kind

_FIRST = 300
"""Characters at its beginning; where nothing is in bold, the figures with a clause from there are principal."""
_READ = 2_000
"""Characters of an answer that are read."""
_NEAR = 0.2
"""Share of the figure before from which on one without a unit is in the unit of that; up to as many times as much."""
_LEAST = 1e-9
"""In place of 0, which divides nothing."""
_DATED_WITHIN = 12
"""Characters before a year in which the words of a date are looked for."""
_PLACED_WITHIN = 7
"""Characters before a number in which the word for a place or time is looked for."""
_SYMBOL = 2
"""Letters of a unit that begins with a capital, at most: "Nm"; a longer one is a name."""


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as an answer states it."""

    value: float
    unit: str
    """As it is written; "percent" for a share, empty where no word stands behind the number."""
    bound: Bound
    scale: str = field(default="", compare=False)
    """The word "million" or the like in which it is told; `value` has taken it up."""
    clause: str = ""
    """The words that it stands in, itself among them."""
    passage: str = field(default="", compare=False)
    """Its sentence, or line of a list, up to the end of the clause."""
    principal: bool = True
    """It is in bold or, where nothing is, in the first sentences."""


class _Placed(NamedTuple):
    figure: StatedFigure
    begins: int
    """Where its clause begins in the text."""


def stated_figures(answer: str) -> tuple[StatedFigure, ...]:
    """All figures but dates, the principal ones first, else in their order."""
    placed = list(_placed_figures(answer[:_READ]))
    figures = [one.figure for one in placed]
    if not any(one.principal for one in figures):
        figures = [replace(one.figure, principal=one.begins < _FIRST) for one in placed]
    return tuple(sorted(figures, key=lambda one: not one.principal))


def _placed_figures(answer: str) -> Iterator[_Placed]:
    """In their order; principal where they are in bold."""
    plain, bold = _without_marks(answer)
    breaks, before = _breaks(plain), None
    for found in FIGURE.finditer(plain):
        figure = _figure(found, plain)
        if figure is None:
            continue
        begins, clause = _clause(plain, found, breaks)
        passage = _passage(plain, begins) + clause
        is_bold = any(start <= found.start("number") < end for start, end in bold)
        figure = replace(_with_unit(figure, before), clause=clause, passage=passage, principal=is_bold)
        yield _Placed(figure, begins)
        if figure.unit and not PLACED.search(plain, max(0, found.start() - _PLACED_WITHIN), found.start()):
            before = figure


def _breaks(plain: str) -> list[tuple[int, int]]:
    """Where each division between two clauses begins and ends; the brackets of an aside divide nothing."""
    aside = {at for found in ASIDE.finditer(plain) for at in (found.start(), found.end() - 1)}
    return [found.span() for found in BREAK.finditer(plain) if found.start() not in aside]


def _with_unit(one: StatedFigure, before: StatedFigure | None) -> StatedFigure:
    """Of "12 minutes as Max and 21 as Pro" the second has the unit of the first."""
    if before is None or one.unit or before.unit == IN_PERCENT:
        return one
    near = _NEAR < one.value / max(before.value, _LEAST) < 1 / _NEAR
    return replace(one, unit=before.unit) if near else one


def _without_marks(answer: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its Markdown, and where each bold part of it begins and ends."""
    plain, opened, bold, last = "", -1, [], 0
    for mark in MARK.finditer(answer):
        plain += answer[last : mark.start()]
        last = mark.end()
        if mark[0] == "**":
            if opened >= 0:
                bold.append((opened, len(plain)))
            opened = len(plain) if opened < 0 else -1
    return plain + answer[last:], bold


def _clause(plain: str, found: re.Match[str], breaks: list[tuple[int, int]]) -> tuple[int, str]:
    """The clause around a figure, and where it begins; what stands alone, as in brackets, belongs to the one before."""
    begins = [0, *(end for _, end in breaks if end <= found.start())]
    end = next((start for start, _ in breaks if start >= found.end("number")), len(plain))
    begin, closing = begins[-1], ""
    if plain[begin:end].strip(" -") == found[0].strip() and len(begins) > 1:
        closing = ")" if plain[begin - 1] == "(" else ""
        begin = begins[-2]
    clause = plain[begin:end] + closing
    return begin + len(clause) - len(clause.lstrip(" -|")), " ".join(clause.strip(" -|").split())


def _passage(plain: str, place: int) -> str:
    """What stands before a place in its sentence or line."""
    return plain[max(plain.rfind("\n", 0, place), plain.rfind(". ", 0, place)) + 1 : place].lstrip(" -|")


def _figure(found: re.Match[str], plain: str) -> StatedFigure | None:
    """None where the number is of a date."""
    unit = _unit_of(found, plain)
    if unit is None or _is_year(found, unit, plain):
        return None
    value = float(found["number"].replace(",", "")) * SCALES.get(found["scale"] or "", 1.0)
    said = (found["bound"] or "").strip().casefold()
    bound = Bound.EXACT if not said else Bound.MINIMUM if said in MINIMUM else Bound.APPROXIMATE
    return StatedFigure(value, unit, bound, found["scale"] or "")


def _unit_of(found: re.Match[str], plain: str) -> str | None:
    """Empty where a number has none; None where it is the day of a month."""
    unit = IN_PERCENT if found["percent"] else (found["money"] or found["unit"] or "").strip()
    if unit.casefold() in MONTH_NAMES:
        return None
    joined = JOINED.match(plain, found.end("number"))
    if joined is not None:
        return joined[1]
    if unit.casefold() in NO_UNITS:
        return ""
    things = OF_THINGS.match(plain, found.end())
    if things is not None and things[1] not in NO_UNITS and _is_of_things(unit, found):
        return things[1]
    is_name = unit.istitle() and len(unit) > _SYMBOL  # "200,361 Model 3s"
    return "" if is_name else unit


def _is_year(found: re.Match[str], unit: str, plain: str) -> bool:
    if not YEAR.fullmatch(found["number"]) or found["money"] or found["scale"] or found["percent"]:
        return False
    return not unit or BEFORE_YEAR.search(plain[max(0, found.start() - _DATED_WITHIN) : found.start()]) is not None


def _is_of_things(unit: str, found: re.Match[str]) -> bool:
    """Whether a word behind a number says of which kind the things behind it are: "200 bike sheds"."""
    return unit == found["unit"] and len(unit) > _SYMBOL and not unit.endswith("s")


def stated_measures(entry: Entry) -> list[tuple[Measure, StatedFigure]]:
    """A measure for each figure that an entry states, labelled with the words that it stands in."""
    return [(_measure(entry, place, one), one) for place, one in enumerate(stated_figures(entry.answer))]


def _measure(entry: Entry, place: int, one: StatedFigure) -> Measure:
    id = stated_id(entry.id, place)
    cell = Cell(id, f"“{one.clause}”", one.value, one.bound)
    kind = Kind.RATIO if one.unit == IN_PERCENT else Kind.FLOW
    return Measure(id, entry.id, entry.question, (cell,), kind, one.unit or None)
