"""Measures for tests, with the values that they may truly stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from bot.figures import Bound, Cell, FigureAnswer, FigureQuery, Group, Limit, Measure, Operation, Span, Which, compute
from bot.figures.times import span_of_label
from bot.model import Kind, Rate

MONTHS = tuple(f"{year}-{month:02}" for year in range(2020, 2031) for month in range(1, 13))

sizes = st.integers(0, 1000)
positive = st.integers(1, 1000)
widths = st.sampled_from([0.0, 0.01, 0.1, 0.25])


@st.composite
def cells(draw: st.DrawFn, numbers: st.SearchStrategy[int] = sizes) -> Cell:
    """Without an id: exact, a minimum, or approximate with a declared width."""
    value = float(draw(numbers))
    bound = draw(st.sampled_from(Bound))
    return Cell("", "", value, bound, draw(widths) if bound is Bound.APPROXIMATE else None)


def exact(*values: float | str | bool | None) -> list[Cell]:
    return [Cell("", "", value) for value in values]


def at_least(value: float) -> Cell:
    return Cell("", "", value, Bound.MINIMUM)


def about(value: float, within: float | None = None) -> Cell:
    return Cell("", "", value, Bound.APPROXIMATE, within)


def measure(
    held: Sequence[Cell],
    kind: Kind = Kind.FLOW,
    labels: Sequence[str] = (),
    id: str = "m",
    unit: str = "cars",
    basis: str = "",
) -> Measure:
    """Cells of one month after another, where no labels are given."""
    named = tuple(
        replace(cell, id=f"{id}:{name}", label=name, span=span_of_label(name))
        for cell, name in zip(held, labels or MONTHS[: len(held)], strict=True)
    )
    return Measure(id, id, id, named, kind, unit, basis=basis)


def things(count: int) -> tuple[str, ...]:
    """Labels that are no dates."""
    return tuple(f"thing {chr(97 + at)}" for at in range(count))


def each(one: Measure) -> tuple[Group, ...]:
    """One group for each cell."""
    return tuple(Group(one.id, (cell.id,)) for cell in one.cells)


def whole(one: Measure, span: Span | None = None) -> tuple[Group, ...]:
    return (Group(one.id, tuple(cell.id for cell in one.cells), "whole", span),)


def ask(operation: Operation, groups: tuple[Group, ...], **more: object) -> FigureQuery:
    return replace(FigureQuery(operation, groups), **more)  # type: ignore[arg-type]


def beyond(value: float, above: bool, which: Which) -> dict[str, object]:
    return {"limit": Limit(value, above), "which": which}


def answered(query: FigureQuery, *measures: Measure, rates: tuple[Rate, ...] = ()) -> FigureAnswer:
    answer = compute(query, {one.id: one for one in measures}, rates)
    assert isinstance(answer, FigureAnswer), answer
    return answer


def completed(draw: st.DataObject, held: Measure) -> Measure:
    """The measure with values that the figures may truly stand for."""
    return replace(held, cells=tuple(replace(one, value=_true(draw, one), bound=Bound.EXACT) for one in held.cells))


def _true(draw: st.DataObject, one: Cell) -> float:
    value = one.number or 0.0
    if one.bound is Bound.MINIMUM:
        return value + draw.draw(st.sampled_from([0, 0.5, 1, 7, 1e6]))
    if one.bound is Bound.APPROXIMATE:
        width = abs(value) * (one.within or 0.0)
        return value + width * draw.draw(st.sampled_from([-1.0, -0.5, 0.0, 0.3, 1.0]))
    return value
