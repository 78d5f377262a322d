"""Writes replies: a decision about a question in, the `Reply` with all its parts and the next context out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from bot.conversation import Completed
from bot.figures import FigureAnswer, Measure, Reason, Refusal
from bot.matching.entry_facets import EXACT_KINDS
from bot.model import SMALL_TALK, Choice, Context, Knowledge, Match, Outcome, Question, Reply
from bot.replies import wording
from bot.replies.composing import answer_message, answer_of, clarify_message, topics_line
from bot.replies.deciding import CHOICES, Decision
from bot.replies.declining import decline
from bot.replies.figure_forms import end_of, nearest_cells, to_figure
from bot.replies.figured import Figured
from bot.replies.figures import figure_text, refusal_line
from bot.replies.refusing import about_text
from bot.replies.staleness import is_past
from bot.replies.telling import tellers_of
from bot.replies.topics import near_topics, topic_title

_NOW = re.compile(
    r"\b(?:now|nowadays|currently|current|today|latest|newest|at the moment|right now|these days)\b", re.I
)
"""Words that ask for the present, so that the date of an older answer is said first."""
_SUBJECTS = (*EXACT_KINDS, "company", "person")


class Writer:
    """Knows the entries of one knowledge base, and how each outcome is told."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.entries = {entry.id: entry for entry in (*knowledge.entries, *knowledge.cells)}

    @cached_property
    def _tellers(self) -> dict[str, str]:
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
        return topics_line(titles, others=len(topics) < len(self.topics))

    def starters(self) -> tuple[Choice, ...]:
        """Questions to begin with: the manifest's, else the first entries."""
        named = [self.entries[id] for id in self.knowledge.manifest.starters if id in self.entries]
        chosen = named or [entry for entry in self.knowledge.entries if entry.topic != SMALL_TALK][:CHOICES]
        return tuple(Choice(entry.id, entry.question) for entry in chosen)

    def answered(
        self,
        question: Question,
        id: str,
        context: Context,
        confidence: float,
        matches: tuple[Match, ...],
        qualification: str,
        second: str,
        asked: str = "",
        facets: tuple[tuple[str, str], ...] = (),
    ) -> Reply:
        entry = self.entries[id]
        today = question.asked_at.date() if question.asked_at else None
        if not qualification and entry.as_of and _NOW.search(question.text) and is_past(entry.as_of, today):
            qualification = wording.NOTHING_NEWER.format(date=wording.readable_date(entry.as_of))
        answer = answer_of(entry, self.knowledge.manifest, today, qualification)
        small = entry.topic == SMALL_TALK
        suggestions = tuple(
            Choice(other, self.entries[other].question) for other in entry.related[:CHOICES] if other in self.entries
        )
        following = (
            replace(context, offered=(), at=question.asked_at)
            if small
            else Context(entry=id, question=asked or entry.question, facets=facets, at=question.asked_at)
        )
        return Reply(
            Outcome.ANSWER,
            question.text,
            answer_message(answer, suggestions, second),
            confidence,
            answer=answer,
            matches=matches,
            suggestions=suggestions,
            context=following,
            line=wording.ANOTHER_QUESTION.format(question=second) if second else "",
        )

    def figure(
        self,
        question: Question,
        whole: Completed,
        figures: Figured,
        measures: Mapping[str, Measure],
        matches: tuple[Match, ...],
        facets: tuple[tuple[str, str], ...],
    ) -> Reply:
        """The answer to a query: of a single figure that of its cell, in the words of its series."""
        answer = figures.bound.answer
        assert isinstance(answer, FigureAnswer)
        cell = figures.cell
        told = self._tellers.get(cell or "", cell)
        series = measures[answer.operands[0].measure].series
        told = told or end_of(answer, measures)
        id = told if told is not None and told in self.entries else series
        reply = self.answered(
            question, id, whole.context, figures.confidence, matches, "", whole.second, whole.text, facets
        )
        assert reply.answer is not None
        text = reply.answer.text if id == told else figure_text(answer, measures)
        given = replace(
            reply.answer, id=id if id == told else cell or series, text=text, figure=to_figure(answer, series)
        )
        return replace(reply, answer=given, message=answer_message(given, reply.suggestions, whole.second))

    def no_figure(
        self,
        question: Question,
        whole: Completed,
        figures: Figured,
        measures: Mapping[str, Measure],
        matches: tuple[Match, ...],
    ) -> Reply:
        """Why there is no result, and what of the same measure there is."""
        refusal = figures.bound.answer
        assert isinstance(refusal, Refusal)
        line = refusal_line(refusal, measures)
        near = [id for id in nearest_cells(refusal, measures) if id in self.entries][:CHOICES]
        if not near:
            return self.unknown(question, whole.context, line, matches, figures.confidence)
        choices = tuple(Choice(id, self.entries[id].question) for id in near)
        if refusal.reason is Reason.MISSING:
            line = wording.NEIGHBOURS.format(missing=about_text(refusal))
        reply = self._offered(question, line, choices, whole, matches)
        if whole.context.entry is not None:
            return reply  # What was answered before is still what is spoken of.
        context = replace(reply.context, entry=near[0], question=whole.text, facets=facets_of(whole))
        return replace(reply, context=context)

    def clarified(
        self,
        question: Question,
        whole: Completed,
        decision: Decision,
        matches: tuple[Match, ...],
        cells: Mapping[str, str],
    ) -> Reply:
        """`cells`: by the id of a measure the cell of it that the question names, which is offered in its place."""
        ids = (self.knowledge.entries[number].id for number in decision.choices)
        shown = dict.fromkeys(cells.get(id, id) for id in ids)
        choices = tuple(Choice(id, self.entries[id].question) for id in shown if id in self.entries)
        reply = self._offered(question, decision.line, choices, whole, matches)
        return replace(reply, context=_asked_back(whole, decision, choices, question))

    def _offered(
        self,
        question: Question,
        line: str,
        choices: tuple[Choice, ...],
        whole: Completed,
        matches: tuple[Match, ...],
    ) -> Reply:
        return Reply(
            Outcome.CLARIFY,
            question.text,
            clarify_message(line, choices),
            whole.ranking.confidence,
            choices=choices,
            matches=matches,
            context=replace(whole.context, offered=choices, at=question.asked_at),
            line=line,
        )

    def not_known(self, question: Question, whole: Completed, decision: Decision, matches: tuple[Match, ...]) -> Reply:
        line = decline(question.text, whole.ranking, self.knowledge.manifest.language)
        if decision.missing and line == wording.UNKNOWN:
            line = wording.UNKNOWN_ABOUT.format(what=wording.readable_facet(*decision.missing))
        if line == wording.ADVICE:
            line = f"{line} {self.knowledge.manifest.disclaimer}".strip()
        return self.unknown(question, whole.context, line, matches, whole.ranking.confidence)

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
        line = wording.EMPTY.format(example=starters[0].question) if starters else wording.EMPTY_WITHOUT_EXAMPLE
        return Reply(Outcome.UNKNOWN, question.text, line, suggestions=starters, context=context, line=line)

    def declined(self, question: Question, context: Context, matches: tuple[Match, ...]) -> Reply:
        topics = self._near(matches, context)
        message = wording.DECLINED.format(topics=self._line(topics)).strip()
        line = wording.DECLINED.format(topics="").strip()
        context = replace(context, offered=(), at=question.asked_at)
        return Reply(
            Outcome.UNKNOWN, question.text, message, matches=matches, topics=topics, context=context, line=line
        )

    def more(self, question: Question, whole: Completed, matches: tuple[Match, ...]) -> Reply:
        last = self.entries[whole.context.entry or ""]
        related = [self.entries[id] for id in last.related if id in self.entries][:CHOICES]
        if not related:
            topics = self._near(matches, whole.context)
            message = wording.NO_MORE.format(topics=self._line(topics)).strip()
            line = wording.NO_MORE.format(topics="").strip()
            return Reply(
                Outcome.UNKNOWN,
                question.text,
                message,
                matches=matches,
                topics=topics,
                context=whole.context,
                line=line,
            )
        choices = tuple(Choice(entry.id, entry.question) for entry in related)
        return Reply(
            Outcome.CLARIFY,
            question.text,
            clarify_message(wording.MORE, choices),
            whole.ranking.confidence,
            choices=choices,
            matches=matches,
            context=replace(whole.context, offered=choices, at=question.asked_at),
            line=wording.MORE,
        )


def facets_of(whole: Completed) -> tuple[tuple[str, str], ...]:
    """What the question was about, what it leaned on included."""
    facets = whole.ranking.facets
    return (*facets.values, *facets.carried)


def _asked_back(whole: Completed, decision: Decision, choices: tuple[Choice, ...], question: Question) -> Context:
    """Where a follow-up is asked back about, what was answered before is still what is spoken of."""
    if whole.ranking.following and decision.line == wording.CLARIFY:
        return replace(whole.context, offered=choices, at=question.asked_at)
    facets = facets_of(whole)
    if not any(kind in _SUBJECTS for kind, _ in facets):
        facets = (*facets, *(one for one in whole.context.facets if one[0] in EXACT_KINDS))
    return Context(choices[0].id, whole.text, facets, choices, question.asked_at)
