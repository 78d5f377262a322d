"""Answers in the unit that a message asks for: "in dollars?", "the price of the Lark in dollars"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isclose

from bot.conversation.asking import is_question
from bot.conversation.pieces import pieces_of
from bot.conversation.queries.held.units_asked import Wish
from bot.conversation.queries.reader import FigureReader
from bot.conversation.turn import Turn
from bot.figures import Cell, FigureQuery, Measure, Operation, scale_of, single
from bot.figures.stated import StatedFigure, stated_figures
from bot.matching import Matcher, is_number, normalise
from bot.model import Context, Entry, Question
from bot.replies.units.converting import Converter
from bot.replies.weighing.understood import KNOWN, ByEntry, ByFigures, Understand, Understood


@dataclass(frozen=True, slots=True)
class _Asking:
    """A message that asks for a unit."""

    question: Question
    turn: Turn
    own: Understood  # The answer to the question as typed.
    wish: Wish
    understand: Understand


class InUnit:
    """Each step gives an answer in the unit, or None where it does not apply. Where none applies, the answer to the
    question as typed stays."""

    def __init__(self, matcher: Matcher, reader: FigureReader, entries: Mapping[str, Entry]) -> None:
        self._matcher, self._reader, self._entries = matcher, reader, entries
        self._converter = Converter(reader, entries, matcher.words)

    def understand(self, question: Question, turn: Turn, own: Understood, understand: Understand) -> Understood | None:
        """The answer in the unit. Its line begins with the other units asked for: dollars of "in dollars and euros".
        `own`: the answer to the question as typed."""
        if turn.alone.exact:
            return None
        wish = self._reader.units_asked.wish(question.text) or self._reader.units_asked.wish(" ".join(turn.alone.words))
        if wish is None or self._is_known(turn) or self._converter.is_worked_out_in(own, wish):
            return None
        found = self._in_first_unit(_Asking(question, turn, own, wish, understand))
        if found is None:
            return None
        lines = (self._converter.line_in(found, replace(wish, units=units)) for units in wish.beside)
        return replace(found, line=" ".join(filter(None, (*lines, found.line))))

    def _in_first_unit(self, asking: _Asking) -> Understood | None:
        """The first that there is of

        1. a figure that the message states: "303,900 yuan, how many euros?",
        2. the last answer, where nothing is asked but for the unit: "in dollars?",
        3. else the rest of the question: "the price of the Lark in dollars".
        """
        of_others = self._of_last if asking.wish.nothing_else_asked else self._of_rest
        return self._of_stated(asking) or of_others(asking)

    def _of_stated(self, asking: _Asking) -> Understood | None:
        """The figure that the message states. The first that there is of

        1. that figure of the last answer,
        2. if it is a single one that is only converted, the same figure of a series,
        3. then no answer at all, if the message asks for nothing else (`_none_of_others`).
        """
        wish, only_converts = asking.wish, self._only_converts(asking)
        figures = stated_figures(asking.question.text)
        stated = [one for one in figures if self._reader.units.into(one.unit, wish.units)]
        numbers = {one.value for one in stated}
        if only_converts:  # "269,900, how much is that in euros?" says no unit.
            numbers.update(map(float, filter(is_number, asking.turn.alone.words)))
        of_last = self._figure_of_last(asking, numbers) if numbers else None
        if of_last is None and only_converts and len(stated) == 1:
            return self._of_held(stated[0], asking) or self._none_of_others(asking)
        return of_last

    def _none_of_others(self, asking: _Asking) -> Understood | None:
        """No answer, if each question of the message is for a unit: no other figure is converted in place of one that
        nothing here tells."""
        language = asking.turn.language
        questions = (piece for piece in pieces_of(asking.question.text, language) if is_question(piece, language))
        return asking.own.without_answer() if all(map(self._reader.units_asked.wish, questions)) else None

    def _of_last(self, asking: _Asking) -> Understood | None:
        """The figure of the last answer, unless the question as typed tells it in the unit already."""
        own, last = asking.own, asking.turn.context.entry
        # What another entry tells in the unit is no figure of the last answer.
        is_of_other = isinstance(own.act, ByEntry) and last is not None and last != own.id
        if not is_of_other and self._converter.stands_as_it_is(own, asking.wish):
            return None
        return self._figure_of_last(asking)

    def _figure_of_last(self, asking: _Asking, named: Collection[float] = ()) -> Understood | None:
        """`named`: only if it is one of these."""
        last = self._last(asking)
        return self._converter.as_figures(last, asking.wish, named) if last is not None else None

    def _of_held(self, figure: StatedFigure, asking: _Asking) -> Understood | None:
        """The figure of the newest series that holds it."""
        held = max(self._holding(figure), key=lambda one: self._entries[one[0].series].as_of or "", default=None)
        if held is None:
            return None
        measure, turn = held[0], asking.turn
        one = Understood(ByEntry(measure.series), turn.text, turn.alone, turn.context, KNOWN)
        return self._converter.of_query(one, FigureQuery(Operation.VALUE, (single(*held),)), asking.wish)

    def _holding(self, figure: StatedFigure) -> Iterator[tuple[Measure, Cell]]:
        """The cells with that number in that unit: 0.3299 million yuan of "329,900 yuan", too."""
        unit = self._reader.units.id_of(figure.unit).casefold()
        for measure in self._reader.pools.measures.values():
            if measure.unit and self._reader.units.id_of(measure.unit).casefold() == unit:
                for cell in measure.cells:
                    if cell.number is not None and isclose(cell.number * scale_of(measure.unit), figure.value):
                        yield measure, cell

    def _only_converts(self, asking: _Asking) -> bool:
        """Whether a piece of the message asks for the unit and for nothing else: "they paid 329,900 yuan. How many
        dollars is that?"."""
        wishes = map(self._reader.units_asked.wish, pieces_of(asking.question.text, asking.turn.language))
        rests = [one.rest for one in wishes if one is not None and one.units == asking.wish.units]
        return any(self._reader.units_asked.only_converts(self._beside_figures(normalise(rest))) for rest in rests)

    def _beside_figures(self, words: Sequence[str]) -> list[str]:
        """The words but for numbers and units."""
        said = {at for one in self._reader.pools.units.all_in(words) for at in range(one.start, one.stop)}
        return [word for at, word in enumerate(words) if at not in said and not is_number(word)]

    def _of_rest(self, asking: _Asking) -> Understood | None:
        """What is asked beside the unit. The answer to the question as typed stays (None) where

        1. it is computed in the unit,
        2. the rest is a mere count, since "how many km" begins with "how many",
        3. it is in the unit, and at least as sure as the answer to the rest,
        4. the rest may ask what is paid in another place (`_is_elsewhere`).
        """
        own, wish, converter = asking.own, asking.wish, self._converter
        own_stands = converter.stands_as_it_is(own, wish)
        if own_stands and isinstance(own.act, ByFigures):
            return None
        rest = asking.understand(replace(asking.question, text=wish.rest), asking.turn.context)
        is_count = rest.figured is not None and rest.figured.bound.query.operation is Operation.COUNT
        is_less_sure = own_stands and own.confidence >= rest.confidence
        if is_count or is_less_sure or self._is_elsewhere(rest, asking.turn):
            return None
        if converter.stands_as_it_is(rest, wish):
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

    def _last(self, asking: _Asking) -> Understood | None:
        """The last answer: that to its question asked once more, where it was computed."""
        turn, context = asking.turn, asking.turn.context
        entry = self._entries.get(context.entry or "")
        if entry is None:
            return None
        if entry.series is not None and context.question:
            again = asking.understand(Question(context.question), Context())
            if isinstance(again.act, ByFigures) and again.act.figured.entry.series == entry.series:
                return replace(again, confidence=KNOWN)
        return Understood(ByEntry(entry.id), context.question, turn.alone, context, KNOWN)

    def _is_known(self, turn: Turn) -> bool:
        """Whether it is a follow-up that is noted under the last answer."""
        last = self._matcher.entry_of_id.get(turn.context.entry or "")
        return last is not None and self._matcher.situations.asked_exactly(turn.alone.words, last) is not None
