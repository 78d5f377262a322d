"""Proposes the readings of a message, each a complete question with its ranking."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice

from bot.conversation.asking_again import figures_named, quoted, repeats
from bot.conversation.exchanging import exchanged
from bot.conversation.followup import asks_after, asks_for_detail
from bot.conversation.language_files import talk_of
from bot.conversation.parts import parts_that_may_ask
from bot.conversation.queries.following import changed
from bot.conversation.queries.reader import FigureReader
from bot.conversation.ranking_parts import rank_part
from bot.conversation.readings import Reading, ReadingKind
from bot.conversation.subject import last_entry, person_of, subject_of, with_subject
from bot.conversation.turn import Turn
from bot.figures.ids import extreme_of
from bot.matching import Before, FollowUp, Matcher, forms_of
from bot.model import Context


def proposals(turn: Turn, matcher: Matcher, reader: FigureReader) -> tuple[Reading, ...]:
    """Those of the message by itself, then those after a question, then those after an answer."""
    proposer = Proposer(turn, turn.context, matcher, reader)
    readings = [*proposer.standing()]
    if turn.follows:
        readings += proposer.leaning()
    if turn.context.entry is not None:
        readings += proposer.following()
    return tuple(readings)


class Proposer:
    """Proposes what one turn may mean after one subject, with which `context` begins."""

    def __init__(self, turn: Turn, context: Context, matcher: Matcher, reader: FigureReader) -> None:
        self._turn, self._context, self._matcher, self._reader = turn, context, matcher, reader

    def standing(self) -> Iterator[Reading]:
        """What the message may mean by itself."""
        turn, matcher = self._turn, self._matcher
        yield Reading(ReadingKind.ALONE, turn.text, turn.alone)
        if not turn.alone.exact:
            for part in parts_that_may_ask(turn.text, matcher.lexicon.language):
                yield Reading(ReadingKind.PART, part, rank_part(part, turn.alone, matcher))

    def leaning(self) -> Iterator[Reading]:
        """What it may mean besides where something was asked before."""
        yield from self._substituted
        yield from self._anaphora()
        if self._last is not None:
            yield self.near(self._last)

    def following(self) -> Iterator[Reading]:
        """What it may mean besides where something was answered before."""
        again = quoted(self._turn.text, self._context.answered, self._matcher)
        yield from filter(None, (self._query(), self._repeat(), again))
        yield from self._back()

    @cached_property
    def _last(self) -> int | None:
        """The number of the entry that was answered last, or else of the one offered first."""
        return last_entry(self._context, self._matcher)

    @cached_property
    def _substituted(self) -> tuple[Reading, ...]:
        """The question before, and that of the last answer, with what the message puts into each."""
        context, matcher, text = self._context, self._matcher, self._turn.text
        questions = dict.fromkeys((context.question, *self._question_of_last()))
        wholes = dict.fromkeys(whole for question in questions for whole in exchanged(question, text, matcher))
        kinds = [ReadingKind.EXTENDED if whole.adds else ReadingKind.SUBSTITUTED for whole in wholes]
        return tuple(
            Reading(kind, whole.text, matcher.ranking_of(whole.text)) for kind, whole in zip(kinds, wholes, strict=True)
        )

    def _question_of_last(self) -> tuple[str, ...]:
        """That of the last answer, which may be plainer than what was asked; behind a highest or lowest figure that of
        its series. None of an entry that was only offered, and leaves what was spoken of."""
        context, matcher = self._context, self._matcher
        if self._last is None or (context.entry is None and matcher.guard.leaves(context.facets, self._last)):
            return ()
        id, cells = context.entry or "", matcher.index.texts.knowledge.cells
        of_cell = next((cell.question for cell in cells if cell.id == id and not extreme_of(id)), None)
        return (of_cell or matcher.entries[self._last].question,)

    def _anaphora(self) -> Iterator[Reading]:
        context, matcher, text = self._context, self._matcher, self._turn.text
        subjects = person_of(text, context, matcher), subject_of(text, context, matcher)
        for whole in dict.fromkeys(with_subject(subject, text, matcher) for subject in subjects):
            if whole is not None:
                yield Reading(ReadingKind.ANAPHORA, whole, matcher.ranking_of(whole))

    def near(self, last: int) -> Reading:
        """The message, with the question before heard more faintly. `last`: the number of the entry that it follows."""
        return Reading(ReadingKind.NEAR, self._turn.text, self._matcher.followups.ranking_of(self.follow_up(last)))

    def follow_up(self, last: int) -> FollowUp:
        matcher, context = self._matcher, self._context
        words, language = matcher.repaired(self._turn.text), matcher.lexicon.language
        return FollowUp(
            self._turn.text,
            self._turn.alone,
            Before(last, context.entry is not None, context.question, context.facets),
            asks=asks_after(words, language),
            detail=asks_for_detail(words, forms_of(words, language), language),
            exchanged=tuple(one.ranking for one in self._substituted),
            asked_nearly=matcher.situations.asked_nearly(words),
        )

    def _query(self) -> Reading | None:
        """The question before about figures, with what the message changes in it ("and in August?")."""
        matcher, context = self._matcher, self._context
        measure = self._reader.measure_of(context.entry or "")
        if measure is None:
            return None
        words = changed(matcher.repaired(self._turn.text), matcher.repaired(context.question), measure, self._reader)
        if words is None:
            return None
        whole = " ".join(words)
        return Reading(ReadingKind.QUERY, whole, matcher.ranking_of(whole), measure=measure.id)

    def _repeat(self) -> Reading | None:
        """Not where a figure is named: `quoted` finds the answer that states it."""
        turn = self._turn
        if not repeats(turn, self._matcher) or figures_named(turn.text):
            return None
        return Reading(ReadingKind.REPEAT, turn.text, turn.alone, target=self._context.entry)

    def _back(self) -> Iterator[Reading]:
        """The message after the subjects before the last one, where a sign goes back to them."""
        turn, matcher = self._turn, self._matcher
        if not turn.back and talk_of(matcher.lexicon.language).patterns["other"].search(turn.text) is None:
            return
        for subject in self._context.earlier:
            entry = matcher.entry_of_id.get(subject.entry)
            if entry is not None:
                context = Context(subject.entry, subject.question, subject.facets)
                then = Proposer(turn, context, matcher, self._reader)
                for reading in (then.near(entry), *islice(then._anaphora(), 1)):
                    yield replace(reading, kind=ReadingKind.BACK)
