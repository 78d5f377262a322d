"""Reads the figures that an answer states, each with its unit, bound and clause."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bot.figures import patterns
from bot.figures.clauses import without_markdown
from bot.figures.ids import stated_id
from bot.figures.kinds import counts_things
from bot.figures.types import IN_PERCENT, Bound, Cell, Measure
from bot.knowledge.dates import MONTH_NUMBERS
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
_SYMBOL = 2  # Letters of a unit that begins with a capital, at most: "Nm"; a longer one is a name.


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as an answer states it. Two are the same if they tell the same in one clause, wherever that stands."""

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


def stated_figures(answer: str) -> tuple[StatedFigure, ...]:
    """All figures but dates, the principal ones first, else in their order."""
    plain = without_markdown(answer[:_READ])
    found = ((number, _figure(number, plain.text)) for number in patterns.FIGURE.finditer(plain.text))
    read = [(number, figure) for number, figure in found if figure is not None]
    has_bold = any(plain.is_bold(number.start("number")) for number, _ in read)
    figures, before = list[StatedFigure](), None
    for (number, _), figure in zip(read, _with_units(read, plain.text), strict=True):
        clause = plain.clause_around(number)
        figures.append(
            replace(
                figure,
                clause=clause.text,
                passage=clause.passage,
                principal=plain.is_bold(number.start("number")) if has_bold else clause.begin < _OPENING,
                place=len(figures),
                set_against=before is not None and _is_set_against(before, number, plain.text),
            )
        )
        before = number
    return tuple(sorted(figures, key=lambda one: not one.principal))


def _with_units(read: Iterable[tuple[re.Match[str], StatedFigure]], plain: str) -> Iterator[StatedFigure]:
    """Each figure, one without a unit with that of the last before it: "269 shops in 74 towns, then 335", shops."""
    before: StatedFigure | None = None
    for number, one in read:
        figure = _with_unit(one, before)
        yield figure
        is_aside = counts_things(figure.unit) and patterns.ACROSS.match(plain, number.start()) is not None
        if figure.unit and not is_aside:
            before = figure


def _with_unit(one: StatedFigure, before: StatedFigure | None) -> StatedFigure:
    """With the unit of the figure before, where they go together: "12 minutes as Max and 21 as Pro", "1.1 million euros
    after 900 million"; in "1.2 million euros after 1.1" with its millions, too."""
    if before is None or one.unit or before.unit == IN_PERCENT:
        return one
    if one.scale:
        goes_with_it = one.scale == before.scale or _is_near(one.value, before.value)
        return replace(one, unit=before.unit) if goes_with_it else one
    scaled = replace(one, value=one.value * patterns.SCALES.get(before.scale, 1.0), scale=before.scale)
    near = next((figure for figure in (one, scaled) if _is_near(figure.value, before.value)), None)
    return replace(near, unit=before.unit) if near is not None else one


def _is_near(value: float, before: float) -> bool:
    return NEAR < value / max(before, _ALMOST_ZERO) < 1 / NEAR


def _is_set_against(first: re.Match[str], second: re.Match[str], plain: str) -> bool:
    """As in "48 larks against 26" and "from 48 larks to 26", but not in "20 or 30 larks against 26"."""
    begin, between = first.start(), plain[first.end() : second.start()]
    is_one_of_several = patterns.BESIDE.search(plain, max(0, begin - _BESIDE_WITHIN), begin) is not None
    if is_one_of_several or ". " in between or "\n" in between:
        return False
    goes_to = patterns.TO.search(plain, first.end(), second.start()) is not None
    return (goes_to and patterns.FROM.match(plain, begin) is not None) or patterns.AGAINST.search(between) is not None


def _figure(found: re.Match[str], plain: str) -> StatedFigure | None:
    """None where the number is of a date, or tells per how much another figure is: "6.3 litres per 100 km"."""
    unit = _unit_of(found, plain)
    if unit is None or _is_year(found, unit, plain) or patterns.PER.match(plain, found.start()):
        return None
    value = float(found["number"].replace(",", "")) * patterns.SCALES.get(found["scale"] or "", 1.0)
    said = (found["bound"] or "").strip().casefold()
    bound = Bound.EXACT if not said else Bound.MINIMUM if said in patterns.MINIMUM else Bound.APPROXIMATE
    return StatedFigure(value, unit, bound, found["scale"] or "")


def _unit_of(found: re.Match[str], plain: str) -> str | None:
    """Empty where a number has none; None where it is the day of a month. The first of these decides:

    1. A month behind it: "5 May" is a date.
    2. A word joined to it by a hyphen: "volt" of "24-volt".
    3. A word that is never a unit: "200 and", none.
    4. Things behind a word that only says of which sort they are: "sheds" of "200 bike sheds".
    5. A name: none, of "200,361 Model 3s".
    6. The word or sign that stands there.
    """
    unit = IN_PERCENT if found["percent"] else (found["money"] or found["unit"] or "").strip()
    if unit.casefold() in MONTH_NUMBERS:
        return None
    joined = patterns.JOINED.match(plain, found.end("number"))
    if joined is not None:
        return joined[1].replace("-", " ")
    if unit.casefold() in patterns.NO_UNITS:
        return ""
    things = patterns.OF_THINGS.match(plain, found.end())
    is_sort = unit == found["unit"] and len(unit) > _SYMBOL and not unit.endswith("s")
    if things is not None and things[1] not in patterns.NO_UNITS and is_sort:
        return things[1]
    is_name = unit.istitle() and len(unit) > _SYMBOL
    return "" if is_name else unit


def _is_year(found: re.Match[str], unit: str, plain: str) -> bool:
    if not patterns.YEAR.fullmatch(found["number"]) or found["money"] or found["scale"] or found["percent"]:
        return False
    before = plain[max(0, found.start() - _DATED_WITHIN) : found.start()]
    return not unit or patterns.BEFORE_YEAR.search(before) is not None


def stated_measures(entry: Entry) -> list[tuple[Measure, StatedFigure]]:
    """A measure for each figure that an entry states, labelled with the words that it stands in."""
    return [(_measure(entry, number, one), one) for number, one in enumerate(stated_figures(entry.answer))]


def _measure(entry: Entry, number: int, one: StatedFigure) -> Measure:
    id = stated_id(entry.id, number)
    cell = Cell(id, f"“{one.clause}”", one.value, one.bound)
    kind = Kind.RATIO if one.unit == IN_PERCENT else Kind.FLOW
    return Measure(id, entry.id, entry.question, (cell,), kind, one.unit or None)
