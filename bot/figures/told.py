"""Reads the figures that an answer states, each with its unit, bound and clause."""

from __future__ import annotations

import re
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
_LEAST = ("more than", "over", "at least", "above")
_FIRST = 300
"""Signs at the beginning of an answer in which a figure that is not in bold may be its principal one."""
_READ = 2_000
"""Signs of an answer that are looked through."""
_NEARLY = 0.2
"""Share of a figure that the next one has at least where it is told in the same unit without saying so."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_UNITS = frozenset(
    "and or in of to at on from for by a an the as with per after before until than times against versus vs is are was"
    " were which that their its together each all more less fewer higher lower until since while but not so".split()
)
_DATED = re.compile(r"\b(?:[A-Z][a-z]+|in|since|by|until|to|from|of|early|late|mid|end) \Z")
"""What stands before the year of a date."""
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
    clause: str = ""
    """The words that it stands in, itself among them."""
    principal: bool = True
    """It is in bold or, where nothing is, in the first sentences."""


def told_figures(answer: str) -> tuple[Told, ...]:
    """All figures but dates, the principal ones first, else in their order."""
    plain, bold = _plain(answer[:_READ])
    breaks = [(found.start(), found.end()) for found in _BREAK.finditer(plain)]
    told: list[Told] = []
    places: list[int] = []
    for found in _FIGURE.finditer(plain):
        one = _told(found, plain)
        if one is not None:
            clause, at = _clause(plain, found, breaks), found.start("number")
            told.append(replace(one, clause=clause, principal=any(a <= at < b for a, b in bold)))
            places.append(plain.find(clause) if clause in plain else at)  # White space may run on within it.
    told = _with_units(told)
    if not any(one.principal for one in told):
        told = [replace(one, principal=at < _FIRST) for one, at in zip(told, places, strict=True)]
    return tuple(sorted(told, key=lambda one: not one.principal))


def _with_units(told: list[Told]) -> list[Told]:
    """Of "12 minutes as Max and 21 as Pro" the second has the unit of the first."""
    whole: list[Told] = []
    for one in told:
        unit = one.unit or next((other.unit for other in whole[-1:] if other.unit not in ("percent", "")), "")
        near = bool(whole) and _NEARLY < one.value / max(whole[-1].value, 1e-9) < 1 / _NEARLY
        whole.append(replace(one, unit=unit if one.unit or near else ""))
    return whole


def _plain(answer: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and the places of what was in bold."""
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


def _told(found: re.Match[str], plain: str) -> Told | None:
    unit = "percent" if found["percent"] else (found["money"] or found["unit"] or "").strip()
    if unit.casefold() in _MONTHS:
        return None
    if unit.casefold() in _NO_UNITS or (unit.istitle() and len(unit) > _SYMBOL):
        unit = ""  # "200,361 Model 3s": a name.
    number = found["number"]
    dated = not unit or _DATED.search(plain[max(0, found.start() - 12) : found.start()])
    if _YEAR.fullmatch(number) and dated and not (found["money"] or found["scale"] or found["percent"]):
        return None
    value = float(number.replace(",", "")) * SCALES.get(found["scale"] or "", 1.0)
    said = (found["bound"] or "").strip().casefold()
    bound = Bound.EXACT if not said else Bound.MINIMUM if said in _LEAST else Bound.APPROXIMATE
    return Told(value, unit, bound)


def told_measures(entry: Entry) -> list[tuple[Measure, Told]]:
    """A measure for each figure that an entry states, labelled with the words that it stands in."""
    return [(_measure(entry, place, one), one) for place, one in enumerate(told_figures(entry.answer))]


def _measure(entry: Entry, place: int, one: Told) -> Measure:
    id = f"{entry.id}#{place}"
    cell = Cell(id, f"“{one.clause}”", one.value, one.bound)
    kind = Kind.RATIO if one.unit == "percent" else Kind.FLOW
    return Measure(id, entry.id, entry.question, (cell,), kind, one.unit or None)
