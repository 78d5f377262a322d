"""Says of an answer that it was given before, or that it is unsure; prevents a repeat that tells nothing new."""

from dataclasses import replace

from bot.conversation.asking_again import repeats
from bot.conversation.thresholds import EVEN, thresholds
from bot.conversation.turn import Turn
from bot.matching import forms_of
from bot.model import SMALL_TALK, Entry
from bot.replies.figure_text.figure_operations import COUNTS
from bot.replies.turns.figure_alone import FigureAlone
from bot.replies.turns.shared import Shared
from bot.replies.turns.telling import ALL_TOLD
from bot.replies.weighing.understood import KNOWN, ByEntry, Caveat, Understood


class Repeating:
    def __init__(self, shared: Shared) -> None:
        self._matcher, self._reader, self._entries = shared.matcher, shared.reader, shared.catalogue.entries
        self._leading, self._telling, self._figure_alone = shared.leading, shared.telling, FigureAlone(shared)

    def qualified(self, one: Understood, turn: Turn) -> Understood:
        """The answer with what is said before it, or such a line alone in its stead. The first of these that holds:

        1. It is of a wider thing than the question names, and was given before: only the line that nothing more is
           known.
        2. It is no answer, has a line already or is small talk, or the last answer is wanted once more ("source?"): as
           it is.
        3. It was given before: as a repeat (`_as_repeat`).
        4. It is likely: as it is, or only the figure in it that a mere name or time asks for.
        5. It is unlikely: behind a line.
        """
        entry = self._entries.get(one.id)
        is_small_talk = entry is not None and entry.topic == SMALL_TALK
        is_before = one.id in turn.context.answered and one.confidence < KNOWN and not turn.back
        if one.caveat is Caveat.IN_GENERAL and is_before:
            return self._nothing_beyond(one)
        if not one.answers or one.line or is_small_talk or repeats(turn, self._matcher):
            return one
        if is_before:
            return self._as_repeat(one, entry, turn)
        if one.confidence >= EVEN:
            figure = self._figure_alone.in_new(one, entry, turn) if entry is not None else None
            return figure or one
        return replace(one, line=self._matcher.words.unlikely, caveat=Caveat.UNLIKELY)

    def _as_repeat(self, one: Understood, entry: Entry | None, turn: Turn) -> Understood:
        """An answer that was given before. The first of these that holds:

        1. A mere name or time asks for one of its figures ("and in 2024?"): that figure.
        2. It comes with a result of its figures, or is another part of a table, and is likely: as it is.
        3. The message corrects the bot ("no, I mean ..."): what it says of the correction (`_after_correction`).
        4. It is asked for again: what it says of that (`_asked_again`).
        """
        figure = self._figure_alone.of(one, turn)
        if figure is not None:
            return figure
        if isinstance(one.act, ByEntry) and one.confidence >= EVEN:
            is_part_of_table = entry is not None and bool(entry.labels and one.act.led)
            if one.act.result is not None or is_part_of_table:
                return one
        return self._after_correction(one, entry, turn) if turn.corrects else self._asked_again(one, entry, turn)

    def _after_correction(self, one: Understood, entry: Entry | None, turn: Turn) -> Understood:
        """Its passages on the correction; without any, all of it behind a line, if it speaks of the correction at all.
        Of a table or figure nothing can be chosen so."""
        if entry is None or entry.labels or not isinstance(one.act, ByEntry):
            return self._said_before(one, entry, turn)
        passages = self._leading.passages_on(entry, turn.text)
        if not passages:
            speaks_of_it = self._speaks_of_all(entry, turn)
            return self._said_before(one, entry, turn) if speaks_of_it else self._nothing_beyond(one)
        told = replace(one, act=replace(one.act, led=passages))
        return told if one.confidence >= EVEN else self._said_before(told, entry, turn)

    def _asked_again(self, one: Understood, entry: Entry | None, turn: Turn) -> Understood:
        """Its passages on what is newly asked, or all of it, if it is likely and tells all of that; else behind a
        line."""
        if one.confidence < EVEN or entry is None or not self._tells_all(entry, turn):
            return self._said_before(one, entry, turn)
        passages = self._leading.passages_on(entry, turn.text)
        return replace(one, act=replace(one.act, led=passages)) if isinstance(one.act, ByEntry) and passages else one

    def _said_before(self, one: Understood, entry: Entry | None, turn: Turn) -> Understood:
        """It behind the line that says so; only a line, where it is unlikely or a count is asked for that it does not
        tell."""
        is_unlikely = one.confidence < thresholds().following.again_from
        if is_unlikely or (entry is not None and self._asks_to_count(entry, turn)):
            return self._nothing_beyond(one)
        return replace(one, line=self._matcher.words.said_before, caveat=Caveat.SAID_BEFORE)

    def _nothing_beyond(self, one: Understood) -> Understood:
        return one.nothing_beyond(self._matcher.words.nothing_beyond)

    def _asks_to_count(self, entry: Entry, turn: Turn) -> bool:
        """Whether a result is plainly asked for that the answer does not tell, and that nothing was counted to."""
        asked, plainly = self._reader.asked(turn.alone.words), thresholds().asking.operation_from
        return asked is not None and self._reader.is_surely_untold(entry, asked, COUNTS, plainly)

    def _speaks_of_all(self, entry: Entry, turn: Turn) -> bool:
        """Whether an entry's texts hold every word of a message that asks."""
        asks = self._telling.own_words(turn.text)
        return bool(asks) and self._telling.told_of(entry.id, asks).anywhere >= ALL_TOLD

    def _tells_all(self, entry: Entry, turn: Turn) -> bool:
        """Whether an answer gives the date or amount asked for, and tells every word of the message that the entry's
        question lacks; if it lacks none, every word. A message without words of its own must have a form ("when?")."""
        lexicon = self._matcher.lexicon
        asks, forms = self._telling.own_words(turn.text), forms_of(lexicon.words(turn.text), turn.language)
        fits = self._leading.fits(entry.answer, forms)
        if not asks:
            return bool(forms) and fits
        answered = set(map(lexicon.stem, lexicon.words(entry.question)))
        beyond = [word for word in asks if lexicon.stem(word) not in answered]
        return fits and self._telling.told_of(entry.id, beyond or asks).in_answer >= ALL_TOLD
