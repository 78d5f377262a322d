"""Lowers the chance of an answer of another type than a question asks for, by factors up to 1: a figure of another
dimension than "in kW?", or an entry without a "who" among its questions."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.held.units_asked import DURATIONS
from bot.conversation.queries.reader import FigureReader
from bot.conversation.thresholds import thresholds
from bot.figures import Operation
from bot.matching import Matcher
from bot.model import SMALL_TALK, Entry
from bot.replies.figure_text.figure_operations import WHO, WHY

_OF_ONE_TYPE = frozenset((WHY, WHO))
"""Forms of a question that ask for a reason, or for a person or company; of times and places most answers tell some."""


class TypeFactors:
    """What is `asked` are dimensions, by their names: "power". Of none each factor is 1."""

    def __init__(self, matcher: Matcher, reader: FigureReader) -> None:
        self._matcher, self._reader = matcher, reader
        self._told: dict[str, frozenset[str]] = {}

    def forms_asked_in(self, number: int) -> Sequence[str]:
        """The forms in which an entry is asked for: "who", "why"."""
        return self._reader.asked_for(self._matcher.entries[number]).forms

    def of_entry(self, entry: Entry, asked: Collection[str]) -> float:
        is_fine = not asked or entry.topic == SMALL_TALK or not self._told_by(entry).isdisjoint(asked)
        return 1.0 if is_fine else thresholds().asking.other_dimension

    def of_query(self, bound: BoundQuery, asked: Collection[str]) -> float:
        is_fine = not asked or not self._told_by_query(bound).isdisjoint(asked)
        return 1.0 if is_fine else thresholds().asking.other_dimension

    def of_form(self, number: int, forms: Collection[str]) -> float:
        """For an entry where these are the forms of the question: what is never asked "who" names nobody."""
        asked = _OF_ONE_TYPE.intersection(forms)
        is_small = self._matcher.entries[number].topic == SMALL_TALK
        is_fine = not asked or is_small or not asked.isdisjoint(self.forms_asked_in(number))
        return 1.0 if is_fine else thresholds().asking.other_form

    def _told_by(self, entry: Entry) -> frozenset[str]:
        """The dimensions of its figures, and those in which it is asked for them."""
        if entry.id not in self._told:
            dimensions, asked = self._reader.dimensions, self._reader.asked_for(entry).dimensions
            own = self._reader.pools.of_entry(entry)
            told = map(dimensions.of_measure, own) if own else (dimensions.told(entry.answer),)
            self._told[entry.id] = frozenset(asked).union(*told)
        return self._told[entry.id]

    def _told_by_query(self, bound: BoundQuery) -> frozenset[str]:
        """The dimensions of its result; of a length of time also those of its figures."""
        query, measures, dimensions = bound.query, self._reader.pools.measures, self._reader.dimensions
        if query.operation is Operation.RATIO:
            return frozenset()  # "Twice as much" has no unit.
        told = frozenset().union(*(dimensions.of_measure(measures[one.measure]) for one in query.groups))
        if query.operation is Operation.DURATION:
            told |= DURATIONS
        if query.operation is Operation.PER_UNIT:
            told |= dimensions.of_so_much_each(measures[query.measure], bound.query.per)
        return told
