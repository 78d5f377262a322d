"""Understands a message that is no follow-up."""

from dataclasses import replace

from bot.conversation.parts import Ranked, best_part
from bot.conversation.queries.suiting import names_without_row
from bot.conversation.readings import Reading, ReadingKind
from bot.conversation.thresholds import thresholds
from bot.conversation.turn import Turn
from bot.matching import Ranking
from bot.model import Entry, Question
from bot.replies.deciding.deciding import decide, offer
from bot.replies.deciding.decision import CHOICES, Decision
from bot.replies.deciding.named import full_name
from bot.replies.deciding.saying_enough import names_what_points_back
from bot.replies.deciding.unreadable import is_noise
from bot.replies.figure_queries.figured import Chosen, is_plain
from bot.replies.turns.shared import Shared
from bot.replies.turns.whole_message import query_of_whole
from bot.replies.turns.whole_models import of_whole
from bot.replies.weighing.understood import AskBack, ByEntry, ByFigures, Caveat, NotKnown, Understood


class Standing:
    def __init__(self, shared: Shared) -> None:
        self._matcher, self._reader, self._figures = shared.matcher, shared.reader, shared.figures
        self._declining, self._types = shared.declining, shared.types
        self._sections, self._wholes = shared.table_sections, shared.whole_tables

    def understand(self, question: Question, turn: Turn) -> Understood:
        """Understand the message, or the part of it that asks; perhaps of a whole model."""
        part = self._part(turn)
        found = self._understood(question, turn, part)
        by = found.act.figured if isinstance(found.act, ByFigures) else None
        wider = of_whole(part.ranking, self._matcher) if by is None or is_plain(by) else None
        if wider is None:
            return found
        of_all = self._understood(question, turn, Ranked(part.text, wider.ranking))
        if not of_all.answers or (by is not None and by.confidence >= of_all.confidence):
            return found
        return replace(of_all, line=wider.line, caveat=Caveat.IN_GENERAL) if wider.line else of_all

    def _understood(self, question: Question, turn: Turn, part: Ranked) -> Understood:
        """The first of these that holds: it is declined or noise, figures answer it, an entry does, or it is unsure."""
        decision = self._decided(part.ranking, turn)
        entry = self._matcher.entries[decision.entry] if decision.entry is not None else None
        act = AskBack(decision) if decision.choices else NotKnown(decision.missing)
        understood = Understood(act, part.text, part.ranking, turn.context, part.ranking.confidence)
        # Of a long message only the part that is answered counts.
        line = self._declining.line(part.text if entry is not None else question.text, part.ranking, entry)
        if line or is_noise(part.ranking):
            return understood.without_answer(line)
        by_part = self._figures.likeliest(Reading(ReadingKind.ALONE, part.text, part.ranking), turn)
        by_whole = query_of_whole(turn, part, by_part, self._figures, self._reader)
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
        section = self._sections.led_by_section(turn.alone)
        if section is not None:
            return Ranked(turn.text, section)
        text, ranking = best_part(turn, self._matcher)
        return Ranked(text, self._types.expected_first(self._wholes.led_by_whole(ranking)))

    def _decided(self, ranking: Ranking, turn: Turn) -> Decision:
        """A table that is asked for, an entry, or choices; a time that is no date leaves open which entry is meant."""
        decision = self._of_table(ranking) or decide(ranking, self._matcher)
        is_open = turn.undated and decision.entry is not None
        return offer(ranking, self._matcher) if is_open else decision

    def _of_table(self, ranking: Ranking) -> Decision | None:
        """A table, where it is surely asked for; two of its rows by name ("Lark Pro vs Max") ask for it, too."""
        if ranking.exact or ranking.confidence < self._matcher.threshold:
            return None
        return Decision(ranking.candidates[0].entry) if self._wholes.answers_whole(ranking) else None

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

    def _unheld(self, ranking: Ranking, entry: Entry) -> str:
        """What is said before a table without a row for what is named, as for a version of another model; or empty."""
        asked = self._reader.asked(ranking.words) if entry.labels else None
        names = names_without_row(asked, entry, self._reader) if asked is not None else ()
        return self._matcher.words.neighbours.format(missing=full_name(names, self._matcher)) if names else ""

    def _with_table_offered(self, understood: Understood, by: Chosen | None) -> Understood:
        """A choice begins with the table of a query that is likelier than any entry, though it is not sure enough."""
        if not isinstance(understood.act, AskBack) or by is None or by.agrees or by.confidence <= by.entry_chance:
            return understood
        decision, table = understood.act.decision, self._matcher.entry_of_id[by.entry.id]
        if decision.is_final or by.confidence < thresholds().offering.offer_from:
            return understood
        choices = tuple(dict.fromkeys((table, *decision.choices)))[:CHOICES]
        return replace(understood, act=AskBack(replace(decision, choices=choices)))
