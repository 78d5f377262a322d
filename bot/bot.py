"""The bot: a `Question` and a `Context` in, a `Reply` out; pure, without I/O and without a clock of its own."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.conversation import Completed, complete, folded
from bot.conversation.queries.reader import reader_of
from bot.figures import FigureAnswer
from bot.matching import ALIKE, Index, Matcher, Ranking, Suggester, let_go
from bot.model import (
    SMALL_TALK,
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
from bot.replies import Decision, answer_of, decide, is_declined, offer, topic_title, wording
from bot.replies.figured import Figured, cells_named, figured
from bot.replies.writing import Writer, facets_of

log = logging.getLogger(__name__)

MATCHES = 5


class Bot:
    """Answers from one compiled knowledge base. New knowledge is a new `Bot`."""

    def __init__(self, index: Index) -> None:
        self._matcher = Matcher(index)
        self.index = index
        self.knowledge: Knowledge = index.texts.knowledge
        self._writer = Writer(self.knowledge)
        self._figures = reader_of(self._matcher)

    def answer(self, question: Question, context: Context = Context()) -> Reply:  # noqa: B008
        """Return the reply, which carries the context for the next turn. Never raises."""
        try:
            return self._answer(question, context, explained=False)
        except Exception:
            log.exception("answer failed")
            return self._writer.unknown(question, context, wording.UNKNOWN, ())

    def explain(self, question: Question, context: Context = Context()) -> Reply:  # noqa: B008
        """Return the same reply with `why` filled."""
        try:
            return self._answer(question, context, explained=True)
        except Exception:
            log.exception("explanation failed")
            return self._writer.unknown(question, context, wording.UNKNOWN, ())

    def choose(self, id: str, context: Context = Context(), question: Question | None = None) -> Reply:  # noqa: B008
        """Answer with one entry, as when its button was pressed; `unknown` where there is none of that id."""
        asked = question or Question("")
        entry = self._writer.entries.get(id)
        if entry is None:
            return self._writer.unknown(asked, context, wording.UNKNOWN, ())
        return self._writer.answered(asked, id, context, 1.0, (), "", "")

    def none_of_these(self, context: Context = Context(), question: Question | None = None) -> Reply:  # noqa: B008
        """Take note that none of the choices was meant, as when that button was pressed."""
        return self._writer.declined(question or Question(""), context, ())

    def show(self, id: str, today: date | None = None) -> Answer | None:
        entry = self._writer.entries.get(id)
        return answer_of(entry, self.knowledge.manifest, today) if entry else None

    def entries(self, today: date | None = None) -> tuple[Answer, ...]:
        """Return all entries, generated ones included, in the order of the knowledge base."""
        every = (*self.knowledge.entries, *self.knowledge.cells)
        return tuple(answer_of(entry, self.knowledge.manifest, today) for entry in every)

    def topics(self) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """Return each topic (small talk excepted) with its curated questions and its series."""
        return self._writer.topics

    def title(self, topic: str) -> str:
        """Return how a topic is shown."""
        return topic_title(topic, self.knowledge.manifest)

    def starters(self) -> tuple[Choice, ...]:
        """Questions to begin with: the manifest's, else the first entries."""
        return self._writer.starters()

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
        known = len(self.topics())
        topics = wording.TOPICS_COUNT.format(count=known) if known != 1 else wording.TOPICS_COUNT_ONE
        counted = line.format(answers=count, topics=topics, date=newest)
        own = manifest.about.strip() or wording.ABOUT_HONESTY
        return "\n\n".join(part for part in (own, counted, manifest.disclaimer, manifest.project_url or "") if part)

    def suggest(self, prefix: str, limit: int = 25) -> tuple[Choice, ...]:
        """Return questions that fit what was typed so far, best first; the starters where that is nothing."""
        if not prefix.strip():
            return self.starters()[:limit]
        return self._matcher.suggest(prefix, limit)

    def rest(self) -> None:
        """Hold less memory until the next question, which takes a few milliseconds more."""
        let_go(self.index)

    def complete(self, begun: str, choices: Sequence[Choice], limit: int, alike: float = ALIKE) -> tuple[Choice, ...]:
        """Return those of other choices, such as titles, that fit what was typed so far, best first."""
        return Suggester(choices).suggest(begun, limit, alike=alike)

    def _answer(self, question: Question, context: Context, *, explained: bool) -> Reply:
        if not question.text.strip():
            reply = self._writer.empty(question, context)
            return replace(reply, why=Why("")) if explained else reply
        matcher = self._matcher
        typed, question = question.text, replace(question, text=folded(question.text))
        whole = complete(question, context, matcher, matcher.index.confidence.answer_from, self._figures)
        decision = decide(whole.ranking, matcher)
        if whole.undated and decision.outcome is Outcome.ANSWER:
            decision = offer(whole.ranking, matcher)
        matches = self._matches(whole.ranking)
        no_guess = self._is_declined(question, whole, decision)
        decided = whole.declined or whole.picked or whole.more or no_guess
        figures = None if decided else self._figured(whole)
        if figures is not None:
            reply = self._of_figures(question, whole, figures, matches)
        elif whole.declined:
            reply = self._writer.declined(question, whole.context, matches)
        elif whole.picked is not None and whole.picked in self._writer.entries:
            reply = self._writer.answered(
                question, whole.picked, whole.context, 1.0, matches, "", "", "", facets_of(whole)
            )
        elif whole.more:
            reply = self._writer.more(question, whole, matches)
        elif no_guess:
            reply = self._writer.not_known(question, whole, Decision(Outcome.UNKNOWN), matches)
        elif decision.outcome is Outcome.ANSWER and decision.entry is not None:
            id = matcher.entries[decision.entry].id
            sure = whole.ranking.confidence
            reply = self._writer.answered(
                question, id, whole.context, sure, matches, decision.line, whole.second, whole.text, facets_of(whole)
            )
        elif decision.outcome is Outcome.CLARIFY and decision.choices:
            cells = cells_named(whole, matcher, self._figures)
            reply = self._writer.clarified(question, whole, decision, matches, cells)
        else:
            reply = self._writer.not_known(question, whole, decision, matches)
        return replace(reply, question=typed, why=self._why(whole) if explained else None)

    def _figured(self, whole: Completed) -> Figured | None:
        """What figures answer, where that is more probable than what comes first."""
        if whole.undated or (whole.ranking.exact and not self._matcher.entries[whole.ranking.exact[0]].labels):
            return None
        found = figured(whole, self._matcher, self._figures)
        if found is None or whole.measure:
            return found
        return found if found.confidence >= max(self._matcher.threshold(whole.ranking), found.rival) else None

    def _of_figures(self, question: Question, whole: Completed, figures: Figured, matches: tuple[Match, ...]) -> Reply:
        answer, facets = figures.bound.answer, facets_of(whole)
        if figures.instead:
            id, sure = figures.entry.id, figures.confidence
            return self._writer.answered(
                question, id, whole.context, sure, matches, "", whole.second, whole.text, facets
            )
        if not isinstance(answer, FigureAnswer):
            return self._writer.no_figure(question, whole, figures, self._figures.pools.measures, matches)
        return self._writer.figure(question, whole, figures, self._figures.pools.measures, matches, facets)

    def _is_declined(self, question: Question, whole: Completed, decision: Decision) -> bool:
        """Whether neither an answer nor guesses are given, for what is asked is advice or something private."""
        if decision.outcome is Outcome.UNKNOWN:
            return False
        if decision.entry is None:
            return is_declined(question.text, whole.ranking)
        # Of a long message only the part that is answered counts; a follow-up may have lost those words.
        text = question.text if whole.ranking.following else whole.text
        return is_declined(text, whole.ranking, self._matcher.entries[decision.entry])

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
            threshold=matcher.threshold(ranking),
            candidates=tuple(
                Candidate(
                    matcher.entries[one.entry].id, matcher.phrasing_of(one.row), one.parts, one.score, one.confidence
                )
                for one in ranking.candidates[:MATCHES]
            ),
        )
