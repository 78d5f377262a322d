"""Joins the likely answers of a turn that tell the same, and adds up their probabilities."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.queries.held.entry_figures import is_said_by_chance
from bot.conversation.queries.reader import FigureReader
from bot.matching import Matcher
from bot.replies.figure_queries.completing import Completing
from bot.replies.figure_queries.figured import number_of
from bot.replies.weighing.scales import Judged


class JoiningAnswers:
    def __init__(self, matcher: Matcher, reader: FigureReader, completing: Completing) -> None:
        self._matcher, self._reader, self._completing = matcher, reader, completing

    def joined(self, likely: Sequence[Judged]) -> tuple[Judged, ...]:
        """Answers that tell the same figure are one answer, as are an entry and the result of the figures that it
        states: the likelier of the two, with what speaks for both. `likely`: the likeliest first."""
        likely = self._by_figure(likely)
        computed = next((one for one in likely if one.meant.figured is not None), None)
        told = next((one for one in likely if one.meant.figured is None), None)
        if computed is None or told is None or not self._comes_to(told, computed):
            return tuple(likely)
        kept = max(told, computed, key=lambda one: one.probability)
        joined = replace(kept, probability=told.probability + computed.probability)
        return (joined, *(one for one in likely if one is not told and one is not computed))

    def _by_figure(self, likely: Sequence[Judged]) -> Sequence[Judged]:
        """A single figure and the entries that state it are one answer, with the probability of all, if the likeliest
        is one of them. It is told as the likeliest tells it; if that is an entry which does not begin with the figure,
        by the figure itself."""
        figure = next((one for one in likely if _figure_of(one) is not None), None)
        number = _figure_of(figure) if figure is not None else None
        if figure is None or number is None or is_said_by_chance(number):
            return likely
        same = [one for one in likely if one is figure or self._states(one, number)]
        first = likely[0]
        if first not in same:
            return likely
        entry = self._matcher.entries[first.meant.entry]
        is_led_by_figure = first is figure or self._reader.entry_figures(entry).begins_with(number)
        kept = first if is_led_by_figure or figure.meant.figured is None else figure
        joined = replace(kept, probability=sum(one.probability for one in same))
        return (joined, *(one for one in likely if one not in same))

    def _states(self, one: Judged, number: float) -> bool:
        entry = self._matcher.entries[one.meant.entry]
        is_entry = one.meant.figured is None and not entry.labels and one.meant.id == entry.id
        return is_entry and self._reader.entry_figures(entry).states(number)

    def _comes_to(self, told: Judged, computed: Judged) -> bool:
        """Whether what is to be worked out of the figures of an entry is the result that was computed."""
        entry, reading = self._matcher.entries[told.meant.entry], computed.meant.reading
        result = self._completing.result(entry, reading.ranking) if told.meant.id == entry.id else None
        figured = computed.meant.figured
        return result is not None and figured is not None and number_of(result.bound) == number_of(figured.bound)


def _figure_of(one: Judged) -> float | None:
    """The single figure that it tells, or that its entry tells in place of."""
    by = one.meant.figured or one.meant.in_place
    return number_of(by.bound) if by is not None and by.cell is not None else None
