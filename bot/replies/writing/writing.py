"""Writes the `Reply`, with the context for the next turn."""

from dataclasses import replace

from bot.conversation.language_files import talk_of
from bot.conversation.queries.reader import FigureReader
from bot.conversation.thresholds import thresholds
from bot.figures import FigureAnswer
from bot.model import SMALL_TALK, Answer, Choice, Entry, Kinds, Outcome, Question, Reply, Told
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.deciding.decision import CHOICES
from bot.replies.figure_queries.figured import Figured
from bot.replies.figure_text.figures import figure_text
from bot.replies.turns.next_context import context_after, counted_on, figures_told, still_spoken_of, with_operands
from bot.replies.weighing.understood import AskBack, ByEntry, ByFigures, More, NoneMeant, NoResult, NotKnown, Understood
from bot.replies.writing.composing import answer_message, answer_of, is_past, joined, led_by, to_figure
from bot.replies.writing.unanswered import Message, Unanswered
from bot.replies.writing.writing_figures import teller_of, terms_of, with_figure


class Writer:
    def __init__(self, catalogue: Catalogue, reader: FigureReader) -> None:
        self._catalogue, self._reader = catalogue, reader
        self._entries, self._knowledge, self._words = catalogue.entries, catalogue.knowledge, catalogue.words
        self._kinds, self.unanswered = Kinds(self._knowledge.vocabulary.kinds), Unanswered(catalogue, reader)

    def write(self, one: Understood, message: Message) -> Reply:
        """Put what was understood into words."""
        reply = replace(self._reply(one, message), matches=message.matches)
        if one.second is not None:
            second = self.write(replace(one.second, context=reply.context), message)
            reply = joined(reply, second, self._words)
        if not one.untold or (one.caveat is not None and one.second is None):
            return reply  # What is said of an answer as such is enough.
        line = one.untold_line or self._words.untold.format(question=one.untold.strip(" ,;"))
        return led_by(line, reply, self._words)

    def _reply(self, one: Understood, message: Message) -> Reply:
        match one.act:
            case ByEntry() as act:
                return self._entry(one, act, message.question)
            case ByFigures(_, by, result):
                return self._figure(one, by, result, message.question)
            case NoResult(by, refusal):
                return self.unanswered.no_figure(one, by, refusal, message)
            case AskBack(decision):
                return self.unanswered.asked_back(one, decision, message)
            case NoneMeant():
                return self.unanswered.none_meant(message, one.context)
            case More():
                return self.unanswered.more(one, message)
            case NotKnown(missing):
                return self.unanswered.not_known(one, missing, message)

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
        entry, terms = self._entries[act.id], terms_of(by, self._reader, self._words)
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
        terms, lexicon = terms_of(by, self._reader, self._words), self._reader.pools.lexicon
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
