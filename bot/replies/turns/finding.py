"""Finds what each reading of a message comes to (`Found`), before these are weighed against each other."""

from dataclasses import replace

from bot.conversation.known_follow_up import known_follow_up
from bot.conversation.proposing import proposals
from bot.conversation.queries.words.asked import Asked
from bot.conversation.readings import Reading, ReadingKind
from bot.conversation.turn import Turn
from bot.figures import Operation, Refusal
from bot.replies.counting.counting_answers import CountingAnswers
from bot.replies.counting.working import Workings
from bot.replies.figure_queries.figured import Chosen, is_plain
from bot.replies.figure_text.figure_operations import COUNTS
from bot.replies.turns.shared import Shared
from bot.replies.turns.whole_models import of_whole
from bot.replies.weighing.meant import NO_ENTRY, Found
from bot.replies.weighing.understood import KNOWN


class Finding:
    def __init__(self, shared: Shared) -> None:
        self._matcher, self._reader, self._entries = shared.matcher, shared.reader, shared.catalogue.entries
        self._figures, self._types = shared.figures, shared.types
        self._sections, self._wholes = shared.table_sections, shared.whole_tables
        self._workings = Workings(shared.matcher, shared.reader, shared.catalogue)

    def certain(self, turn: Turn) -> Found | None:
        """What needs no weighing against anything else: a follow-up that a curator noted word for word, or else what is
        worked out of the figures just told, where the message says nothing but that."""
        known = known_follow_up(turn, self._matcher)
        if known is not None:
            id = known.target or ""
            return Found(known, id, self._matcher.entry_of_id.get(id, NO_ENTRY), KNOWN)
        worked = self._workings.worked(turn)
        if worked is None:
            return None
        reading = Reading(ReadingKind.WORKED, worked.text, turn.alone)
        return Found(reading, self._figures.id_of(worked.figured), NO_ENTRY, KNOWN, worked.figured)

    def found(self, turn: Turn) -> tuple[Found, ...]:
        """What each reading comes to first, at least one."""
        found: list[Found] = []
        for reading in proposals(turn, self._matcher, self._reader):
            ranking = self._sections.led_by_section(reading.ranking) or self._wholes.led_by_whole(reading.ranking)
            ranking = self._types.expected_first(ranking)
            found.append(self._of_any(replace(reading, ranking=ranking), turn))
        return (*found, *CountingAnswers(turn, self._entries, self._matcher, self._reader).found(found))

    def _of_any(self, reading: Reading, turn: Turn) -> Found:
        """What a reading comes to first, perhaps of a whole model."""
        first = self._first(reading, turn)
        by = first.figured
        may_give_way = reading.target is None and (by is None or is_plain(by))
        wider = of_whole(reading.ranking, self._matcher) if may_give_way else None
        if wider is None:
            return first
        of_all = self._first(replace(reading, ranking=wider.ranking, line=wider.line), turn)
        return of_all if by is None or of_all.sure > by.confidence else first

    def _first(self, reading: Reading, turn: Turn) -> Found:
        """What a reading asks for just so, else what figures answer, else its first candidate."""
        if reading.target is not None:
            number = self._matcher.entry_of_id.get(reading.target, NO_ENTRY)
            return Found(reading, reading.target, number, reading.ranking.confidence)
        by = self._figures.answer(reading, turn)
        if by is not None:
            return self._by_figures(by, reading, turn)
        if not reading.ranking.candidates:
            return Found.nothing(reading)
        first = reading.ranking.candidates[0]
        return Found(reading, self._matcher.entries[first.entry].id, first.entry, first.confidence)

    def _by_figures(self, by: Chosen, reading: Reading, turn: Turn) -> Found:
        if reading.kind is ReadingKind.QUERY and _leaves_out_operation(by, self._reader.asked(turn.alone.words)):
            return Found.nothing(reading)
        number = self._matcher.entry_of_id
        if by.stands_in:
            # A mere name says nothing of the figure that is asked of it; the question before does.
            in_place = by if reading.kind is ReadingKind.SUBSTITUTED else None
            return Found(reading, by.entry.id, number[by.entry.id], by.confidence, in_place=in_place)
        if isinstance(by.bound.answer, Refusal):
            return Found.nothing(reading, refused=by)
        id = self._figures.id_of(by)
        return Found(reading, id, number.get(by.bound.query.measure, number[by.entry.id]), by.confidence, by)


def _leaves_out_operation(by: Chosen, asked: Asked | None) -> bool:
    """Whether a message asks to count with figures, and a query only tells one."""
    counts = asked is not None and any(one.operation in COUNTS for one in asked.cues.asked_for)
    return counts and by.bound.query.operation is Operation.VALUE
