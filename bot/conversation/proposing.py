"""Proposes the readings of a message, each a complete question with its ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
from bot.conversation.readings import Kind, Reading
from bot.conversation.subject import person_of, spoken_of, spoken_out, subject_of
from bot.conversation.turn import Turn
from bot.figures.ids import extreme_of
from bot.matching import Before, FollowUp, Matcher, forms_of
from bot.model import Context


class Proposer:
    """Knows what the proposals of one turn after one subject have in common; `context` begins with that subject."""

    def __init__(self, turn: Turn, context: Context, matcher: Matcher, reader: FigureReader) -> None:
        self.turn, self.context, self.matcher, self.reader = turn, context, matcher, reader

    @cached_property
    def last(self) -> int:
        return spoken_of(self.context, self.matcher)

    @cached_property
    def given(self) -> bool:
        """Whether it was answered, and not only offered."""
        return self.context.entry is not None

    @cached_property
    def substituted(self) -> tuple[Reading, ...]:
        context, matcher, text = self.context, self.matcher, self.turn.text
        questions = dict.fromkeys((context.question, *self._own_question))
        wholes = dict.fromkeys(whole for question in questions for whole in exchanged(question, text, matcher))
        return tuple(
            Reading(Kind.EXTENDED if one.adds else Kind.SUBSTITUTED, one.text, matcher.ranking_of(one.text))
            for one in wholes
        )

    @cached_property
    def _own_question(self) -> tuple[str, ...]:
        """That of the last answer, where this is on what was asked; of a figure, but the highest or lowest, its own."""
        if self.last < 0 or (not self.given and self.matcher.guard.leaves(self.context.facets, self.last)):
            return ()
        id, cells = self.context.entry or "", self.matcher.index.texts.knowledge.cells
        figure = next((cell.question for cell in cells if cell.id == id and not extreme_of(id)), None)
        return (figure or self.matcher.entries[self.last].question,)

    @cached_property
    def anaphora(self) -> tuple[Reading, ...]:
        context, matcher, text = self.context, self.matcher, self.turn.text
        person = spoken_out(text, person_of(text, context, matcher), matcher)
        subject = spoken_out(text, subject_of(text, context, matcher), matcher)
        texts = dict.fromkeys(one for one in (person, subject) if one is not None)
        return tuple(Reading(Kind.ANAPHORA, one, matcher.ranking_of(one)) for one in texts)

    @cached_property
    def follow_up(self) -> FollowUp:
        matcher, context = self.matcher, self.context
        words, language = matcher.repaired(self.turn.text), matcher.lexicon.language
        return FollowUp(
            self.turn.text,
            self.turn.alone,
            Before(self.last, self.given, context.question, context.facets),
            asks=asks_after(words, language),
            detail=asks_for_detail(words, forms_of(words, language), language),
            exchanged=tuple(one.ranking for one in self.substituted),
            asked_so=matcher.followups.situations.asked_so(words),
        )

    @cached_property
    def near(self) -> Reading:
        return Reading(Kind.NEAR, self.turn.text, self.matcher.followups.ranking_of(self.follow_up))


def _alone(one: Proposer) -> Iterator[Reading]:
    yield Reading(Kind.ALONE, one.turn.text, one.turn.alone)


def _parts(one: Proposer) -> Iterator[Reading]:
    if not one.turn.alone.exact:
        for part in parts_that_may_ask(one.turn.text, one.matcher.lexicon.language):
            yield Reading(Kind.PART, part, rank_part(one.turn.alone.facets, one.matcher, part))


def _substituted(one: Proposer) -> Iterator[Reading]:
    yield from one.substituted


def _anaphora(one: Proposer) -> Iterator[Reading]:
    yield from one.anaphora


def _near(one: Proposer) -> Iterator[Reading]:
    if one.last >= 0:
        yield one.near


def _query(one: Proposer) -> Iterator[Reading]:
    """The question before about figures, with what the message changes in it ("and in August?")."""
    matcher, context = one.matcher, one.context
    measure = one.reader.measure_of(context.entry or "")
    if measure is not None:
        words = changed(matcher.repaired(one.turn.text), matcher.repaired(context.question), measure, one.reader)
        if words is not None:
            whole = " ".join(words)
            yield Reading(Kind.QUERY, whole, matcher.ranking_of(whole), measure=measure.id)


def _known(one: Proposer) -> Iterator[Reading]:
    matcher = one.matcher
    place = matcher.followups.situations.asked_just_so(one.turn.alone.words, one.last)
    if place is not None and not one.turn.alone.exact:
        knowledge = matcher.index.texts.knowledge
        asked = (*knowledge.entries, *knowledge.cells)[place]
        yield Reading(Kind.KNOWN, asked.question, matcher.ranking_of(asked.question), target=asked.id)


def _repeat(one: Proposer) -> Iterator[Reading]:
    """Not where a figure is named: `_quoted` finds the answer that states it."""
    if repeats(one.turn, one.matcher) and not names_a_figure(one.turn.text):
        yield Reading(Kind.REPEAT, one.turn.text, one.turn.alone, target=one.context.entry)


def _quoted(one: Proposer) -> Iterator[Reading]:
    quoted = quoted_answer(one.turn.text, one.context.answered, one.matcher)
    if quoted is not None:
        yield Reading(Kind.REPEAT, one.turn.text, quoted.beside, target=quoted.id)


def _back(one: Proposer) -> Iterator[Reading]:
    """The message after the subjects before the last one, where a sign goes back to them."""
    other = talk_of(one.matcher.lexicon.language).patterns["other"]
    if not one.turn.back and other.search(one.turn.text) is None:
        return
    for subject in one.context.earlier:
        if subject.entry in one.matcher.entry_of_id:
            context = Context(subject.entry, subject.question, subject.facets)
            then = Proposer(one.turn, context, one.matcher, one.reader)
            for reading in (then.near, *then.anaphora[:1]):
                yield replace(reading, kind=Kind.BACK)


_Maker = Callable[[Proposer], Iterator[Reading]]
_STANDING: tuple[_Maker, ...] = (_alone, _parts)
"""What a message may mean by itself."""
_LEANING: tuple[_Maker, ...] = (_substituted, _anaphora, _near)
"""What it may mean besides after a question that was not answered."""
_FOLLOWING: tuple[_Maker, ...] = (*_LEANING, _query, _known, _repeat, _quoted, _back)
"""What it may mean besides after an answer."""


def proposals(turn: Turn, matcher: Matcher, reader: FigureReader) -> tuple[Reading, ...]:
    proposer = Proposer(turn, turn.context, matcher, reader)
    makers = _STANDING
    if turn.context.entry is not None:
        makers += _FOLLOWING
    elif turn.follows:
        makers += _LEANING
    return tuple(reading for make in makers for reading in make(proposer))
