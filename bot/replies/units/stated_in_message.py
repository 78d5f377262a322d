"""Converts a figure that the message itself states: "303,900 yuan, how many euros?"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isclose

from bot.conversation.asking import is_question
from bot.conversation.pieces import pieces_of
from bot.conversation.queries.reader import FigureReader
from bot.figures import Cell, FigureQuery, Measure, Operation, scale_of, single
from bot.figures.stated import StatedFigure, stated_figures
from bot.matching import is_number, normalise
from bot.model import Entry
from bot.replies.units.converting import Converter
from bot.replies.units.last_figure import Asking, LastFigure
from bot.replies.weighing.understood import KNOWN, ByEntry, Understood


class StatedInMessage:
    def __init__(
        self, reader: FigureReader, entries: Mapping[str, Entry], converter: Converter, last: LastFigure
    ) -> None:
        self._reader, self._entries, self._converter, self._last = reader, entries, converter, last

    def understand(self, asking: Asking) -> Understood | None:
        """The first that there is of

        1. the figure of the last answer, if it is one that the message states,
        2. the same figure of a series, if the message states a single one, and only converts it,
        3. no answer at all, if the message asks for nothing else (`_none_of_others`).
        """
        figures, only_converts = stated_figures(asking.question.text), self._only_converts(asking)
        stated = [one for one in figures if self._reader.units.into(one.unit, asking.wish.units)]
        # "269,900, how much is that in euros?" says no unit.
        bare = map(float, filter(is_number, asking.turn.alone.words)) if only_converts else ()
        numbers = {*(one.value for one in stated), *bare}
        of_last = self._last.converted(asking, numbers) if numbers else None
        if of_last is not None:
            return of_last
        if not only_converts or len(stated) != 1:
            return None
        return self._of_held(stated[0], asking) or self._none_of_others(asking)

    def _none_of_others(self, asking: Asking) -> Understood | None:
        """No answer, if each question of the message is for a unit: no other figure is converted in place of one that
        nothing here tells."""
        language = asking.turn.language
        questions = (piece for piece in pieces_of(asking.question.text, language) if is_question(piece, language))
        return asking.own.without_answer() if all(map(self._reader.units_asked.wish, questions)) else None

    def _of_held(self, figure: StatedFigure, asking: Asking) -> Understood | None:
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

    def _only_converts(self, asking: Asking) -> bool:
        """Whether a piece of the message asks for the unit and for nothing else: "they paid 329,900 yuan. How many
        dollars is that?"."""
        wishes = map(self._reader.units_asked.wish, pieces_of(asking.question.text, asking.turn.language))
        rests = [one.rest for one in wishes if one is not None and one.units == asking.wish.units]
        return any(self._reader.units_asked.only_converts(self._beside_figures(normalise(rest))) for rest in rests)

    def _beside_figures(self, words: Sequence[str]) -> list[str]:
        """The words but for numbers and units."""
        said = {at for one in self._reader.pools.units.all_in(words) for at in range(one.start, one.stop)}
        return [word for at, word in enumerate(words) if at not in said and not is_number(word)]
