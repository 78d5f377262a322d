"""Proposes the readings of a message, each a complete question with its ranking."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from operator import attrgetter

from bot.conversation.exchanging import exchanged
from bot.conversation.followup import asks_after, asks_for_detail
from bot.conversation.language_files import talk_of
from bot.conversation.message import asking_parts
from bot.conversation.parts import rank_part
from bot.conversation.queries.following import changed
from bot.conversation.queries.reader import FigureReader
from bot.conversation.readings import Kind, Reading
from bot.conversation.subject import person_of, spoken_of, spoken_out, subject_of
from bot.conversation.thresholds import thresholds
from bot.conversation.turn import Turn
from bot.figures.ids import extreme_of
from bot.figures.stated import stated_figures
from bot.matching import Before, Matcher, Ranking, forms_of
from bot.model import SMALL_TALK, Context

REPEAT_TAG = "repeat"
"""Tag of small talk about the last answer ("source?", "sure?"), which is answered with that answer again."""
_FIGURE = re.compile(r"\d[\d,.]*+%?")
_THREE_DIGITS = 100


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
    def before(self) -> Before:
        matcher, context = self.matcher, self.context
        words = matcher.repaired(self.turn.text)
        language = matcher.lexicon.language
        asks = asks_after(words, language)
        detail = asks_for_detail(words, forms_of(words, language), language)
        rankings = tuple(one.ranking for one in self.substituted)
        asked_so = matcher.followups.situations.asked_so(words)
        return Before(self.last, self.given, context.question, context.facets, asks, detail, rankings, asked_so)

    @cached_property
    def near(self) -> Reading:
        text = self.turn.text
        return Reading(Kind.NEAR, text, self.matcher.ranking_after(text, self.turn.alone, self.before))


def _alone(one: Proposer) -> Iterator[Reading]:
    yield Reading(Kind.ALONE, one.turn.text, one.turn.alone)


def _parts(one: Proposer) -> Iterator[Reading]:
    if not one.turn.alone.exact:
        for part in asking_parts(one.turn.text, one.matcher.lexicon.language):
            yield Reading(Kind.PART, part, rank_part(one.turn.alone.facets, one.matcher, part))


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


def repeats(turn: Turn, matcher: Matcher) -> bool:
    """Whether it asks for the last answer once more."""
    return _asks_again(turn.alone, matcher) and turn.context.entry is not None


def _asks_again(ranking: Ranking, matcher: Matcher) -> bool:
    first = ranking.candidates[0] if ranking.candidates else None
    if first is None or first.confidence < thresholds().small_talk_from:
        return False
    entry = matcher.entries[first.entry]
    return entry.topic == SMALL_TALK and REPEAT_TAG in entry.tags


def _repeat(one: Proposer) -> Iterator[Reading]:
    """Not where a figure is named: `_quoted` finds the answer that states it."""
    if repeats(one.turn, one.matcher) and not _figures_named(one.turn.text):
        yield Reading(Kind.REPEAT, one.turn.text, one.turn.alone, target=one.context.entry)


def _quoted(one: Proposer) -> Iterator[Reading]:
    """The answer before that states a figure which the message names, where it asks for that once more beside it ("what
    is your source for the 289,000?")."""
    context, matcher, text = one.context, one.matcher, one.turn.text
    named = _figures_named(text)
    beside = matcher.ranking_of(_FIGURE.sub(" ", text)) if named else None
    if beside is None or not _asks_again(beside, matcher):
        return
    for id in context.answered:
        entry = matcher.entries[matcher.entry_of_id[id]] if id in matcher.entry_of_id else None
        if entry is not None and not named.isdisjoint(told.value for told in stated_figures(entry.answer)):
            yield Reading(Kind.REPEAT, text, beside, target=id)
            return


def _figures_named(text: str) -> set[float]:
    """Those that are hardly the same by chance: of three digits, or with some behind the point."""
    values = {told.value for told in stated_figures(text)}
    return {value for value in values if value >= _THREE_DIGITS or not value.is_integer()}


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


_STANDING: tuple[Callable[[Proposer], Iterable[Reading]], ...] = (_alone, _parts)
"""What a message may mean by itself,"""
_LEANING = (attrgetter("substituted"), attrgetter("anaphora"), _near)
"""after a question that was not answered,"""
_FOLLOWING = (*_LEANING, _query, _known, _repeat, _quoted, _back)
"""and after an answer."""


def proposals(turn: Turn, matcher: Matcher, reader: FigureReader) -> tuple[Reading, ...]:
    proposer = Proposer(turn, turn.context, matcher, reader)
    leaning = _FOLLOWING if turn.context.entry is not None else _LEANING if turn.follows else ()
    makers = (*_STANDING, *leaning)
    return tuple(reading for make in makers for reading in make(proposer))
