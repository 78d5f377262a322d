"""Understands a message as one question, as it stands: by itself (`Standing`) or as a follow-up (`Leaning`)."""

from collections.abc import Iterator
from dataclasses import replace

from bot.conversation.asking_again import repeats
from bot.conversation.message import question_beside_remarks
from bot.conversation.queries.reader import FigureReader
from bot.conversation.standing_alone import stands_alone
from bot.conversation.subject import set_against, subject_of
from bot.conversation.thresholds import EVEN
from bot.conversation.turn import Turn, read_turn
from bot.matching import Matcher, read_facets
from bot.model import SMALL_TALK, TIME_KINDS, Entry, Question
from bot.replies.counting.working import Workings
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.deciding.decision import Decision
from bot.replies.deciding.declining import Declining
from bot.replies.deciding.leading import Leading
from bot.replies.deciding.named import full_name
from bot.replies.deciding.unknown_names import UnknownNames
from bot.replies.deciding.unreadable import is_foreign_beside_names
from bot.replies.figure_queries.answer_types import AnswerTypes
from bot.replies.figure_queries.completing import Completing
from bot.replies.turns.finding import Finding
from bot.replies.turns.leaning import Leaning
from bot.replies.turns.standing import Standing
from bot.replies.turns.tools import Tools
from bot.replies.weighing.figure_answers import FigureAnswers
from bot.replies.weighing.joining_answers import JoiningAnswers
from bot.replies.weighing.understood import AskBack, ByEntry, NotKnown, Understood


class OneQuestion:
    def __init__(self, matcher: Matcher, reader: FigureReader, catalogue: Catalogue) -> None:
        self._matcher, self._reader, self._entries, self._words = matcher, reader, catalogue.entries, catalogue.words
        types, self._declining = AnswerTypes(matcher, reader), Declining(catalogue.knowledge, matcher.lexicon)
        figures = FigureAnswers(matcher, reader, catalogue, types)
        tools = Tools(matcher, reader, catalogue.entries, figures, types, self._declining)
        self._tables, self._completing = figures.tables, Completing(matcher, reader)
        self.standing = Standing(tools)
        # `benchmarks.fit_readings` weighs the readings of a turn by it.
        finding = Finding(tools, Workings(matcher, reader, catalogue))
        self.leaning = Leaning(tools, finding, JoiningAnswers(matcher, reader, self._completing))
        self.leading, self._unknown_names = Leading(matcher), UnknownNames(matcher)

    def understand(self, question: Question, turn: Turn) -> Understood:
        """With the part of the answer that it asks for in front."""
        reader = self.standing if stands_alone(turn, self._matcher, self._reader) else self.leaning
        found = self.unanswerable(question, turn) or reader.understand(question, turn)
        entry = self._entries.get(found.id)
        if entry is None or not found.answers:
            return found
        unknown = "" if turn.alone.exact else self._unknown_names.named_in(_only_question(turn), entry)
        if unknown:
            line, offered = self._words.neighbours.format(missing=unknown), (self._matcher.entry_of_id[entry.id],)
            decision = Decision(choices=offered, line=line)
            return replace(found.without_answer(), act=AskBack(decision))
        return self._led(found, entry, turn)

    def without_remarks(self, question: Question, turn: Turn, whole: Understood) -> Understood | None:
        """The only question of a message, where it is surer than the whole, and what stands before it only reacts to
        the last answer: it names nothing and counts nothing."""
        if not turn.follows or turn.corrects or (whole.answers and whole.confidence >= EVEN):
            return None
        matcher, lexicon = self._matcher, self._matcher.lexicon
        found = question_beside_remarks(question.text, turn.language)
        if found is None or any(sign.isdigit() for sign in found.remarks):
            return None
        if read_facets(lexicon.words(found.remarks), lexicon).values:
            return None
        text = found.question
        if any(matcher.entries[one].topic == SMALL_TALK for one in matcher.exact(lexicon.words(found.topic))):
            text = text.removeprefix(f"{found.topic}, ")  # "Thx, how much is the Lark?"
        asked = replace(question, text=text)
        part_turn = read_turn(asked, turn.context, matcher, turn.not_again)
        if found.remarks and repeats(part_turn, matcher):
            return None  # "He says that it flies. Is that true?" asks about what stands before.
        part, sure = self.understand(asked, part_turn), whole.confidence if whole.answers else 0.0
        return part if part.answers and part.confidence > sure else None

    def unanswerable(self, question: Question, turn: Turn) -> Understood | None:
        """What nothing answers, whatever comes near."""
        matcher = self._matcher
        if not (_is_outside(question.text, turn, matcher) or is_foreign_beside_names(turn.text, turn.alone, matcher)):
            return None
        line = self._declining.line(question.text, turn.alone)
        return Understood(NotKnown(), turn.text, turn.alone, turn.context, line=line)

    def _led(self, found: Understood, entry: Entry, turn: Turn) -> Understood:
        """The answer with what is asked in front: rows and columns of a table, a result, or a sentence."""
        if not isinstance(found.act, ByEntry):
            return found
        if entry.labels:
            return replace(found, act=replace(found.act, led=self._tables.part_shown(entry, found.ranking)))
        if turn.alone.exact or self.leaning.is_small_talk(found.id):
            return found
        # The candidates of all readings together leave out what the one that was chosen lies near.
        ranking = found.judged[0].meant.reading.ranking if found.judged else found.ranking
        result = self._completing.result(entry, ranking, self._whole_questions(found, turn))
        act = replace(found.act, result=result, led=self.leading.led(entry, turn.text))
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


def _is_outside(text: str, turn: Turn, matcher: Matcher) -> bool:
    """Whether a message, or its only question, is a line out of scope word for word, and was not noted under the last
    answer. `text`: the message as it was written."""
    alone, words = turn.alone, matcher.lexicon.words
    said = (words(text), words(_only_question(turn)), alone.words)
    if alone.exact or not any(map(matcher.index.exact.is_outside, said)):
        return False
    last = matcher.entry_of_id.get(turn.context.entry or "")
    return last is None or matcher.situations.asked_exactly(alone.words, last) is None


def _only_question(turn: Turn) -> str:
    """The message without what it says beside its only question, if it asks just one."""
    found = question_beside_remarks(turn.text, turn.language)
    return found.question if found else turn.text
