"""Proposes the readings of a message, each a complete question with its ranking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from bot.conversation.asking_again import names_a_figure, quoted_answer, repeats
from bot.conversation.exchanging import exchanged
from bot.conversation.followup import asks_after, asks_for_detail
from bot.conversation.language_files import talk_of
from bot.conversation.message import parts_that_may_ask
from bot.conversation.parts import rank_part
from bot.conversation.queries.following import changed
from bot.conversation.queries.reader import FigureReader
from bot.conversation.readings import Reading, ReadingKind
from bot.conversation.subject import last_entry, person_of, subject_of, with_subject
from bot.conversation.turn import Turn
from bot.figures.ids import extreme_of
from bot.matching import Before, FollowUp, Matcher, forms_of
from bot.model import Context


def proposals(turn: Turn, matcher: Matcher, reader: FigureReader) -> tuple[Reading, ...]:
    proposer = Proposer(turn, turn.context, matcher, reader)
    readings = [*_standing(proposer)]
    if turn.follows:
        readings += _leaning(proposer)
    if turn.context.entry is not None:
        readings += _following(proposer)
    return tuple(readings)


class Proposer:
    """Knows what the proposals of one turn after one subject have in common; `context` begins with that subject."""

    def __init__(self, turn: Turn, context: Context, matcher: Matcher, reader: FigureReader) -> None:
        self.turn, self.context, self.matcher, self.reader = turn, context, matcher, reader

    @cached_property
    def last(self) -> int | None:
        """The entry of the subject."""
        return last_entry(self.context, self.matcher)

    @cached_property
    def given(self) -> bool:
        """Whether it was answered, and not only offered."""
        return self.context.entry is not None

    @cached_property
    def substituted(self) -> tuple[Reading, ...]:
        context, matcher, text = self.context, self.matcher, self.turn.text
        questions = dict.fromkeys((context.question, *self._question_of_last()))
        wholes = dict.fromkeys(whole for question in questions for whole in exchanged(question, text, matcher))
        return tuple(
            Reading(
                ReadingKind.EXTENDED if one.adds else ReadingKind.SUBSTITUTED, one.text, matcher.ranking_of(one.text)
            )
            for one in wholes
        )

    def _question_of_last(self) -> tuple[str, ...]:
        """The question of the entry that was answered last, which may be put plainer than it was asked; of a figure the
        question that is about it alone, unless it was asked for as the highest or lowest. Empty where the entry was
        only offered, and is about something else than what was spoken of."""
        if self.last is None or (not self.given and self.matcher.guard.leaves(self.context.facets, self.last)):
            return ()
        id, cells = self.context.entry or "", self.matcher.index.texts.knowledge.cells
        of_figure = next((cell.question for cell in cells if cell.id == id and not extreme_of(id)), None)
        return (of_figure or self.matcher.entries[self.last].question,)

    @cached_property
    def anaphora(self) -> tuple[Reading, ...]:
        context, matcher, text = self.context, self.matcher, self.turn.text
        person = with_subject(person_of(text, context, matcher), text, matcher)
        subject = with_subject(subject_of(text, context, matcher), text, matcher)
        texts = dict.fromkeys(one for one in (person, subject) if one is not None)
        return tuple(Reading(ReadingKind.ANAPHORA, one, matcher.ranking_of(one)) for one in texts)

    def follow_up(self, last: int) -> FollowUp:
        """The turn after an entry."""
        matcher, context = self.matcher, self.context
        words, language = matcher.repaired(self.turn.text), matcher.lexicon.language
        return FollowUp(
            self.turn.text,
            self.turn.alone,
            Before(last, self.given, context.question, context.facets),
            asks=asks_after(words, language),
            detail=asks_for_detail(words, forms_of(words, language), language),
            exchanged=tuple(one.ranking for one in self.substituted),
            asked_so=matcher.followups.situations.asked_so(words),
        )

    def near(self, last: int) -> Reading:
        """What lies near an entry."""
        return Reading(ReadingKind.NEAR, self.turn.text, self.matcher.followups.ranking_of(self.follow_up(last)))


def _standing(one: Proposer) -> Iterator[Reading]:
    """What a message may mean by itself."""
    yield Reading(ReadingKind.ALONE, one.turn.text, one.turn.alone)
    if not one.turn.alone.exact:
        for part in parts_that_may_ask(one.turn.text, one.matcher.lexicon.language):
            yield Reading(ReadingKind.PART, part, rank_part(part, one.turn.alone, one.matcher))


def _leaning(one: Proposer) -> Iterator[Reading]:
    """What it may mean besides after a question."""
    yield from one.substituted
    yield from one.anaphora
    if one.last is not None:
        yield one.near(one.last)


def _following(one: Proposer) -> Iterator[Reading]:
    """What it may mean besides after an answer."""
    for reading in (_query(one), _known(one), _repeat(one), _quoted(one)):
        if reading is not None:
            yield reading
    yield from _back(one)


def _query(one: Proposer) -> Reading | None:
    """The question before about figures, with what the message changes in it ("and in August?")."""
    matcher, context = one.matcher, one.context
    measure = one.reader.measure_of(context.entry or "")
    if measure is None:
        return None
    words = changed(matcher.repaired(one.turn.text), matcher.repaired(context.question), measure, one.reader)
    if words is None:
        return None
    whole = " ".join(words)
    return Reading(ReadingKind.QUERY, whole, matcher.ranking_of(whole), measure=measure.id)


def _known(one: Proposer) -> Reading | None:
    matcher = one.matcher
    if one.last is None or one.turn.alone.exact:
        return None
    place = matcher.followups.situations.asked_just_so(one.turn.alone.words, one.last)
    if place is None:
        return None
    knowledge = matcher.index.texts.knowledge
    asked = (*knowledge.entries, *knowledge.cells)[place]
    return Reading(ReadingKind.KNOWN, asked.question, matcher.ranking_of(asked.question), target=asked.id)


def _repeat(one: Proposer) -> Reading | None:
    """Not where a figure is named: `_quoted` finds the answer that states it."""
    if not repeats(one.turn, one.matcher) or names_a_figure(one.turn.text):
        return None
    return Reading(ReadingKind.REPEAT, one.turn.text, one.turn.alone, target=one.context.entry)


def _quoted(one: Proposer) -> Reading | None:
    quoted = quoted_answer(one.turn.text, one.context.answered, one.matcher)
    return Reading(ReadingKind.REPEAT, one.turn.text, quoted.beside, target=quoted.id) if quoted is not None else None


def _back(one: Proposer) -> Iterator[Reading]:
    """The message after the subjects before the last one, where a sign goes back to them."""
    other = talk_of(one.matcher.lexicon.language).patterns["other"]
    if not one.turn.back and other.search(one.turn.text) is None:
        return
    for subject in one.context.earlier:
        entry = one.matcher.entry_of_id.get(subject.entry)
        if entry is not None:
            context = Context(subject.entry, subject.question, subject.facets)
            then = Proposer(one.turn, context, one.matcher, one.reader)
            for reading in (then.near(entry), *then.anaphora[:1]):
                yield replace(reading, kind=ReadingKind.BACK)
