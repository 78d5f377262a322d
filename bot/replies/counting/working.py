"""Works something out of the figures that were told last, where a short message asks for just that.

"And in %?", "add them up", "how much more than the Pro": the operands are what was told, with what the message names
beside them. A message that says anything else is none of these; what else may be counted with the figures of answers is
a reading of its own (`counting_answers.py`).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, starmap

from bot.conversation.queries.held.ends import is_lowest
from bot.conversation.queries.held.pools import unit_of
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.suiting import unit_suits
from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.wanting import wanted
from bot.conversation.turn import Turn
from bot.figures import FigureAnswer, FigureQuery, Measure, Operation, Reason, Refusal, compute_from_one_up
from bot.figures.ids import alone_id
from bot.matching import Matcher, read_facets
from bot.model import QUANTITY, Kind
from bot.replies.counting.calculation import SETS_AGAINST, Calculation, Picking
from bot.replies.counting.going_together import go_together
from bot.replies.counting.moving import Worked, moved
from bot.replies.counting.picking import of_told
from bot.replies.counting.picking_named import of_named
from bot.replies.counting.reckoning import reckoned
from bot.replies.counting.told_figures import ToldFigure, ToldFigures
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.figure_queries.figured import Figured, as_bound
from bot.replies.figure_text.figure_operations import asks_why, contradicts


class Workings:
    def __init__(self, matcher: Matcher, reader: FigureReader, catalogue: Catalogue) -> None:
        self._matcher, self._reader, self._entries = matcher, reader, catalogue.entries
        self._told_figures = ToldFigures(matcher, reader, catalogue)

    def worked(self, turn: Turn) -> Worked | None:
        """The first of these that has a result; None where the message asks for anything else.

        1. The sum that it writes: "103.3 minus 32.1".
        2. What it asks for of the figures that it picks: "how much more than the Pro?".
        3. The same of the words as typed, of which one may have been repaired: "pct".
        4. The last figure at another time: "and in 2025?".
        """
        as_typed, repaired = self._reader.asked(turn.words), self._reader.asked(turn.alone.words)
        if not turn.context.answered or turn.alone.exact or turn.undated or asks_why(turn.words, turn.language):
            return None
        if as_typed is None or repaired is None:
            return None
        by = reckoned(turn.text, as_typed, turn.context, self._entries, self._matcher, self._reader)
        by = by or self._of_picked(repaired, turn)
        if by is None and turn.words != turn.alone.words:
            by = self._of_picked(as_typed, turn)
        return Worked(turn.text, by) if by is not None else moved(repaired, turn, self._matcher, self._reader)

    def _of_picked(self, asked: Asked, turn: Turn) -> Figured | None:
        """The result of the calculation that the message wants, with the figures that it picks."""
        before = Operation(turn.context.operation) if turn.context.operation else None
        if before is None and wanted(asked, (), None) is None:
            return None  # Most messages want nothing: the figures that were told, which take long, are not looked for.
        told = self._told_figures.figures(turn.context, asked)
        want = wanted(asked, self._told_figures.stems(told[:2]), before)
        if not told or want is None or not unit_suits(asked, told[0].measure.unit or ""):
            return None
        picking = Picking(want, asked, told, turn.context, self._told_figures)
        calculation = of_named(picking) if want.rest else of_told(picking)
        if calculation is None or not self._makes_sense(asked, calculation):
            return None
        by = self._in_order(asked, calculation)
        tells_nothing = by is None or (isinstance(by.bound.answer, Refusal) and not _is_worth_saying(by.bound.answer))
        return None if tells_nothing else by

    def _makes_sense(self, asked: Asked, calculation: Calculation) -> bool:
        operation, figures = calculation.operation, calculation.figures
        if operation is Operation.EXTREME and asked.cues.rank is None:
            return False  # "Where does it rank?" asks for its place; what was told chooses the first of all.
        return _fit(operation, figures) and not (operation is Operation.CHANGE and self._are_other_amounts(figures))

    def _in_order(self, asked: Asked, calculation: Calculation) -> Figured | None:
        """The result, with the figures in the order that is meant; None where it contradicts what is said."""
        operation, figures = calculation.operation, calculation.figures
        ordered = _latest_first(figures) if operation in SETS_AGAINST else figures
        by = self._figured(operation, ordered, asked)
        answer = by.bound.answer
        if not (isinstance(answer, FigureAnswer) and contradicts(answer, asked.moves)):
            return by
        if all(one.span is not None for one in figures):
            return None  # "Drop" of what rose.
        # Figures without a time have no order: "how much cheaper?" sets the lower one against the higher.
        return self._figured(operation, ordered[::-1], asked)

    def _are_other_amounts(self, figures: Sequence[ToldFigure]) -> bool:
        """Whether they are amounts of different things, between which nothing grows."""
        lexicon = self._matcher.lexicon
        texts = (f"{one.measure.title} {one.measure.noun} {one.group.label}" for one in figures)
        named = [set(read_facets(lexicon.words(text), lexicon).of(QUANTITY)) for text in texts]
        return all(named) and not set.intersection(*named)

    def _figured(self, operation: Operation, figures: Sequence[ToldFigure], asked: Asked) -> Figured:
        """The result with the figures in their order, or the refusal."""
        stated = any(one.stated for one in figures)
        # Figures on any basis are counted with: what each of them rests on was told with it.
        own = [replace(_of_only(one) if stated else one.measure, basis="") for one in figures]
        groups = tuple(replace(one.group, measure=measure.id) for one, measure in zip(figures, own, strict=True))
        lowest = is_lowest(asked.cues.direction, asked, figures[0].measure)
        # Without a rank (None) there is no extreme, see `_makes_sense`.
        query = FigureQuery(operation, groups, lowest, asked.cues.rank or 1, asked.cues.best, per=asked.cues.per)
        measures = {one.id: one for one in own}
        entry = self._matcher.entries[self._matcher.entry_of_id[figures[0].measure.series]]
        bound = as_bound(compute_from_one_up(query, measures))
        return Figured(entry, bound, 1.0, stated=measures if stated else {}, worked=True)


def _of_only(one: ToldFigure) -> Measure:
    """A measure of the figure alone."""
    cell = next(cell for cell in one.measure.cells if cell.id == one.group.cells[0])
    return one.measure if one.stated else replace(one.measure, id=alone_id(cell.id), cells=(cell,))


def _fit(operation: Operation, figures: Sequence[ToldFigure]) -> bool:
    """Whether the operation may count with the figures together. They are in one unit, those that answers state
    `go_together`, and each is another one; amounts of several series that add up are of one time instead."""
    if len({unit_of(one.measure) for one in figures}) > 1:
        return False
    stated = any(one.stated for one in figures)
    if stated and not all(starmap(go_together, combinations(map(_of_only, figures), 2))):
        return False
    is_of_several = not stated and len({one.measure.id for one in figures}) > 1
    if operation is Operation.SUM and is_of_several and any(one.measure.kind is Kind.FLOW for one in figures):
        return len({(one.span.start, one.span.end) if one.span else None for one in figures}) == 1
    return len(figures) == len({one.group.cells for one in figures})


def _latest_first(figures: tuple[ToldFigure, ...]) -> tuple[ToldFigure, ...]:
    """As they are where one of them has no time."""
    ends = [one.group.span.end for one in figures if one.group.span is not None]
    if len(ends) < len(figures):
        return figures
    dated = sorted(zip(ends, figures, strict=True), key=lambda pair: pair[0], reverse=True)
    return tuple(one for _, one in dated)


def _is_worth_saying(refusal: Refusal) -> bool:
    """Whether who asks learns why: a figure is missing, or there is no percentage of a loss."""
    is_of_loss = refusal.reason is Reason.ABSURD and refusal.query.operation in TWO
    return is_of_loss or refusal.reason is Reason.MISSING
