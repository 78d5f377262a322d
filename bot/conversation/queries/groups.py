"""Makes a group of a measure: of all its cells, or of one."""

from __future__ import annotations

from bot.figures import Cell, Group, Measure, Span


def whole_of(measure: Measure) -> Group:
    return Group(measure.id, tuple(cell.id for cell in measure.cells), measure.title)


def single(measure: Measure, cell: Cell, span: Span | None = None) -> Group:
    return Group(measure.id, (cell.id,), cell.label, span)
