"""Says of an answer that it was given before, or that it is unsure; prevents a repeat that tells nothing new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.conversation.asking_again import repeats
from bot.conversation.followup import asks_after
from bot.conversation.queries.reader import FigureReader
from bot.conversation.thresholds import EVEN, thresholds
from bot.conversation.turn import Turn
from bot.figures import FigureAnswer
from bot.matching import Matcher, Told, besides, forms_of
from bot.model import SMALL_TALK, TIME_KINDS, Entry
from bot.replies.deciding.leading import Leading
from bot.replies.figure_queries.figured import number_of
from bot.replies.figure_text.figure_operations import COUNTS
from bot.replies.weighing.meant import NO_ENTRY
from bot.replies.weighing.understood import KNOWN, ByEntry, ByFigures, Caveat, Understood

ALL_TOLD = 0.999  # All of them, but for rounding.


class Repeating:
    def __init__(self, matcher: Matcher, entries: Mapping[str, Entry], leading: Leading, reader: FigureReader) -> None:
        self._matcher, self._entries, self._leading, self._reader = matcher, entries, leading, reader

    def qualified(self, one: Understood, turn: Turn) -> Understood:
        """The answer with what is said before it, or that line alone in the stead of a repeat."""
        entry = self._entries.get(one.id)
        is_small = entry is not None and entry.topic == SMALL_TALK
        is_before = one.id in turn.context.answered and one.confidence < KNOWN and not turn.back
        if one.caveat is Caveat.IN_GENERAL and is_before:
            return one.nothing_beyond(self._matcher.words.nothing_beyond)
        if not one.answers or one.line or is_small or repeats(turn, self._matcher):
            return one
        if is_before:
            return self._as_repeat(one, entry, turn)
        if one.confidence >= EVEN:
            return self._figure_within(one, entry, turn) or one
        return replace(one, line=self._matcher.words.unlikely, caveat=Caveat.UNLIKELY)

    def _as_repeat(self, one: Understood, entry: Entry | None, turn: Turn) -> Understood:
        """An answer that was given before. The first of these that holds:

        1. A mere name or time asks for one of its figures ("and in 2024?"): that figure.
        2. It comes with a result of its figures, or is another part of a table, and is likely: as it is.
        3. The message corrects the bot (`_after_correction`).
        4. It is asked again (`_asked_again`).

        The last two tell it with what is newly asked in front, else after a line, or only the line (`_said_before`).
        """
        figure = self._figure_alone(one, turn)
        if figure is not None:
            return figure
        if isinstance(one.act, ByEntry) and one.confidence >= EVEN:
            is_part_of_table = entry is not None and bool(entry.labels and one.act.led)
            if one.act.result is not None or is_part_of_table:
                return one
        return self._after_correction(one, entry, turn) if turn.corrects else self._asked_again(one, entry, turn)

    def _after_correction(self, one: Understood, entry: Entry | None, turn: Turn) -> Understood:
        """What is refused is told again only if it speaks of the correction."""
        if entry is None or entry.labels or not isinstance(one.act, ByEntry):
            return self._said_before(one, entry, turn)
        told = self._leading.passages_on(entry, turn.text)
        if not told and not self._speaks_of_all(entry, turn):
            return one.nothing_beyond(self._matcher.words.nothing_beyond)
        one = replace(one, act=replace(one.act, led=told or one.act.led))
        return one if told and one.confidence >= EVEN else self._said_before(one, entry, turn)

    def _asked_again(self, one: Understood, entry: Entry | None, turn: Turn) -> Understood:
        """What tells all that is newly asked is told again, with the sentence that tells it in front."""
        if one.confidence < EVEN or entry is None or not self._tells_all(entry, turn):
            return self._said_before(one, entry, turn)
        led = self._leading.passages_on(entry, turn.text)
        return replace(one, act=replace(one.act, led=led)) if isinstance(one.act, ByEntry) and led else one

    def _said_before(self, one: Understood, entry: Entry | None, turn: Turn) -> Understood:
        """It after a line; the line alone, where it is unlikely or a count is asked for that it does not tell."""
        is_unlikely = one.confidence < thresholds().following.again_from
        if is_unlikely or (entry is not None and self._asks_to_count(entry, turn)):
            return one.nothing_beyond(self._matcher.words.nothing_beyond)
        return replace(one, line=self._matcher.words.said_before, caveat=Caveat.SAID_BEFORE)

    def _figure_within(self, one: Understood, entry: Entry | None, turn: Turn) -> Understood | None:
        """The same, where an answer begins with other figures of what a follow-up names."""
        number = number_of(one.figured.bound) if one.figured is not None else None
        if not turn.follows or entry is None or number is None:
            return None
        return None if self._reader.entry_figures(entry).begins_with(number) else self._figure_alone(one, turn)

    def _figure_alone(self, one: Understood, turn: Turn) -> Understood | None:
        """The single figure that a message asks for by a mere name or time, in place of the answer that told it among
        others."""
        by = one.act.figured if isinstance(one.act, ByEntry) else None
        if by is None or by.cell is None or not isinstance(by.bound.answer, FigureAnswer):
            return None
        if max(one.confidence, by.confidence) < EVEN:
            return None
        kinds, asked = self._matcher.kinds.named, self._reader.asked(turn.alone.words)
        is_named = any(kind in (*kinds, *TIME_KINDS) for kind, _ in turn.alone.facets.values)
        if asked is None or not is_named:
            return None
        words = asked.besides_times
        names = [name for name in self._matcher.lexicon.names(words) if name.kind in kinds]
        if asks_after(besides(words, names), turn.language):
            return None
        return replace(one, act=ByFigures(by.cell, by, by.bound.answer))

    def _asks_to_count(self, entry: Entry, turn: Turn) -> bool:
        """Whether a result is plainly asked for that the answer does not tell, and that nothing was counted to."""
        asked, plainly = self._reader.asked(turn.alone.words), thresholds().asking.operation_from
        return asked is not None and self._reader.entry_operations(entry).is_surely_untold(asked, COUNTS, plainly)

    def _speaks_of_all(self, entry: Entry, turn: Turn) -> bool:
        """Whether an entry's texts hold every word of a message that asks."""
        asks = asks_after(self._matcher.lexicon.words(turn.text), turn.language)
        return bool(asks) and self._told(entry, asks).anywhere >= ALL_TOLD

    def _told(self, entry: Entry, words: Sequence[str]) -> Told:
        """Nothing of a cell that is no entry."""
        number = self._matcher.entry_of_id.get(entry.id, NO_ENTRY)
        return self._matcher.words_told.shares(words, (number,))[number]

    def _tells_all(self, entry: Entry, turn: Turn) -> bool:
        """Whether an answer gives the date or amount asked for, and tells every word of the message that the entry's
        question lacks; if it lacks none, every word. A message without words of its own must have a form ("when?")."""
        lexicon = self._matcher.lexicon
        words = lexicon.words(turn.text)
        asks, forms = asks_after(words, turn.language), forms_of(words, turn.language)
        fits = self._leading.fits(entry.answer, forms)
        if not asks:
            return bool(forms) and fits
        answered = set(map(lexicon.stem, lexicon.words(entry.question)))
        beyond = [word for word in asks if lexicon.stem(word) not in answered]
        return fits and self._told(entry, beyond or asks).in_answer >= ALL_TOLD
