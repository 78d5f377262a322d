"""Answers in the unit that a message asks for: "in dollars?", "the price of the Lark in dollars"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation.queries.reader import FigureReader
from bot.conversation.turn import Turn
from bot.figures import Operation
from bot.matching import Matcher
from bot.model import Entry, Question
from bot.replies.units.converting import Converter
from bot.replies.units.converting_stated import StatedConverter
from bot.replies.units.due import Due
from bot.replies.units.last_figure import Asking, LastFigure
from bot.replies.units.stated_in_message import StatedInMessage
from bot.replies.weighing.understood import ByEntry, ByFigures, Understand, Understood


class InUnit:
    """Each step gives an answer in the unit, or None where it does not apply. Where none applies, the answer to the
    question as typed stays."""

    def __init__(self, matcher: Matcher, reader: FigureReader, entries: Mapping[str, Entry]) -> None:
        self._matcher, self._reader = matcher, reader
        stated = StatedConverter(reader)
        self._due, self._converter = Due(reader, entries, stated), Converter(reader, entries, matcher.words, stated)
        self._last = LastFigure(self._converter, entries)
        self._stated = StatedInMessage(reader, entries, self._converter, self._last)

    def understand(self, question: Question, turn: Turn, own: Understood, understand: Understand) -> Understood | None:
        """The answer in the unit. Its line begins with the other units asked for: dollars of "in dollars and euros".
        `own`: the answer to the question as typed."""
        if turn.alone.exact:
            return None
        wish = self._reader.units_asked.wish(question.text) or self._reader.units_asked.wish(" ".join(turn.alone.words))
        if wish is None or self._is_known(turn) or self._due.is_worked_out_in(own, wish):
            return None
        found = self._in_first_unit(Asking(question, turn, own, wish, understand))
        if found is None:
            return None
        lines = (self._converter.line_in(found, replace(wish, units=units)) for units in wish.beside)
        return replace(found, line=" ".join(filter(None, (*lines, found.line))))

    def _in_first_unit(self, asking: Asking) -> Understood | None:
        """The first that there is of

        1. a figure that the message states: "303,900 yuan, how many euros?",
        2. the last answer, where nothing is asked but for the unit: "in dollars?",
        3. else the rest of the question: "the price of the Lark in dollars".
        """
        of_others = self._of_last if asking.wish.nothing_else_asked else self._of_rest
        return self._stated.understand(asking) or of_others(asking)

    def _of_last(self, asking: Asking) -> Understood | None:
        """The figure of the last answer, unless the question as typed tells it in the unit already."""
        own, last = asking.own, asking.turn.context.entry
        # What another entry tells in the unit is no figure of the last answer.
        is_of_other = isinstance(own.act, ByEntry) and last is not None and last != own.id
        if not is_of_other and self._due.stands_as_it_is(own, asking.wish):
            return None
        return self._last.converted(asking)

    def _of_rest(self, asking: Asking) -> Understood | None:
        """What is asked beside the unit. The answer to the question as typed stays (None) where

        1. it is computed in the unit,
        2. the rest is a mere count, since "how many km" begins with "how many",
        3. it is in the unit, and at least as sure as the answer to the rest,
        4. the rest may ask what is paid in another place (`_is_elsewhere`).
        """
        own, wish, converter = asking.own, asking.wish, self._converter
        own_stands = self._due.stands_as_it_is(own, wish)
        if own_stands and isinstance(own.act, ByFigures):
            return None
        rest = asking.understand(replace(asking.question, text=wish.rest), asking.turn.context)
        is_count = rest.figured is not None and rest.figured.bound.query.operation is Operation.COUNT
        is_less_sure = own_stands and own.confidence >= rest.confidence
        if is_count or is_less_sure or self._is_elsewhere(rest, asking.turn):
            return None
        if self._due.stands_as_it_is(rest, wish):
            # A unit that may only name what is asked for is no wish where the whole message has no answer.
            return rest if wish.asked_explicitly or own.answers else None
        return converter.converted(rest, wish) or converter.converted(own, wish)

    def _is_elsewhere(self, one: Understood, turn: Turn) -> bool:
        """Whether a place is spoken of that the answer does not mention: what is paid there may be asked for, and not
        another unit."""
        known, guard, kinds = self._matcher.entry_of_id, self._matcher.guard, self._matcher.kinds.places
        if any(kind in kinds for kind, _ in turn.alone.facets.values):
            return False  # It says which place it asks about.
        entry, last = known.get(one.id), known.get(turn.context.entry or "")
        asked_before = {(kind, value) for kind, value in turn.context.facets if kind in kinds}
        told_last = {(kind, value) for kind in kinds for value in guard.core(last, kind)} if last is not None else set()
        places = asked_before | told_last
        return entry is not None and bool(places) and not any(guard.mentions(entry, *place) for place in places)

    def _is_known(self, turn: Turn) -> bool:
        """Whether it is a follow-up that is noted under the last answer."""
        last = self._matcher.entry_of_id.get(turn.context.entry or "")
        return last is not None and self._matcher.situations.asked_exactly(turn.alone.words, last) is not None
