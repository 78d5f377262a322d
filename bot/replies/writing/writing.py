"""Writes the `Reply`, with the context for the next turn."""

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation.asking import is_question
from bot.conversation.language_files import talk_of
from bot.conversation.queries.reader import FigureReader
from bot.conversation.thresholds import thresholds
from bot.figures import FigureAnswer, Reason, Refusal
from bot.model import SMALL_TALK, Answer, Choice, Context, Entry, Kinds, Match, Outcome, Question, Reply, Told
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.deciding.decision import CHOICES, Decision
from bot.replies.deciding.named import named
from bot.replies.deciding.unreadable import unreadable_line
from bot.replies.figure_queries.figured import Figured
from bot.replies.figure_text.figure_words import Terms
from bot.replies.figure_text.figures import figure_text
from bot.replies.figure_text.refusals import about_text, nearest_cells, refusal_line
from bot.replies.turns.next_context import (
    context_after,
    context_asked_back,
    counted_on,
    figures_told,
    still_spoken_of,
    with_operands,
    without_told,
)
from bot.replies.weighing.understood import AskBack, ByEntry, ByFigures, More, NoneMeant, NoResult, NotKnown, Understood
from bot.replies.writing.composing import answer_message, answer_of, clarify_message, is_past, joined, led_by, to_figure
from bot.replies.writing.writing_figures import teller_of, with_figure


class Writer:
    def __init__(self, catalogue: Catalogue, reader: FigureReader) -> None:
        self._catalogue, self._reader = catalogue, reader
        self._entries, self._knowledge, self._words = catalogue.entries, catalogue.knowledge, catalogue.words
        self._kinds = Kinds(self._knowledge.vocabulary.kinds)

    def write(
        self,
        one: Understood,
        question: Question,
        matches: tuple[Match, ...] = (),
        cells: Mapping[str, str] | None = None,
    ) -> Reply:
        """Put what was understood into words; `cells`: by the id of a measure the only cell of it that the question
        names, which is offered in its place."""
        reply = replace(self._reply(one, question, matches, cells or {}), matches=matches)
        if one.second is not None:
            second = self.write(replace(one.second, context=reply.context), question, matches, cells)
            reply = joined(reply, second, self._words)
        if not one.untold or (one.caveat is not None and one.second is None):
            return reply  # What is said of an answer as such is enough.
        line = one.untold_line or self._words.untold.format(question=one.untold.strip(" ,;"))
        return led_by(line, reply, self._words)

    def _reply(
        self, one: Understood, question: Question, matches: tuple[Match, ...], cells: Mapping[str, str]
    ) -> Reply:
        match one.act:
            case ByEntry() as act:
                return self._entry(one, act, question)
            case ByFigures(_, by, result):
                return self._figure(one, by, result, question)
            case NoResult(by, refusal):
                return self._no_figure(one, by, refusal, question, matches)
            case AskBack(decision):
                return self._asked_back(one, decision, question, cells)
            case NoneMeant():
                return self.none_meant(question, one.context, matches)
            case More():
                return self._more(one, question, matches)
            case NotKnown(missing):
                return self._not_known(one, missing, question, matches)

    def _entry(self, one: Understood, act: ByEntry, question: Question) -> Reply:
        """The answer of an entry, behind what is worked out of its figures, if anything."""
        entry, by = self._entries[act.id], act.result
        if by is not None and isinstance(by.bound.answer, FigureAnswer):
            return self._with_result(one, act, by, by.bound.answer, question)
        return self._with_answer(one, entry, self._answer(one, entry, question, act.led), question)

    def _answer(self, one: Understood, entry: Entry, question: Question, led: str = "") -> Answer:
        """The answer of an entry; where the question is about now, and the answer is not, its line says so."""
        today = question.asked_at.date() if question.asked_at else None
        line, present = one.line, talk_of(self._knowledge.manifest.language).patterns["present"]
        newest = self._entries[entry.series].as_of if entry.series in self._entries else entry.as_of
        if not line and newest and present.search(question.text) and is_past(newest, today):
            line = self._words.nothing_newer.format(date=self._words.date(newest))
        return answer_of(entry, self._knowledge.manifest, today, line, led)

    def _with_answer(self, one: Understood, entry: Entry, answer: Answer, question: Question) -> Reply:
        """`entry`: the one that the answer is about."""
        choices, told = self._suggested(one, entry), self._figures_told(entry, one, question)
        is_picked, about = not one.text, self._catalogue.about(entry)
        facets = (*one.facets, *about) if is_picked else still_spoken_of(one.facets, one.context, self._kinds, about)
        after = context_after(one.context, entry, one.text, facets, question.asked_at, told)
        message = answer_message(answer, choices, self._words)
        return Reply(
            Outcome.ANSWER, question.text, message, one.confidence, answer=answer, suggestions=choices, context=after
        )

    def _with_result(
        self, one: Understood, act: ByEntry, by: Figured, result: FigureAnswer, question: Question
    ) -> Reply:
        """The answer of an entry, unless it was given right before, behind what is worked out of its figures."""
        entry, terms = self._entries[act.id], self._terms(by)
        answer = self._answer(one.without_caveat(), entry, question, act.led)
        told = " ".join(filter(None, (one.line, figure_text(result, terms).strip())))
        figure = to_figure(result, terms.measures[result.operands[0].measure].series)
        text = told if entry.id == one.context.entry else f"{told}\n\n{answer.text}"
        reply = self._with_answer(one, entry, replace(answer, text=text, figure=figure), question)
        return replace(reply, context=with_operands(reply.context, result, one.context))

    def _suggested(self, one: Understood, entry: Entry) -> tuple[Choice, ...]:
        """What is related; before it what may answer another question of the message and, where the answer is unsure,
        what else may have been meant."""
        ranked = one.ranking.candidates if one.caveat is not None else ()
        least = thresholds().offering.offer_from
        meant = (self._knowledge.entries[scored.entry] for scored in ranked if scored.confidence >= least)
        others = [other.id for other in meant if other.topic != SMALL_TALK]
        beside = (self._knowledge.entries[number].id for number in one.beside)
        near, given = dict.fromkeys((*beside, *others, *entry.related)), (entry.id, *one.context.answered)
        return self._catalogue.choices(id for id in near if id not in given)[:CHOICES]

    def _figure(self, one: Understood, by: Figured, result: FigureAnswer, question: Question) -> Reply:
        """The answer to a query: of a single figure that of its cell, in the words of its series."""
        terms, lexicon = self._terms(by), self._reader.pools.lexicon
        teller = teller_of(by, result, terms.measures, self._catalogue)
        entry = self._entries[teller or terms.measures[result.operands[0].measure].series]
        plain = one.without_caveat()
        answer = with_figure(self._answer(plain, entry, question), by, result, teller, terms, self._entries)
        answer = replace(answer, text=f"{one.line} {answer.text}") if one.line else answer
        reply = self._with_answer(plain, entry, answer, question)
        is_on_told = by.worked or by.stated  # Figures that were told are only counted with: the subject stays.
        context = counted_on(one.context, result, lexicon, question.asked_at) if is_on_told else reply.context
        return replace(reply, context=with_operands(context, result, one.context))

    def _figures_told(self, entry: Entry, one: Understood, question: Question) -> tuple[Told, ...]:
        """The figure that an entry tells, before those that were told already; nothing where it is a whole table. Which
        of its figures is meant is told by what the message says itself."""
        if entry.labels and entry.id not in self._reader.pools.measures:
            return ()
        asked = one.text
        if one.context.entry is not None:
            said = "" if one.text in question.text else question.text
            carried = (self._words.facet(*pair) for pair in one.ranking.facets.carried if pair[0] in self._kinds.exact)
            asked = " ".join([said, one.text, *carried]).strip()
        return figures_told((Told((entry.id,), "" if entry.series else asked),), one.context)

    def _no_figure(
        self, one: Understood, by: Figured, refusal: Refusal, question: Question, matches: tuple[Match, ...]
    ) -> Reply:
        """Why there is no result, and what of the same measure there is."""
        terms = self._terms(by)
        line = refusal_line(refusal, terms)
        choices = self._catalogue.choices(nearest_cells(refusal, terms.measures))[:CHOICES]
        if not choices:
            return self.unknown(question, one.context, line, matches, by.confidence)
        if refusal.reason is Reason.MISSING:
            line = self._words.neighbours.format(missing=about_text(refusal, self._words))
            one = replace(one, context=without_told(one.context))
        reply = self._offered(one, question, line, choices)
        if one.context.entry is not None:
            return reply  # What was answered before is still what is spoken of.
        context = replace(reply.context, entry=choices[0].id, question=one.text, facets=one.facets)
        return replace(reply, context=context)

    def _terms(self, by: Figured) -> Terms:
        return Terms({**self._reader.pools.measures, **by.stated}, self._words, self._reader.units)

    def _asked_back(self, one: Understood, decision: Decision, question: Question, cells: Mapping[str, str]) -> Reply:
        ids = (self._knowledge.entries[number].id for number in decision.choices)
        shown = dict.fromkeys(cells.get(id, id) for id in ids)
        choices = self._catalogue.choices(sorted(shown, key=lambda id: id in one.context.answered))
        reply = self._offered(one, question, decision.line or self._words.clarify, choices)
        context = context_asked_back(one, choices, question.asked_at, self._kinds, which=not decision.line)
        return replace(reply, context=context)

    def _offered(self, one: Understood, question: Question, line: str, choices: tuple[Choice, ...]) -> Reply:
        message, sure = clarify_message(line, choices, self._words), one.ranking.confidence
        after = replace(one.context, offered=choices, at=question.asked_at)
        return Reply(Outcome.CLARIFY, question.text, message, sure, choices=choices, context=after, line=line)

    def _not_known(
        self, one: Understood, missing: tuple[str, str] | None, question: Question, matches: tuple[Match, ...]
    ) -> Reply:
        context, line = one.context, one.line or unreadable_line(question.text, one.ranking, self._words)
        if not line:
            what = named(missing, self._words, self._knowledge.entries, self._kinds) if missing else ""
            line = self._words.unknown_about.format(what=what) if missing else self._words.unknown
            if context.entry is None and one.facets:
                # It is still what the next question may lean on.
                context = replace(context, question=one.text, facets=one.facets)
            if is_question(question.text, self._knowledge.manifest.language):
                context = without_told(context)
        return self.unknown(question, context, line, matches, one.ranking.confidence)

    def unknown(
        self, question: Question, context: Context, line: str, matches: tuple[Match, ...], confidence: float = 0.0
    ) -> Reply:
        """A line, then topics, and questions to begin with."""
        after = replace(context, offered=(), at=question.asked_at or context.at)
        reply = self._with_topics("{line} {topics}", question, after, matches, line)
        return replace(reply, confidence=confidence, suggestions=self._catalogue.starters())

    def empty(self, question: Question, context: Context) -> Reply:
        """The reply to a message without a word."""
        starters = self._catalogue.starters()
        line = self._words.empty.format(example=starters[0].question) if starters else self._words.empty_without_example
        return Reply(Outcome.UNKNOWN, question.text, line, suggestions=starters, context=context, line=line)

    def none_meant(self, question: Question, context: Context, matches: tuple[Match, ...]) -> Reply:
        """The reply where none of the choices was meant."""
        after = replace(context, offered=(), at=question.asked_at)
        return replace(self._with_topics(self._words.declined, question, after, matches), none_meant=True)

    def _with_topics(
        self, told: str, question: Question, context: Context, matches: tuple[Match, ...], line: str = ""
    ) -> Reply:
        """`told`: the words of the reply, with a place for the topics, and one for the line if there is any."""
        topics = self._catalogue.near_topics(matches, context)
        shown = self._catalogue.topics_line(topics)
        message, alone = (told.format(line=line, topics=text).strip() for text in (shown, ""))
        return Reply(
            Outcome.UNKNOWN, question.text, message, matches=matches, topics=topics, context=context, line=alone
        )

    def _more(self, one: Understood, question: Question, matches: tuple[Match, ...]) -> Reply:
        choices = self._catalogue.choices(self._entries[one.context.entry or ""].related)[:CHOICES]
        if choices:
            return self._offered(one, question, self._words.more, choices)
        return self._with_topics(self._words.no_more, question, one.context, matches)
