"""Understands a message as one question, as it stands: by itself (`Standing`) or as a follow-up (`Leaning`)."""

from collections.abc import Iterator
from dataclasses import replace

from bot.conversation.standing_alone import stands_alone
from bot.conversation.subject import set_against, subject_of
from bot.conversation.turn import Turn
from bot.model import SMALL_TALK, TIME_KINDS, Entry, Question
from bot.replies.deciding.decision import Decision
from bot.replies.deciding.named import full_name
from bot.replies.deciding.unknown_names import UnknownNames
from bot.replies.turns.leaning import Leaning
from bot.replies.turns.out_of_scope import unanswerable
from bot.replies.turns.remarks import only_question
from bot.replies.turns.shared import Shared
from bot.replies.turns.standing import Standing
from bot.replies.weighing.understood import AskBack, ByEntry, Understood


class OneQuestion:
    def __init__(self, shared: Shared, standing: Standing, leaning: Leaning) -> None:
        self._matcher, self._reader, self._catalogue = shared.matcher, shared.reader, shared.catalogue
        self._declining, self._leading, self._completing = shared.declining, shared.leading, shared.completing
        self._table_sections, self._unknown_names = shared.table_sections, UnknownNames(shared.matcher)
        self._standing, self._leaning = standing, leaning

    def understand(self, question: Question, turn: Turn) -> Understood:
        """An answer comes with the part in front that is asked for. If the question names a thing that the base does
        not know ("Lark Lite"), it only offers what would answer."""
        reader = self._standing if stands_alone(turn, self._matcher, self._reader) else self._leaning
        # The whole message was looked at before; a part of it comes straight here.
        outside = unanswerable(question, turn, self._matcher, self._declining)
        found = outside or reader.understand(question, turn)
        entry = self._catalogue.entries.get(found.id)
        if entry is None or not found.answers:
            return found
        unknown = "" if turn.alone.exact else self._unknown_names.named_in(only_question(turn), entry)
        if unknown:
            line = self._catalogue.words.neighbours.format(missing=unknown)
            decision = Decision(choices=(self._matcher.entry_of_id[entry.id],), line=line)
            return replace(found.without_answer(), act=AskBack(decision))
        return self._led(found, entry, turn)

    def _led(self, found: Understood, entry: Entry, turn: Turn) -> Understood:
        """The answer with what is asked in front: rows and columns of a table, a result, or a sentence."""
        if not isinstance(found.act, ByEntry):
            return found
        if entry.labels:
            return replace(found, act=replace(found.act, led=self._table_sections.part_shown(entry, found.ranking)))
        if turn.alone.exact or entry.topic == SMALL_TALK:
            return found
        # The first judged is the reading that was answered. Its own candidates count: `found.ranking` holds those of
        # all readings, without what this one only lies near.
        ranking = found.judged[0].meant.reading.ranking if found.judged else found.ranking
        result = self._completing.result(entry, ranking, self._whole_questions(found, turn))
        act = replace(found.act, result=result, led=self._leading.with_lead(entry, turn.text))
        return replace(found, act=act, untold=self._left_out(entry, turn))

    def _whole_questions(self, found: Understood, turn: Turn) -> Iterator[str]:
        """What a follow-up may ask of the figures of an answer, in full."""
        context, matcher = turn.context, self._matcher
        if found.id == context.entry and not turn.corrects:
            yield f"{context.question} {turn.text}"
        against = set_against(subject_of(turn.text, context, matcher), turn.text, matcher)
        if against is not None:
            yield against

    def _left_out(self, entry: Entry, turn: Turn) -> str:
        """What a question names beside others of its kind ("in 2024 and 2025"), and the entry does not speak of."""
        matcher, asked, number = self._matcher, turn.alone.facets, self._matcher.entry_of_id.get(entry.id)
        if number is None:
            return ""
        guard, times = matcher.guard, [kind for kind in TIME_KINDS if matcher.guard.core(number, kind)]
        kinds = (*times, *matcher.kinds.leading, *matcher.kinds.persons)  # Of no time it holds at any time.
        beside = ((kind, value) for kind in kinds if len(asked.of(kind)) > 1 for value in asked.of(kind))
        left = (one for one in beside if one not in guard.pervasive and not guard.speaks_of(number, *one))
        return ", ".join(full_name([pair], matcher) for pair in left)
