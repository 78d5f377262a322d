"""Writes the replies without an answer: choices, what is not known, none of the choices, more on an answer."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from bot.conversation.asking import is_question
from bot.conversation.queries.reader import FigureReader
from bot.figures import Reason, Refusal
from bot.model import Choice, Context, Kinds, Match, Outcome, Question, Reply
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.deciding.decision import CHOICES, Decision
from bot.replies.deciding.named import named
from bot.replies.deciding.unreadable import unreadable_line
from bot.replies.figure_queries.figured import Figured
from bot.replies.figure_text.refusals import about_text, nearest_cells, refusal_line
from bot.replies.turns.next_context import (
    context_asked_back,
    context_not_known,
    context_without_figure,
    without_told,
)
from bot.replies.weighing.understood import Understood
from bot.replies.writing.composing import clarify_message
from bot.replies.writing.writing_figures import terms_of


class Message(NamedTuple):
    question: Question
    matches: tuple[Match, ...] = ()  # Near ones, best first: their topics are offered.
    cells: Mapping[str, str] = MappingProxyType({})
    """By the id of a measure the only cell of it that the question names, which is offered in its place."""


class Unanswered:
    def __init__(self, catalogue: Catalogue, reader: FigureReader) -> None:
        self._catalogue, self._reader = catalogue, reader
        self._entries, self._knowledge, self._words = catalogue.entries, catalogue.knowledge, catalogue.words
        self._kinds = Kinds(self._knowledge.vocabulary.kinds)

    def no_figure(self, one: Understood, by: Figured, refusal: Refusal, message: Message) -> Reply:
        """Why there is no result, and what of the same measure there is."""
        terms = terms_of(by, self._reader, self._words)
        line = refusal_line(refusal, terms)
        choices = self._catalogue.choices(nearest_cells(refusal, terms.measures))[:CHOICES]
        if not choices:
            return self.unknown(message, one.context, line, by.confidence)
        if refusal.reason is Reason.MISSING:
            line = self._words.neighbours.format(missing=about_text(refusal, self._words))
            one = replace(one, context=without_told(one.context))
        reply = self._offered(one, message.question, line, choices)
        return replace(reply, context=context_without_figure(one, reply.context, choices[0]))

    def asked_back(self, one: Understood, decision: Decision, message: Message) -> Reply:
        question = message.question
        ids = (self._knowledge.entries[number].id for number in decision.choices)
        shown = dict.fromkeys(message.cells.get(id, id) for id in ids)
        choices = self._catalogue.choices(sorted(shown, key=lambda id: id in one.context.answered))
        reply = self._offered(one, question, decision.line or self._words.clarify, choices)
        context = context_asked_back(one, choices, question.asked_at, self._kinds, which=not decision.line)
        return replace(reply, context=context)

    def _offered(self, one: Understood, question: Question, line: str, choices: tuple[Choice, ...]) -> Reply:
        text, sure = clarify_message(line, choices, self._words), one.ranking.confidence
        after = replace(one.context, offered=choices, at=question.asked_at)
        return Reply(Outcome.CLARIFY, question.text, text, sure, choices=choices, context=after, line=line)

    def not_known(self, one: Understood, missing: tuple[str, str] | None, message: Message) -> Reply:
        """Behind a line that was decided on, as for what is declined, or for what cannot be read, the context stays."""
        text, confidence = message.question.text, one.ranking.confidence
        line = one.line or unreadable_line(text, one.ranking, self._words)
        if line:
            return self.unknown(message, one.context, line, confidence)
        what = named(missing, self._words, self._knowledge.entries, self._kinds) if missing else ""
        line = self._words.unknown_about.format(what=what) if missing else self._words.unknown
        context = context_not_known(one, is_question=is_question(text, self._knowledge.manifest.language))
        return self.unknown(message, context, line, confidence)

    def unknown(self, message: Message, context: Context, line: str, confidence: float = 0.0) -> Reply:
        """A line, then topics, and questions to begin with."""
        after = replace(context, offered=(), at=message.question.asked_at or context.at)
        reply = self._with_topics("{line} {topics}", message, after, line)
        return replace(reply, confidence=confidence, suggestions=self._catalogue.starters())

    def empty(self, question: Question, context: Context) -> Reply:
        """The reply to a message without a word."""
        starters = self._catalogue.starters()
        line = self._words.empty.format(example=starters[0].question) if starters else self._words.empty_without_example
        return Reply(Outcome.UNKNOWN, question.text, line, suggestions=starters, context=context, line=line)

    def none_meant(self, message: Message, context: Context) -> Reply:
        """The reply where none of the choices was meant."""
        after = replace(context, offered=(), at=message.question.asked_at)
        return replace(self._with_topics(self._words.declined, message, after), none_meant=True)

    def _with_topics(self, told: str, message: Message, context: Context, line: str = "") -> Reply:
        """`told`: the words of the reply, with a place for the topics, and one for the line if there is any."""
        question, matches = message.question.text, message.matches
        topics = self._catalogue.near_topics(matches, context)
        shown = self._catalogue.topics_line(topics)
        text, alone = (told.format(line=line, topics=each).strip() for each in (shown, ""))
        return Reply(Outcome.UNKNOWN, question, text, matches=matches, topics=topics, context=context, line=alone)

    def more(self, one: Understood, message: Message) -> Reply:
        choices = self._catalogue.choices(self._entries[one.context.entry or ""].related)[:CHOICES]
        if choices:
            return self._offered(one, message.question, self._words.more, choices)
        return self._with_topics(self._words.no_more, message, one.context)
