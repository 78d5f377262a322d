"""The task of an operation: its query with operands."""

from dataclasses import dataclass

from bot.figures.answers import Answered, FigureAnswer, Operand, Reason, Refusal, Why
from bot.figures.intervals import Interval
from bot.figures.operands import Measures
from bot.figures.queries import FigureQuery
from bot.model import Kind, Rate


@dataclass(frozen=True, slots=True)
class Task:
    query: FigureQuery
    held: tuple[Operand, ...]  # At least one; with numbers, but for operations that need none.
    measures: Measures
    gaps: tuple[str, ...] = ()  # Labels of cells that are asked for and hold no value.
    rates: tuple[Rate, ...] = ()

    @property
    def unit(self) -> str | None:
        return self.measures[self.query.measure].unit

    @property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(self.measures[one.measure].kind for one in self.held)

    @property
    def timed(self) -> bool:
        return all(one.span is not None for one in self.held)

    @property
    def vague(self) -> bool:
        """An operand may be off by nobody knows how much."""
        return any(one.approximate for one in self.held)

    @property
    def intervals(self) -> tuple[Interval, ...]:
        return tuple(found for one in self.held if (found := one.interval) is not None)

    def refuse(self, reason: Reason, *about: str, why: Why | None = None) -> Refusal:
        return Refusal(self.query, reason, about, self.held, why)

    def number(self, found: Interval | None, unit: str | None, held: tuple[Operand, ...] = ()) -> Answered:
        """None, where nothing can be divided, is refused as what has no bounds."""
        if found is None or found.unbounded:
            return self.refuse(Reason.UNBOUNDED)
        ends = found.low, found.high
        return FigureAnswer(self.query, held or self.held, found.value, unit, found.exact, *ends, found.approximate)

    def chosen(
        self,
        found: tuple[Operand, ...],
        exact: bool,
        result: float | tuple[str, ...] | None = None,
        ends: tuple[float, float] = (0.0, 0.0),
    ) -> FigureAnswer:
        """The result is `result`, else the labels of the chosen operands, which come first."""
        ids = {one.cells for one in found}
        operands = (*found, *(one for one in self.held if one.cells not in ids))
        told = tuple(one.label for one in found) if result is None else result
        unit = None if isinstance(told, float) else self.unit
        return FigureAnswer(self.query, operands, told, unit, exact, *ends, self.vague)
