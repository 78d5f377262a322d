"""The bot: a `Question` and a `Context` in, a `Reply` out; pure, without I/O and without a clock of its own."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date

from bot.conversation import Completed, complete
from bot.matching import Index, Matcher, Ranking
from bot.model import (
    Answer,
    Candidate,
    Choice,
    Context,
    Knowledge,
    Match,
    Outcome,
    Question,
    Refusal,
    Reply,
    Why,
)
from bot.replies import (
    CHOICES,
    Decision,
    answer_message,
    answer_of,
    clarify_message,
    decide,
    decline,
    topics_line,
    unknown_message,
    wording,
)

log = logging.getLogger(__name__)

SMALL_TALK = "smalltalk"
MATCHES = 5


class Bot:
    """Answers from one compiled knowledge base. New knowledge is a new `Bot`."""

    def __init__(self, index: Index) -> None:
        self._matcher = Matcher(index)
        self.index = index
        self.knowledge: Knowledge = index.texts.knowledge
        self._entries = {entry.id: entry for entry in self.knowledge.entries}

    def answer(self, question: Question, context: Context = Context()) -> Reply:  # noqa: B008
        """Return the reply, which carries the context for the next turn. Never raises."""
        try:
            return self._answer(question, context, explained=False)
        except Exception:
            log.exception("answer failed")
            return self._unknown(question, context, wording.UNKNOWN, ())

    def explain(self, question: Question, context: Context = Context()) -> Reply:  # noqa: B008
        """Return the same reply with `why` filled."""
        try:
            return self._answer(question, context, explained=True)
        except Exception:
            log.exception("explanation failed")
            return self._unknown(question, context, wording.UNKNOWN, ())

    def choose(self, id: str, context: Context = Context(), question: Question | None = None) -> Reply:  # noqa: B008
        """Answer with one entry, as when its button was pressed; `unknown` where there is none of that id."""
        asked = question or Question("")
        entry = self._entries.get(id)
        if entry is None:
            return self._unknown(asked, context, wording.UNKNOWN, ())
        return self._answered(asked, id, context, 1.0, (), "", "")

    def none_of_these(self, context: Context = Context(), question: Question | None = None) -> Reply:  # noqa: B008
        """Take note that none of the choices was meant, as when that button was pressed."""
        asked = question or Question("")
        topics = tuple(topic for topic, _ in self.topics())
        return Reply(
            Outcome.UNKNOWN,
            asked.text,
            wording.DECLINED.format(topics=topics_line(topics)).strip(),
            topics=topics,
            context=replace(context, offered=(), at=asked.asked_at or context.at),
        )

    def show(self, id: str, today: date | None = None) -> Answer | None:
        entry = self._entries.get(id)
        return answer_of(entry, self.knowledge.manifest, today) if entry else None

    def entries(self, today: date | None = None) -> tuple[Answer, ...]:
        """Return all entries, generated ones included, in the order of the knowledge base."""
        return tuple(answer_of(entry, self.knowledge.manifest, today) for entry in self.knowledge.entries)

    def topics(self) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """Return each topic (small talk excepted) with its curated questions and its series."""
        topics: dict[str, list[Choice]] = {}
        for entry in self.knowledge.entries:
            if entry.topic != SMALL_TALK and (entry.series is None or entry.id == entry.series):
                topics.setdefault(entry.topic, []).append(Choice(entry.id, entry.question))
        return tuple((topic, tuple(choices)) for topic, choices in topics.items())

    def starters(self) -> tuple[Choice, ...]:
        """Questions to begin with: the manifest's, else the first entries."""
        named = [self._entries[id] for id in self.knowledge.manifest.starters if id in self._entries]
        chosen = named or [entry for entry in self.knowledge.entries if entry.topic != SMALL_TALK][:CHOICES]
        return tuple(Choice(entry.id, entry.question) for entry in chosen)

    def greeting(self) -> str:
        """What is said before anything was asked, without the starters."""
        return wording.GREETING.format(name=self.knowledge.manifest.name)

    def about(self) -> str:
        """What the bot is, how much it holds, the newest date and the disclaimer."""
        manifest = self.knowledge.manifest
        dates = [entry.as_of for entry in self.knowledge.entries if entry.as_of]
        line = wording.ABOUT_COUNT if dates else wording.ABOUT_COUNT_UNDATED
        count = sum(entry.topic != SMALL_TALK for entry in self.knowledge.entries)
        newest = wording.readable_date(max(dates)) if dates else ""
        counted = line.format(answers=count, topics=len(self.topics()), date=newest)
        own = manifest.about.strip() or wording.ABOUT_HONESTY
        return "\n\n".join(part for part in (own, counted, manifest.disclaimer, manifest.project_url or "") if part)

    def suggest(self, prefix: str, limit: int = 25) -> tuple[Choice, ...]:
        """Return questions that fit what was typed so far, best first; the starters where that is nothing."""
        if not prefix.strip():
            return self.starters()[:limit]
        return self._matcher.suggest(prefix, limit)

    def _answer(self, question: Question, context: Context, *, explained: bool) -> Reply:
        if not question.text.strip():
            return self._empty(question, context)
        matcher = self._matcher
        whole = complete(question, context, matcher, matcher.index.confidence.answer_from)
        decision = decide(whole.ranking, matcher)
        matches = self._matches(whole.ranking)
        if whole.declined:
            reply = self._declined(question, whole, matches)
        elif whole.picked is not None and whole.picked in self._entries:
            reply = self._answered(question, whole.picked, whole.context, 1.0, matches, "", "")
        elif whole.more:
            reply = self._more(question, whole, matches)
        elif decision.outcome is Outcome.ANSWER and decision.entry is not None:
            id = matcher.entries[decision.entry].id
            sure = whole.ranking.confidence
            reply = self._answered(question, id, whole.context, sure, matches, decision.line, whole.second)
        elif decision.outcome is Outcome.CLARIFY and decision.choices:
            reply = self._clarified(question, whole, decision, matches)
        else:
            reply = self._not_known(question, whole, decision, matches)
        return replace(reply, why=self._why(whole)) if explained else reply

    def _answered(
        self,
        question: Question,
        id: str,
        context: Context,
        confidence: float,
        matches: tuple[Match, ...],
        qualification: str,
        second: str,
    ) -> Reply:
        entry = self._entries[id]
        today = question.asked_at.date() if question.asked_at else None
        answer = answer_of(entry, self.knowledge.manifest, today, qualification)
        small = entry.topic == SMALL_TALK
        suggestions = tuple(
            Choice(other, self._entries[other].question) for other in entry.related[:CHOICES] if other in self._entries
        )
        following = (
            replace(context, offered=(), at=question.asked_at)
            if small
            else Context(entry=id, question=entry.question, at=question.asked_at)
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
        )

    def _clarified(
        self, question: Question, whole: Completed, decision: Decision, matches: tuple[Match, ...]
    ) -> Reply:
        entries = [self.knowledge.entries[number] for number in decision.choices]
        choices = tuple(Choice(entry.id, entry.question) for entry in entries)
        return Reply(
            Outcome.CLARIFY,
            question.text,
            clarify_message(decision.line, choices),
            whole.ranking.confidence,
            choices=choices,
            matches=matches,
            context=replace(whole.context, offered=choices, at=question.asked_at),
        )

    def _not_known(
        self, question: Question, whole: Completed, decision: Decision, matches: tuple[Match, ...]
    ) -> Reply:
        line = decline(question.text, whole.ranking, self.knowledge.manifest.language)
        if decision.missing and line == wording.UNKNOWN:
            line = wording.UNKNOWN_ABOUT.format(what=wording.readable_facet(*decision.missing))
        return self._unknown(question, whole.context, line, matches, whole.ranking.confidence)

    def _unknown(
        self, question: Question, context: Context, line: str, matches: tuple[Match, ...], confidence: float = 0.0
    ) -> Reply:
        topics = tuple(topic for topic, _ in self.topics())
        return Reply(
            Outcome.UNKNOWN,
            question.text,
            unknown_message(line, topics),
            confidence,
            matches=matches,
            suggestions=self.starters(),
            topics=topics,
            context=replace(context, offered=(), at=question.asked_at or context.at),
        )

    def _empty(self, question: Question, context: Context) -> Reply:
        starters = self.starters()
        line = wording.EMPTY.format(example=starters[0].question) if starters else wording.EMPTY_WITHOUT_EXAMPLE
        return Reply(Outcome.UNKNOWN, question.text, line, suggestions=starters, context=context)

    def _declined(self, question: Question, whole: Completed, matches: tuple[Match, ...]) -> Reply:
        topics = tuple(topic for topic, _ in self.topics())
        message = wording.DECLINED.format(topics=topics_line(topics)).strip()
        context = replace(whole.context, offered=(), at=question.asked_at)
        return Reply(Outcome.UNKNOWN, question.text, message, matches=matches, topics=topics, context=context)

    def _more(self, question: Question, whole: Completed, matches: tuple[Match, ...]) -> Reply:
        last = self._entries[whole.context.entry or ""]
        related = [self._entries[id] for id in last.related if id in self._entries][:CHOICES]
        if not related:
            topics = tuple(topic for topic, _ in self.topics())
            line = wording.NO_MORE.format(topics=topics_line(topics)).strip()
            return Reply(Outcome.UNKNOWN, question.text, line, matches=matches, topics=topics, context=whole.context)
        choices = tuple(Choice(entry.id, entry.question) for entry in related)
        return Reply(
            Outcome.CLARIFY,
            question.text,
            clarify_message(wording.MORE, choices),
            whole.ranking.confidence,
            choices=choices,
            matches=matches,
            context=replace(whole.context, offered=choices, at=question.asked_at),
        )

    def _matches(self, ranking: Ranking) -> tuple[Match, ...]:
        return tuple(self._matcher.match(one) for one in ranking.candidates[:MATCHES])

    def _why(self, whole: Completed) -> Why:
        ranking, matcher = whole.ranking, self._matcher
        return Why(
            understood=" ".join(ranking.words),
            repaired=ranking.repaired,
            synonyms=ranking.synonyms,
            facets=ranking.facets.values,
            refused=tuple(Refusal(matcher.entries[one.entry].id, kind) for one, kind in ranking.refused[:10]),
            threshold=matcher.index.confidence.answer_from,
            candidates=tuple(
                Candidate(
                    matcher.entries[one.entry].id, matcher.phrasing_of(one.row), one.parts, one.score, one.confidence
                )
                for one in ranking.candidates[:MATCHES]
            ),
        )
