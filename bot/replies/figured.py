"""Decides whether figures answer a question: its ranking in, the query that binds best out."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from bot.conversation import Completed
from bot.conversation.queries.binding import Asked, Bound, bind
from bot.conversation.queries.reader import FigureReader
from bot.figures import FigureAnswer, Operation, Refusal
from bot.matching import Matcher, Ranking
from bot.matching.entry_facets import EXACT_KINDS
from bot.matching.facets import TIME_KINDS
from bot.matching.forms import asks_for_picture
from bot.model import Entry

_TAKEN = 1.0
"""Logarithm of the share that each part of the question is worth that a query takes up."""
_RELATED = {
    Operation.DIFFERENCE: {Operation.DIFFERENCE, Operation.COMPARE, Operation.CHANGE},
    Operation.CHANGE: {Operation.CHANGE, Operation.TREND},
    Operation.COMPARE: {Operation.COMPARE, Operation.DIFFERENCE},
    Operation.LIST: {Operation.LIST, Operation.VALUE},
}
"""What also answers an operation."""


@dataclass(frozen=True, slots=True)
class Figured:
    entry: Entry
    """The measure's."""
    bound: Bound
    confidence: float
    instead: bool = False
    """The figures lack what is asked for; `entry`, a curated one, tells it."""

    @property
    def cell(self) -> str | None:
        """The only cell that the answer gives the value of."""
        answer = self.bound.answer
        if isinstance(answer, Refusal) or answer.query.operation is not Operation.VALUE or len(answer.operands) != 1:
            return None
        cells = answer.operands[0].cells
        return cells[0] if len(cells) == 1 else None


def figured(whole: Completed, first: int | None, matcher: Matcher, reader: FigureReader) -> Figured | None:
    """`first`: the entry that is about to be answered; None where that is not sure. None: no figures are asked for, or
    what comes first answers the question as it stands."""
    ranking = whole.ranking
    asked = reader.asked(ranking.words)
    if asked is None or not (ranking.candidates or whole.measure):
        return None
    if whole.measure:
        return _further(whole.measure, asked, matcher, reader)
    if asks_for_picture(ranking.words):
        return None
    masses = _masses(ranking, matcher)
    found = []
    for number, mass in masses.items():
        bound = reader.bind(asked, matcher.entries[number])
        if bound is not None:
            answered = isinstance(bound.answer, FigureAnswer)
            worth = log(mass) + _TAKEN * (bound.taken - 2 * bound.left) - (0.0 if answered else 2.0)
            found.append((worth, mass, number, bound))
    if not found:
        return None
    _, mass, number, bound = max(found, key=lambda item: item[0])
    leader = matcher.entries[first if first is not None else ranking.candidates[0].entry]
    needed = _is_needed(bound, leader, reader)
    if not leader.labels and not needed:
        return None
    if isinstance(bound.answer, Refusal) and bound.answer.reason == "missing":
        instead = _instead(ranking, matcher)
        if instead is not None:
            return Figured(matcher.entries[instead], bound, ranking.confidence, instead=True)
    if needed or (bound.taken and not bound.left):
        return Figured(matcher.entries[number], bound, min(0.99, max(mass, ranking.confidence)))
    return Figured(matcher.entries[number], bound, ranking.confidence)


def _instead(ranking: Ranking, matcher: Matcher) -> int | None:
    """A curated entry near the front that is about the very time and names that the figures lack."""
    for one in ranking.candidates[:4]:
        entry = matcher.entries[one.entry]
        asked = [pair for pair in ranking.facets.values if pair[0] in (*TIME_KINDS, *EXACT_KINDS)]
        if not entry.labels and asked and all(value in matcher.guard.core(one.entry, kind) for kind, value in asked):
            return one.entry
    return None


def _further(id: str, asked: Asked, matcher: Matcher, reader: FigureReader) -> Figured | None:
    measure = reader.pools.measures[id]
    bound = bind(asked, measure, reader.pools)
    return Figured(matcher.entries[matcher.entry_of_id[measure.series]], bound, 0.9) if bound is not None else None


def _masses(ranking: Ranking, matcher: Matcher) -> dict[int, float]:
    """What speaks for each measure: its own share of all, and those of entries that its picture stands beside."""
    shares = {number: exp(share) for number, share in ranking.shares().items()}
    total = sum(shares.values()) or 1.0
    masses: dict[int, float] = {}
    for number, share in shares.items():
        entry = matcher.entries[number]
        charted = matcher.entry_of_id.get(entry.chart or "") if not entry.labels else number
        if charted is not None:
            masses[charted] = masses.get(charted, 0.0) + share / total
    return masses


def _is_needed(bound: Bound, leader: Entry, reader: FigureReader) -> bool:
    """Whether a query answers what the entry in front does not: an operation that it is never asked for."""
    operation = bound.query.operation
    if operation in (Operation.VALUE, Operation.LIST) or bound.left or not isinstance(bound.answer, FigureAnswer):
        return False
    if bound.taken < 2:
        return False
    return bool(leader.labels) or not (_RELATED.get(operation, {operation}) & reader.operations_of(leader))
