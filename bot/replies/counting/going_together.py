"""Tells which figures of answers may be set against each other, or added up."""

from bot.figures import Cell, Measure, counts_things
from bot.figures.patterns import RANGE

_COUNTED_FROM = 20
"""Numbers from which on what has no unit is taken for a count of things: below stand places, versions and grades."""


def go_together(one: Measure, other: Measure) -> bool:
    """Whether two figures, each a measure with a single cell, differ, are in one unit, and of times of one kind, as two
    months are; of things that are counted the nouns may differ. A range is set against no single figure, nor are its
    ends counted with."""
    first, second = one.cells[0], other.cells[0]
    ends, others = _ends_of_range(first), _ends_of_range(second)
    is_one_a_range = bool(ends) is not bool(others)
    are_of_one_range = first.label == second.label and _written(second) in ends
    kinds_of_times = {cell.span.kind for cell in (first, second) if cell.span is not None}
    if is_one_a_range or are_of_one_range or len(kinds_of_times) > 1 or first.value == second.value:
        return False
    return _are_in_one_unit(one, other) or (_is_count(one) and _is_count(other))


def _ends_of_range(cell: Cell) -> set[str]:
    """The ends of the range that a figure is one of ("1200 to 1500"), or the first ("between 20"), without commas."""
    for found in RANGE.finditer(cell.label):
        ends = {end.strip(".,").replace(",", "") for end in found.groups() if end}
        if _written(cell) in ends:
            return ends
    return set()


def _written(cell: Cell) -> str:
    """The number as the text has it: 33.4, where it has become 33.400000000000006."""
    return f"{cell.number or 0:.10g}"


def _are_in_one_unit(*measures: Measure) -> bool:
    units = {(of.unit or "").casefold().removesuffix("s") for of in measures}
    return len(units) == 1 and units != {""}


def _is_count(measure: Measure) -> bool:
    value = measure.cells[0].number
    return value is not None and value >= _COUNTED_FROM and (not measure.unit or counts_things(measure.unit))
