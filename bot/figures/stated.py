"""Reads the figures that an answer states, each with its unit, bound and clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.figures import patterns
from bot.figures.clauses import without_markdown
from bot.figures.ids import stated_id
from bot.figures.kinds import counts_things
from bot.figures.types import IN_PERCENT, Bound, Cell, Measure
from bot.model import Entry, Kind

_READ = 2_000  # Characters of an answer that are read.
_OPENING = 300
"""Characters at its beginning; where nothing is in bold, the figures with a clause from there are principal."""
NEAR = 0.2
"""A figure without a unit has that of the figure before if it is more than a fifth and less than five times of it, as
figures of one list mostly are."""
_ALMOST_ZERO = 1e-9  # In place of 0, by which nothing can be divided.
_DATED_WITHIN = 12  # Characters before a year in which the words of a date are looked for.
_BESIDE_WITHIN = 30  # Characters before a number in which another one is looked for beside it.
_FROM_WITHIN = 6  # Characters before a number in which "from" is looked for.
_ACROSS_WITHIN = 7  # Characters before a number in which the word of `patterns.ACROSS` is looked for.
_PER_WITHIN = 4  # Characters before a number in which "per" is looked for.
_SYMBOL = 2  # Letters of a unit that begins with a capital, at most: "Nm"; a longer one is a name.


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as an answer states it."""

    value: float
    unit: str  # As it is written; "percent" for a share, empty where no word stands behind the number.
    bound: Bound
    scale: str = field(default="", compare=False)
    """The word "million" or the like in which it is told; `value` has taken it up."""
    clause: str = ""  # The words that it stands in, itself among them.
    passage: str = field(default="", compare=False)  # Its sentence, or line of a list, up to the end of the clause.
    principal: bool = True  # It is in bold or, where nothing is, in the first sentences.
    place: int = field(default=0, compare=False)  # Which of the answer's figures it is, in their order.
    set_against: bool = field(default=False, compare=False)
    """The answer sets the figure before against it: "48 larks against 26"."""


class _Found(NamedTuple):
    figure: StatedFigure
    clause_begin: int  # In the text without Markdown.


def stated_figures(answer: str) -> tuple[StatedFigure, ...]:
    """All figures but dates, the principal ones first, else in their order."""
    found = list(_found_figures(answer[:_READ]))
    figures = [one.figure for one in found]
    if not any(one.principal for one in figures):
        figures = [replace(one.figure, principal=one.clause_begin < _OPENING) for one in found]
    return tuple(sorted(figures, key=lambda one: not one.principal))


def _found_figures(answer: str) -> Iterator[_Found]:
    """In their order; principal where they are in bold."""
    plain, before, last = without_markdown(answer), None, None
    figures = ((found, _figure(found, plain.text)) for found in patterns.FIGURE.finditer(plain.text))
    for place, (found, figure) in enumerate((found, one) for found, one in figures if one is not None):
        clause = plain.clause_around(found)
        figure = replace(
            _with_unit(figure, before),
            clause=clause.text,
            passage=clause.passage,
            principal=plain.is_bold(found.start("number")),
            place=place,
            set_against=last is not None and _is_set_against(last, found, plain.text),
        )
        last = found
        yield _Found(figure, clause.begin)
        is_across = _stands_before(found, plain.text, patterns.ACROSS, _ACROSS_WITHIN)
        if figure.unit and not (is_across and counts_things(figure.unit)):
            before = figure


def _is_set_against(first: re.Match[str], second: re.Match[str], plain: str) -> bool:
    between = plain[first.end() : second.start()]
    is_one_of_several = _stands_before(first, plain, patterns.BESIDE, _BESIDE_WITHIN)
    if is_one_of_several or ". " in between or "\n" in between:
        return False
    goes_from = _stands_before(first, plain, patterns.FROM, _FROM_WITHIN)
    goes_to = patterns.TO.search(plain, first.end(), second.start()) is not None
    return (goes_from and goes_to) or patterns.AGAINST.search(between) is not None


def _stands_before(found: re.Match[str], plain: str, pattern: re.Pattern[str], within: int) -> bool:
    """Whether a pattern is found among so many characters before a number."""
    return pattern.search(plain, max(0, found.start() - within), found.start()) is not None


def _with_unit(one: StatedFigure, before: StatedFigure | None) -> StatedFigure:
    """Of "12 minutes as Max and 21 as Pro" the second has the unit of the first, and its millions in "1.2 million after
    1.1"."""
    if before is None or one.unit or before.unit == IN_PERCENT:
        return one
    for scale in (one.scale,) if one.scale else ("", before.scale):
        value = one.value * (1.0 if one.scale else patterns.SCALES.get(scale, 1.0))
        is_near = NEAR < value / max(before.value, _ALMOST_ZERO) < 1 / NEAR
        if is_near or (one.scale and one.scale == before.scale):
            return replace(one, value=value, scale=scale, unit=before.unit)
    return one


def _figure(found: re.Match[str], plain: str) -> StatedFigure | None:
    """None where the number is of a date, or tells per how much another figure is: "6.3 litres per 100 km"."""
    unit = _unit_of(found, plain)
    if unit is None or _is_year(found, unit, plain) or _stands_before(found, plain, patterns.PER, _PER_WITHIN):
        return None
    value = float(found["number"].replace(",", "")) * patterns.SCALES.get(found["scale"] or "", 1.0)
    said = (found["bound"] or "").strip().casefold()
    bound = Bound.EXACT if not said else Bound.MINIMUM if said in patterns.MINIMUM else Bound.APPROXIMATE
    return StatedFigure(value, unit, bound, found["scale"] or "")


def _unit_of(found: re.Match[str], plain: str) -> str | None:
    """Empty where a number has none; None where it is the day of a month."""
    unit = IN_PERCENT if found["percent"] else (found["money"] or found["unit"] or "").strip()
    if unit.casefold() in patterns.MONTH_NAMES:
        return None
    joined = patterns.JOINED.match(plain, found.end("number"))
    if joined is not None:
        return joined[1].replace("-", " ")
    if unit.casefold() in patterns.NO_UNITS:
        return ""
    things = patterns.OF_THINGS.match(plain, found.end())
    if things is not None and things[1] not in patterns.NO_UNITS and _is_of_things(unit, found):
        return things[1]
    is_name = unit.istitle() and len(unit) > _SYMBOL  # "200,361 Model 3s"
    return "" if is_name else unit


def _is_year(found: re.Match[str], unit: str, plain: str) -> bool:
    if not patterns.YEAR.fullmatch(found["number"]) or found["money"] or found["scale"] or found["percent"]:
        return False
    before = plain[max(0, found.start() - _DATED_WITHIN) : found.start()]
    return not unit or patterns.BEFORE_YEAR.search(before) is not None


def _is_of_things(unit: str, found: re.Match[str]) -> bool:
    """Whether a word behind a number says of which kind the things behind it are: "200 bike sheds"."""
    return unit == found["unit"] and len(unit) > _SYMBOL and not unit.endswith("s")


def stated_measures(entry: Entry) -> list[tuple[Measure, StatedFigure]]:
    """A measure for each figure that an entry states, labelled with the words that it stands in."""
    return [(_measure(entry, number, one), one) for number, one in enumerate(stated_figures(entry.answer))]


def _measure(entry: Entry, number: int, one: StatedFigure) -> Measure:
    id = stated_id(entry.id, number)
    cell = Cell(id, f"“{one.clause}”", one.value, one.bound)
    kind = Kind.RATIO if one.unit == IN_PERCENT else Kind.FLOW
    return Measure(id, entry.id, entry.question, (cell,), kind, one.unit or None)
