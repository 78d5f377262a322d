"""Understands a message that is no follow-up."""

from dataclasses import replace

from bot.conversation.followup import points_back
from bot.conversation.message import separate_questions
from bot.conversation.parts import Ranked, best_part
from bot.conversation.queries.binding import COMPUTED
from bot.conversation.queries.of_rows.stated_in_question import AGAINST_GIVEN
from bot.conversation.queries.suiting import names_without_row
from bot.conversation.queries.words.asked import Asked
from bot.conversation.readings import Reading, ReadingKind
from bot.conversation.thresholds import thresholds
from bot.conversation.turn import Turn
from bot.figures import FigureAnswer, Operation
from bot.matching import Ranking
from bot.model import Entry, Question
from bot.replies.asked_figures import works_out_last
from bot.replies.deciding import decide, offer
from bot.replies.decision import CHOICES, Decision
from bot.replies.figured import Chosen, is_plain
from bot.replies.named import named
from bot.replies.saying_enough import names_what_points_back
from bot.replies.tools import Tools
from bot.replies.understood import AskBack, ByEntry, ByFigures, Caveat, NotKnown, Understood
from bot.replies.unreadable import is_noise
from bot.replies.whole_models import gives_way, of_whole


class Standing:
    def __init__(self, tools: Tools) -> None:
        self._matcher, self._reader, self._figures = tools.matcher, tools.reader, tools.figures
        self._declining, self._types = tools.declining, tools.types

    def understand(self, question: Question, turn: Turn) -> Understood:
        """Understand the message, or the part of it that asks; perhaps of a whole model."""
        part = self._part(turn)
        found = self._understood(question, turn, part)
        by = found.act.figured if isinstance(found.act, ByFigures) else None
        wider = of_whole(part.ranking, self._matcher) if by is None or is_plain(by) else None
        if wider is None:
            return found
        of_all = self._understood(question, turn, Ranked(part.text, wider.ranking))
        if not of_all.answers or not gives_way(by, of_all.confidence):
            return found
        return replace(of_all, line=wider.line, caveat=Caveat.IN_GENERAL) if wider.line else of_all

    def _understood(self, question: Question, turn: Turn, part: Ranked) -> Understood:
        """What is declined, then figures, then an entry."""
        decision = self._decided(part.ranking, turn)
        entry = self._matcher.entries[decision.entry] if decision.entry is not None else None
        act = AskBack(decision) if decision.choices else NotKnown(decision.missing)
        understood = Understood(act, part.text, part.ranking, turn.context, part.ranking.confidence)
        # Of a long message only the part that is answered counts.
        line = self._declining.line(part.text if entry is not None else question.text, part.ranking, entry)
        if line or is_noise(part.ranking):
            return understood.without_answer(line)
        by_part = self._figures.likeliest(Reading(ReadingKind.ALONE, part.text, part.ranking), turn)
        by_whole = self._by_whole(turn, part, by_part)
        if by_whole is not None:
            understood = replace(understood, text=turn.text, ranking=turn.alone)
        by_figures = by_whole or by_part
        if by_figures is not None and self._is_answer(by_figures, part.ranking):
            return self._figures.understood(understood, by_figures, by_figures.confidence)
        found = self._by_entry(understood, entry, decision, by_figures) if entry is not None else understood
        return self._with_table_offered(found, by_figures)

    def _is_answer(self, by: Chosen, ranking: Ranking) -> bool:
        """Whether figures answer; an entry in their place not where only a name stands beside what points back."""
        return self._figures.is_answer(by) and not (by.stands_in and names_what_points_back(ranking, self._matcher))

    def _part(self, turn: Turn) -> Ranked:
        """What is answered: the section of a table that is asked for, else the part of the message that asks."""
        tables = self._figures.tables
        section = tables.led_by_section(turn.alone)
        if section is not None:
            return Ranked(turn.text, section)
        text, ranking = best_part(turn, self._matcher)
        return Ranked(text, self._types.first(tables.led_by_whole(ranking)))

    def _decided(self, ranking: Ranking, turn: Turn) -> Decision:
        """A table that is asked for, an entry, or choices; a time that is no date leaves open which entry is meant."""
        decision = self._of_table(ranking) or decide(ranking, self._matcher)
        is_open = turn.undated and decision.entry is not None
        return offer(ranking, self._matcher) if is_open else decision

    def _with_table_offered(self, understood: Understood, by: Chosen | None) -> Understood:
        """A choice begins with the table of a query that is likelier than any entry, though it is not sure enough."""
        if not isinstance(understood.act, AskBack) or by is None or by.agrees or by.confidence <= by.entry_chance:
            return understood
        decision, table = understood.act.decision, self._matcher.entry_of_id[by.entry.id]
        if decision.missing is not None or by.confidence < thresholds().offering.offer_from:
            return understood
        choices = tuple(dict.fromkeys((table, *decision.choices)))[:CHOICES]
        return replace(understood, act=AskBack(replace(decision, choices=choices)))

    def _by_entry(self, understood: Understood, entry: Entry, decision: Decision, by: Chosen | None) -> Understood:
        """The entry that was decided on, or a choice where it hardly answers. `by`: the likeliest query, which does not
        answer."""
        ranking, number = understood.ranking, self._matcher.entry_of_id
        if self._figures.is_unlikely(entry, ranking, by):
            return replace(understood, act=AskBack(offer(ranking, self._matcher)))
        unheld = self._unheld(ranking, entry)
        if unheld:
            return replace(understood, act=AskBack(replace(decision, choices=(number[entry.id],), line=unheld)))
        return replace(understood, act=ByEntry(entry.id), line=decision.line)

    def _by_whole(self, turn: Turn, part: Ranked, own: Chosen | None) -> Chosen | None:
        """The query of the whole message, where it counts with what is told beside the part that asks: with a figure
        ("My bike cost 900 yuan. How much dearer is the Lark?"), or with times, names or an operation, where it leaves
        nothing and is surer ("Sales of 2025 for each day, how many is that?"). `own`: the query of the part."""
        if part.text == turn.text:
            return None
        found = self._figures.likeliest(Reading(ReadingKind.ALONE, turn.text, turn.alone), turn)
        asked, of_part = self._reader.asked(turn.alone.words), self._reader.asked(part.ranking.words)
        if found is None or asked is None or of_part is None or not self._figures.is_answer(found):
            return None
        if _counts_with_stated(found, asked):
            return found
        questions = separate_questions(turn.text, turn.language)
        # A course tells where it began, peaked and ended, which may be asked one by one.
        if (
            questions
            and found.bound.query.operation is not Operation.TREND
            and not works_out_last(questions[-1], found, self._reader)
        ):
            return None
        if not found.bound.uptake.left and found.bound.query.rank > (of_part.cues.rank or 1):
            return found  # "The cheapest aside, which is it?"
        if not _takes_up_more(found, of_part):
            return None
        if points_back(part.ranking.words, turn.language) and not of_part.names and found.bound.uptake.names > 1:
            return found  # "They" are what the rest of the message names.
        # What the part alone seems to ask for says little where the rest of the message names something else.
        best = part.ranking.candidates[0].entry if part.ranking.candidates else None
        in_whole = next((one.confidence for one in turn.alone.candidates if one.entry == best), 0.0)
        sure = max(min(part.ranking.confidence, in_whole), own.confidence if own is not None else 0.0)
        return found if found.confidence > sure else None

    def _of_table(self, ranking: Ranking) -> Decision | None:
        """A table, where it is surely asked for; two of its rows by name ("Lark Pro vs Max") ask for it, too."""
        if ranking.exact or ranking.confidence < self._matcher.threshold:
            return None
        first = ranking.candidates[0].entry
        whole = self._figures.tables.answers_whole(self._matcher.entries[first], ranking)
        return Decision(first) if whole else None

    def _unheld(self, ranking: Ranking, entry: Entry) -> str:
        """What is said before a table without a row for what is named, as for a version of another model; or empty."""
        asked = self._reader.asked(ranking.words) if entry.labels else None
        names, matcher = names_without_row(asked, entry, self._reader) if asked is not None else (), self._matcher
        missing = " ".join(named(pair, matcher.words, matcher.entries, matcher.kinds) for pair in names)
        return self._matcher.words.neighbours.format(missing=missing) if missing else ""


def _counts_with_stated(found: Chosen, asked: Asked) -> bool:
    """Whether a query sets a figure that the message states against another one."""
    if found.bound.query.operation not in AGAINST_GIVEN:
        return False
    said, bound = asked.telling_numbers, found.bound
    operands = bound.answer.operands if isinstance(bound.answer, FigureAnswer) else ()
    return bound.query.counts_with_given or any(one.value in said for one in operands)


def _takes_up_more(found: Chosen, part: Asked) -> bool:
    """Whether a query works something out of all that is named, and a part of the message lacks some of it."""
    bound = found.bound
    operation, uptake = bound.query.operation, bound.uptake
    if (
        operation not in COMPUTED | {Operation.TREND}
        or uptake.left
        or uptake.numbers_left
        or not isinstance(bound.answer, FigureAnswer)
    ):
        return False
    return not part.cues.has(operation) or uptake.times > len(part.times.spans) or uptake.names > len(part.names)
