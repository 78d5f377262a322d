"""Writes the `Reply`, with the context for the next turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from bot.conversation.language_files import talk_of
from bot.conversation.queries.reader import FigureReader
from bot.conversation.thresholds import thresholds
from bot.figures import FigureAnswer, Measure, Reason, Refusal
from bot.knowledge import words_of
from bot.model import (
    SMALL_TALK,
    Answer,
    Choice,
    Context,
    Entry,
    Kinds,
    Knowledge,
    Match,
    Outcome,
    Question,
    Reply,
    Subject,
    Told,
    Words,
)
from bot.replies.composing import answer_message, answer_of, clarify_message, topics_line
from bot.replies.conversions import converted_text
from bot.replies.decision import CHOICES, Decision
from bot.replies.declining import decline
from bot.replies.figure_forms import end_of, nearest_cells, to_figure
from bot.replies.figure_words import Terms
from bot.replies.figured import Figured
from bot.replies.figures import counted_text, figure_text, refusal_line
from bot.replies.named import named
from bot.replies.refusing import about_text
from bot.replies.staleness import is_past, last_day
from bot.replies.telling import tellers_of
from bot.replies.topics import near_topics, topic_title
from bot.replies.understood import REMEMBERED, Act, Understood, context_after, figures_told, with_operands

_NO_CELLS: Mapping[str, str] = MappingProxyType({})


class Writer:
    """Knows the entries of one knowledge base, and how each outcome is told."""

    def __init__(self, knowledge: Knowledge, reader: FigureReader) -> None:
        self.knowledge, self._reader = knowledge, reader
        self.words = words_of(knowledge)
        self._kinds = Kinds(knowledge.vocabulary.kinds)
        self.entries = {entry.id: entry for entry in (*knowledge.entries, *knowledge.cells)}

    @cached_property
    def tellers(self) -> dict[str, str]:
        """By the id of a cell the entry that tells it."""
        return tellers_of(self.knowledge)

    @cached_property
    def topics(self) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """Return each topic (small talk excepted) with its curated questions and its series."""
        topics: dict[str, list[Choice]] = {}
        for entry in self.knowledge.entries:
            if entry.topic != SMALL_TALK and (entry.series is None or entry.id == entry.series):
                topics.setdefault(entry.topic, []).append(Choice(entry.id, entry.question))
        return tuple((topic, tuple(choices)) for topic, choices in topics.items())

    def _near(self, matches: tuple[Match, ...], context: Context) -> tuple[str, ...]:
        """Topics to offer: those of what came near, of what was spoken of last, and of the questions to begin with."""
        groups = (
            (match.id for match in matches),
            (context.entry,) if context.entry else (),
            (starter.id for starter in self.starters()),
        )
        return near_topics(
            tuple(topic for topic, _ in self.topics),
            *((self.entries[id].topic for id in ids if id in self.entries) for ids in groups),
        )

    def _line(self, topics: tuple[str, ...]) -> str:
        titles = [topic_title(topic, self.knowledge.manifest) for topic in topics]
        return topics_line(titles, self.words, others=len(topics) < len(self.topics))

    def starters(self) -> tuple[Choice, ...]:
        """Questions to begin with: the manifest's, else the first entries."""
        named = [self.entries[id] for id in self.knowledge.manifest.starters if id in self.entries]
        chosen = named or [entry for entry in self.knowledge.entries if entry.topic != SMALL_TALK][:CHOICES]
        return tuple(Choice(entry.id, entry.question) for entry in chosen)

    def write(
        self,
        one: Understood,
        question: Question,
        matches: tuple[Match, ...] = (),
        cells: Mapping[str, str] = _NO_CELLS,
    ) -> Reply:
        """Put what was understood into words; `cells`: by the id of a measure the cell of it that the question names,
        which is offered in its place."""
        if one.act is Act.ANSWER:
            reply = self._answered(one, question, matches)
        elif one.act is Act.FIGURE and one.figured is not None:
            reply = self._figure(one, one.figured, question, matches)
        elif one.act is Act.NO_FIGURE and one.figured is not None:
            reply = self._no_figure(one, one.figured, question, matches)
        elif one.act is Act.ASK and one.decision is not None:
            reply = self._asked_back(one, one.decision, question, matches, cells)
        elif one.act is Act.NONE_MEANT:
            reply = self.declined(question, one.context, matches)
        elif one.act is Act.MORE:
            reply = self._more(one, question, matches)
        else:
            reply = self._not_known(one, question, matches)
        if one.second is not None:
            second = self.write(replace(one.second, context=reply.context), question, matches, cells)
            reply = _joined(reply, second, self.words)
        if not one.untold or one.line in self.words.unsure:
            return reply
        return _telling(
            one.untold_line or self.words.untold.format(question=one.untold.strip(" ,;")), reply, self.words
        )

    def _answered(self, one: Understood, question: Question, matches: tuple[Match, ...]) -> Reply:
        entry = self.entries[one.id]
        today = question.asked_at.date() if question.asked_at else None
        line, present = one.line, talk_of(self.knowledge.manifest.language).patterns["present"]
        newest = self.entries[entry.series].as_of if entry.series in self.entries else entry.as_of
        if not line and newest and present.search(question.text) and is_past(newest, today):
            line = self.words.nothing_newer.format(date=self.words.date(newest))
        answer = answer_of(entry, self.knowledge.manifest, today, line, one.led)
        suggestions = self._suggested(one, entry)
        return Reply(
            Outcome.ANSWER,
            question.text,
            answer_message(answer, suggestions, self.words),
            one.confidence,
            answer=answer,
            matches=matches,
            suggestions=suggestions,
            context=context_after(one.context, entry, one.text, one.facets, question.asked_at, self._told(entry, one)),
        )

    def _suggested(self, one: Understood, entry: Entry) -> tuple[Choice, ...]:
        """What is related; before it, where the answer is unsure, what else may have been meant."""
        near = one.ranking.candidates if one.line in self.words.unsure else ()
        least = thresholds().offer_from
        meant = (self.knowledge.entries[scored.entry] for scored in near if scored.confidence >= least)
        others = [other.id for other in meant if other.topic != SMALL_TALK]
        ids = dict.fromkeys((*others, *entry.related))
        given = (entry.id, *one.context.answered)
        new = [id for id in ids if id in self.entries and id not in given]
        return tuple(Choice(id, self.entries[id].question) for id in new[:CHOICES])

    def _figure(self, one: Understood, by: Figured, question: Question, matches: tuple[Match, ...]) -> Reply:
        """The answer to a query: of a single figure that of its cell, in the words of its series."""
        answer = by.bound.answer
        assert isinstance(answer, FigureAnswer)
        measures = {**self._reader.pools.measures, **by.told}
        cell = None if by.told else by.cell
        told = self.tellers.get(cell or "", cell)
        series = measures[answer.operands[0].measure].series
        told = told or end_of(answer, measures)
        id = told if told is not None and told in self.entries else series
        reply = self._answered(replace(one, id=id, line=""), question, matches)
        assert reply.answer is not None
        terms = Terms(measures, self.words, self._reader.units)
        if answer.converted:
            text = converted_text(answer, terms)
        elif by.told:
            text = counted_text(answer, terms)
        else:
            text = reply.answer.text if id == told else figure_text(answer, terms)
        given = replace(
            reply.answer if id == told else self._of_operands(reply.answer, answer, measures),
            id=id if id == told else cell or series,
            text=f"{one.line} {text}" if one.line else text,
            figure=to_figure(answer, series),
        )
        context = replace(one.context, offered=(), at=question.asked_at) if by.told or by.of_told else reply.context
        context = with_operands(context, answer, one.context.told)
        return replace(
            reply, answer=given, message=answer_message(given, reply.suggestions, self.words), context=context
        )

    def _told(self, entry: Entry, one: Understood) -> tuple[Told, ...]:
        """The figure that an entry tells, before those that were told already; nothing where it is a whole table."""
        if entry.labels and entry.id not in self._reader.pools.measures:
            return ()
        return figures_told(Told((entry.id,), "" if entry.series else one.text), one.context)

    def _of_operands(self, given: Answer, answer: FigureAnswer, measures: Mapping[str, Measure]) -> Answer:
        """Dated and sourced as all figures that were counted with: a closed period is not stale."""
        cells = ((one, id) for one in answer.operands for id in one.cells or (one.measure,))
        ids = dict.fromkeys(id if id in self.entries else measures[one.measure].series for one, id in cells)
        held = [self.entries[id] for id in ids if id in self.entries]
        dates = (entry.as_of for entry in held if entry.as_of)
        as_of = max(dates, key=lambda text: last_day(text) or date.min, default=given.as_of)
        sources = tuple(dict.fromkeys(source for entry in held for source in entry.sources))
        return replace(given, as_of=as_of, sources=sources, stale=given.stale and as_of == given.as_of)

    def _no_figure(self, one: Understood, by: Figured, question: Question, matches: tuple[Match, ...]) -> Reply:
        """Why there is no result, and what of the same measure there is."""
        refusal = by.bound.answer
        assert isinstance(refusal, Refusal)
        measures = self._reader.pools.measures
        line = refusal_line(refusal, Terms(measures, self.words, self._reader.units))
        near = [id for id in nearest_cells(refusal, measures) if id in self.entries][:CHOICES]
        if not near:
            return self.unknown(question, one.context, line, matches, by.confidence)
        choices = tuple(Choice(id, self.entries[id].question) for id in near)
        if refusal.reason is Reason.MISSING:
            line = self.words.neighbours.format(missing=about_text(refusal, self.words))
        reply = self._offered(one, question, line, choices, matches)
        if one.context.entry is not None:
            return reply  # What was answered before is still what is spoken of.
        context = replace(reply.context, entry=near[0], question=one.text, facets=one.facets)
        return replace(reply, context=context)

    def _asked_back(
        self,
        one: Understood,
        decision: Decision,
        question: Question,
        matches: tuple[Match, ...],
        cells: Mapping[str, str],
    ) -> Reply:
        ids = (self.knowledge.entries[number].id for number in decision.choices)
        shown = dict.fromkeys(cells.get(id, id) for id in ids)
        told_last = sorted((id for id in shown if id in self.entries), key=lambda id: id in one.context.answered)
        choices = tuple(Choice(id, self.entries[id].question) for id in told_last)
        reply = self._offered(one, question, decision.line, choices, matches)
        return replace(reply, context=_context_asked_back(one, decision, choices, question, self._kinds, self.words))

    def _offered(
        self,
        one: Understood,
        question: Question,
        line: str,
        choices: tuple[Choice, ...],
        matches: tuple[Match, ...],
    ) -> Reply:
        return Reply(
            Outcome.CLARIFY,
            question.text,
            clarify_message(line, choices, self.words),
            one.ranking.confidence,
            choices=choices,
            matches=matches,
            context=replace(one.context, offered=choices, at=question.asked_at),
            line=line,
        )

    def _not_known(self, one: Understood, question: Question, matches: tuple[Match, ...]) -> Reply:
        line = one.line or decline(question.text, one.ranking, self.words)
        missing = one.decision.missing if one.decision is not None else None
        plain = line == self.words.unknown
        if missing and plain:
            line = self.words.unknown_about.format(what=named(missing, self.words, self.knowledge.entries, self._kinds))
        context = one.context
        if plain and context.entry is None and one.facets:
            # It is still what the next question may lean on.
            context = replace(context, question=one.text, facets=one.facets)
        return self.unknown(question, context, line, matches, one.ranking.confidence)

    def unknown(
        self, question: Question, context: Context, line: str, matches: tuple[Match, ...], confidence: float = 0.0
    ) -> Reply:
        topics = self._near(matches, context)
        return Reply(
            Outcome.UNKNOWN,
            question.text,
            f"{line} {self._line(topics)}".strip(),
            confidence,
            matches=matches,
            suggestions=self.starters(),
            topics=topics,
            context=replace(context, offered=(), at=question.asked_at or context.at),
            line=line,
        )

    def empty(self, question: Question, context: Context) -> Reply:
        starters = self.starters()
        line = self.words.empty.format(example=starters[0].question) if starters else self.words.empty_without_example
        return Reply(Outcome.UNKNOWN, question.text, line, suggestions=starters, context=context, line=line)

    def declined(self, question: Question, context: Context, matches: tuple[Match, ...]) -> Reply:
        after = replace(context, offered=(), at=question.asked_at)
        return self._with_topics(self.words.declined, question, self._near(matches, context), matches, after)

    def _with_topics(
        self, told: str, question: Question, topics: tuple[str, ...], matches: tuple[Match, ...], after: Context
    ) -> Reply:
        message, line = (told.format(topics=named).strip() for named in (self._line(topics), ""))
        return Reply(Outcome.UNKNOWN, question.text, message, matches=matches, topics=topics, context=after, line=line)

    def _more(self, one: Understood, question: Question, matches: tuple[Match, ...]) -> Reply:
        last = self.entries[one.context.entry or ""]
        related = [self.entries[id] for id in last.related if id in self.entries][:CHOICES]
        if related:
            choices = tuple(Choice(entry.id, entry.question) for entry in related)
            return self._offered(one, question, self.words.more, choices, matches)
        return self._with_topics(self.words.no_more, question, self._near(matches, one.context), matches, one.context)


def _context_asked_back(
    one: Understood, decision: Decision, choices: tuple[Choice, ...], question: Question, kinds: Kinds, words: Words
) -> Context:
    """Where a follow-up is asked back about, what was answered before is still what is spoken of. Else the question is,
    whatever answers it: what was offered becomes a subject only when it is picked."""
    before = one.context
    if one.ranking.following and decision.line == words.clarify:
        return replace(before, offered=choices, at=question.asked_at)
    facets = one.facets
    if not any(kind in kinds.subjects for kind, _ in facets):
        facets = (*facets, *(pair for pair in before.facets if pair[0] in kinds.exact))
    earlier = before.earlier
    if before.entry is not None:
        earlier = (Subject(before.entry, before.question, before.facets), *earlier)[:REMEMBERED]
    return Context(None, one.text, facets, choices, question.asked_at, earlier)


def _joined(first: Reply, second: Reply, words: Words) -> Reply:
    """Both answers of a message that asks two things; a second one of another date ends with its own."""
    assert first.answer is not None
    assert second.answer is not None
    one, other = first.answer, second.answer
    dated = f" {words.as_of.format(date=words.date(other.as_of))}." if other.as_of else ""
    text = f"{one.text}\n\n{other.text}{dated if other.as_of != one.as_of else ''}"
    sources = tuple(dict.fromkeys((*one.sources, *other.sources)))
    answer = replace(one, text=text, sources=sources, chart=one.chart or other.chart, stale=one.stale or other.stale)
    suggestions = tuple(choice for choice in first.suggestions if choice.id != other.id)
    return replace(
        first,
        answer=answer,
        message=answer_message(answer, suggestions, words),
        suggestions=suggestions,
        confidence=min(first.confidence, second.confidence),
        context=second.context,
        also=(other.id, *second.also),
    )


def _telling(line: str, reply: Reply, words: Words) -> Reply:
    """A reply to one of two questions, behind what is said of the other."""
    assert reply.answer is not None
    answer = replace(reply.answer, text=f"{line}\n\n{reply.answer.text}")
    return replace(reply, answer=answer, message=answer_message(answer, reply.suggestions, words))
