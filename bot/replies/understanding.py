"""Understands a turn: decides what to do, with all data for the reply.

A message is read once (`Turn`). It may pick a choice, stand for itself (`Standing`) or lean on what was said before
(`Leaning`); it may ask two things, or ask for another unit (`InUnit`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.conversation.asking import asking_patterns, is_question
from bot.conversation.asking_again import repeats
from bot.conversation.choosing import Picked
from bot.conversation.followup import has_cue
from bot.conversation.message import LONG, question_beside_remarks
from bot.conversation.queries.reader import FigureReader
from bot.conversation.standing_alone import stands_alone
from bot.conversation.subject import set_against, subject_of
from bot.conversation.thresholds import EVEN, thresholds
from bot.conversation.turn import Turn, read_turn, without_complaint
from bot.matching import Matcher, read_facets
from bot.model import SMALL_TALK, TIME_KINDS, Context, Entry, Outcome, Question
from bot.replies.answer_types import AnswerTypes
from bot.replies.catalogue import Catalogue
from bot.replies.completing import Completing
from bot.replies.decision import Decision
from bot.replies.declining import Declining, is_foreign_beside_names
from bot.replies.figure_answers import FigureAnswers
from bot.replies.finding import Finding
from bot.replies.in_unit import InUnit
from bot.replies.joining_answers import JoiningAnswers
from bot.replies.leading import Leading
from bot.replies.leaning import Leaning
from bot.replies.named import named
from bot.replies.next_context import context_after
from bot.replies.outside import is_outside
from bot.replies.repeating import Repeating
from bot.replies.several import AROUND, Several, chained
from bot.replies.standing import Standing
from bot.replies.understood import AskBack, ByEntry, Caveat, NoneMeant, NotKnown, Understand, Understood
from bot.replies.unknown_names import UnknownNames
from bot.replies.working import Workings

_NOTHING_NEW = (Caveat.SAID_BEFORE, Caveat.NOTHING_BEYOND)


class Understander:
    def __init__(
        self,
        matcher: Matcher,
        reader: FigureReader,
        catalogue: Catalogue,
        accepted: Mapping[tuple[str, ...], str | None] = MappingProxyType({}),
    ) -> None:
        """`accepted`: by the words of a question the id of what answers it, or None where nothing may."""
        self._matcher, self._accepted, self._entries = matcher, accepted, catalogue.entries
        self._reader, self._about = reader, catalogue.about
        self._declining = declining = Declining(catalogue.knowledge, matcher.lexicon)
        types = AnswerTypes(matcher, reader)
        figures = FigureAnswers(matcher, reader, catalogue, types)
        self._tables = figures.tables
        self._standing = Standing(matcher, reader, figures, declining, types)
        workings = Workings(matcher, reader, catalogue)
        self._completing = Completing(matcher, reader)
        joining = JoiningAnswers(matcher, reader, self._completing)
        finding = Finding(matcher, reader, catalogue.entries, figures, workings, types)
        # `benchmarks.fit_readings` weighs the readings of a turn by it.
        self.leaning = Leaning(matcher, reader, catalogue.entries, figures, finding, declining, types, joining)
        self._in_unit = InUnit(matcher, reader, catalogue.entries)
        self._several = Several(matcher, catalogue.entries, reader, self.leaning.is_small_talk)
        self._leading, self._words = Leading(matcher), catalogue.words
        self._unknown_names = UnknownNames(matcher)
        self._repeating = Repeating(matcher, catalogue.entries, self._leading, reader)

    def understand(self, question: Question, context: Context) -> Understood:
        """`question` has its white space folded."""
        question, complained_of = without_complaint(question, context, self._matcher)
        turn = read_turn(question, context, self._matcher, complained_of)
        if turn.picked is not None:
            return self._picked(turn.picked, question, turn)
        for words in (self._matcher.lexicon.words(question.text), turn.words):
            if words in self._accepted:
                id = self._accepted[words]
                act = NotKnown() if id is None else ByEntry(id)
                return Understood(act, turn.text, turn.alone, turn.context, confidence=float(bool(id)))
        unanswerable = self._unanswerable(question, turn)
        if unanswerable is not None:
            return unanswerable
        found = self._in_parts(question, turn)
        if not self._answers_only_again(found, turn):
            return found
        other = self._in_parts(question, replace(turn, not_again=found.id))
        return other if _is_worth_more(other) else found

    def _in_parts(self, question: Question, turn: Turn) -> Understood:
        one = self._as_one(question, turn)
        return self._several.weigh(question, turn, one, self._anew(self._as_one, turn.not_again)) or one

    @staticmethod
    def _answers_only_again(found: Understood, turn: Turn) -> bool:
        """Whether the last answer is all that comes of a message that asks something else, too."""
        is_again = isinstance(found.act, ByEntry) and found.act.result is None and found.id == turn.context.entry
        return is_again and found.second is None and bool(found.untold)

    def _unanswerable(self, question: Question, turn: Turn) -> Understood | None:
        """What nothing answers, whatever comes near."""
        matcher = self._matcher
        if not (is_outside(question.text, turn, matcher) or is_foreign_beside_names(turn.text, turn.alone, matcher)):
            return None
        line = self._declining.line(question.text, turn.alone)
        return Understood(NotKnown(), turn.text, turn.alone, turn.context, line=line)

    def _picked(self, picked: Picked, question: Question, turn: Turn) -> Understood:
        """The choices that were picked, with what is asked besides, as one of their follow-ups."""
        context, chosen = turn.context, [turn.context.offered[place].id for place in picked.places]
        parts: list[Understood] = []
        for entry in (self._entries[id] for id in chosen if id in self._entries):
            parts.append(Understood(ByEntry(entry.id), "", turn.alone, context, confidence=1.0))
            context = context_after(context, entry, "", self._about(entry), question.asked_at)
        if picked.none_meant and picked.rest:
            return self.understand(replace(question, text=picked.rest), replace(context, offered=()))
        if picked.none_meant:
            return Understood(NoneMeant(), turn.text, turn.alone, context)
        if not parts:
            return Understood(NotKnown(), turn.text, turn.alone, context, line=self._words.gone)
        if not picked.rest:
            return chained(parts)
        besides = self.understand(replace(question, text=picked.rest), context)
        if besides.answers and besides.caveat is not Caveat.SAID_BEFORE:
            is_same = besides.id == parts[-1].id
            if besides.untold and self._several.telling.is_on_topic(parts[-1], besides.untold):
                besides = replace(besides, untold="")  # "2, who drove it, and was it legal" picks the driver.
            return replace(chained(parts), untold=besides.untold) if is_same else chained([*parts, besides])
        if not is_question(picked.rest, turn.language) and not has_cue(picked.rest, turn.language):
            return chained(parts)
        line = besides.line if isinstance(besides.act, NotKnown) and besides.caveat is None else ""
        besides_pick = asking_patterns(turn.language).conjunction.sub("", picked.rest, count=1).strip(AROUND)
        return replace(chained(parts), untold=besides_pick, untold_line=line)

    def _anew(self, understand: Callable[[Question, Turn], Understood], not_again: str) -> Understand:
        """The same for a question that is no turn yet."""
        return lambda question, context: understand(question, read_turn(question, context, self._matcher, not_again))

    def _as_one(self, question: Question, turn: Turn) -> Understood:
        """A message as one question: without remarks before it, in the unit that it asks for, and with its caveat."""
        written = self._as_written(question, turn)
        asked = self._without_remarks(question, turn, written) or written
        one = self._in_unit.understand(question, turn, asked, self._anew(self._as_written, turn.not_again)) or asked
        qualified = self._repeating.qualified(one, turn)
        if qualified.caveat not in _NOTHING_NEW:
            return qualified
        return (
            self._alone_in_place_of_repeat(question, turn, qualified)
            or self._other_than_given(question, turn, one)
            or qualified
        )

    def _alone_in_place_of_repeat(self, question: Question, turn: Turn, again: Understood) -> Understood | None:
        """What answers the message as it stands, in place of the last answer once more, which tells little of it."""
        telling = self._several.telling
        if turn.says_that_it_leans or telling.answer_tells(again, turn.text):
            return None
        alone = self._standing.understand(question, turn)
        is_new = telling.is_informative(alone) and alone.id not in turn.context.answered
        return alone if is_new and alone.confidence >= EVEN and telling.answer_tells(alone, turn.text) else None

    def _other_than_given(self, question: Question, turn: Turn, given: Understood) -> Understood | None:
        """What a message that says much may mean but the answer `given` before; a choice, where that is not likely."""
        if len(turn.words) < LONG or given.confidence >= thresholds().following.long_again_from:
            return None
        other = self._as_written(question, replace(turn, not_again=given.id))
        if _is_worth_more(other):
            return other
        return given.nothing_beyond(self._matcher.words.nothing_beyond)

    def _as_written(self, question: Question, turn: Turn) -> Understood:
        """A message as it stands, with the part of the answer that it asks for in front."""
        reader = self._standing if stands_alone(turn, self._matcher, self._reader) else self.leaning
        found = self._unanswerable(question, turn) or reader.understand(question, turn)
        entry = self._entries.get(found.id)
        if entry is not None and found.answers and not turn.alone.exact:
            asked = question_beside_remarks(turn.text, turn.language)
            unknown = self._unknown_names.named_in(asked.question if asked else turn.text, entry)
            if unknown:
                line, offered = self._words.neighbours.format(missing=unknown), (self._matcher.entry_of_id[entry.id],)
                decision = Decision(Outcome.CLARIFY, choices=offered, line=line)
                return replace(found.without_answer(), act=AskBack(decision))
        if entry is None or not isinstance(found.act, ByEntry):
            return found
        if entry.labels:
            return replace(found, act=replace(found.act, led=self._tables.part_shown(entry, found.ranking)))
        if turn.alone.exact or self.leaning.is_small_talk(found.id):
            return found
        # The candidates of all readings together leave out what the one that was chosen lies near.
        ranking = found.judged[0].meant.reading.ranking if found.judged else found.ranking
        result = self._completing.result(entry, ranking, self._whole_questions(found, turn))
        act = replace(found.act, result=result, led=self._leading.led(entry, turn.text))
        return replace(found, act=act, untold=self._left_out(entry, turn))

    def _whole_questions(self, found: Understood, turn: Turn) -> Iterator[str]:
        """What a follow-up may ask of the figures of an answer, in full."""
        context, matcher = turn.context, self._matcher
        if found.id == context.entry and not turn.corrects:
            yield f"{context.question} {turn.text}"
        against = set_against(subject_of(turn.text, context, matcher), turn.text, matcher)
        if against is not None:
            yield against

    def _without_remarks(self, question: Question, turn: Turn, whole: Understood) -> Understood | None:
        """The only question of a message, where it is surer than the whole, and what stands before it only reacts to
        the last answer: it names nothing and counts nothing."""
        if not turn.follows or turn.corrects or (whole.answers and whole.confidence >= EVEN):
            return None
        found = question_beside_remarks(question.text, turn.language)
        if found is None or any(sign.isdigit() for sign in found.remarks):
            return None
        if read_facets(self._matcher.lexicon.words(found.remarks), self._matcher.lexicon).values:
            return None
        text = found.question
        said = self._matcher.exact(self._matcher.lexicon.words(found.topic))
        if any(self._matcher.entries[one].topic == SMALL_TALK for one in said):
            text = text.removeprefix(f"{found.topic}, ")  # "Thx, how much is the Lark?"
        asked = replace(question, text=text)
        part_turn = read_turn(asked, turn.context, self._matcher, turn.not_again)
        if found.remarks and repeats(part_turn, self._matcher):
            return None  # "He says that it flies. Is that true?" asks about what stands before.
        part, sure = self._as_written(asked, part_turn), whole.confidence if whole.answers else 0.0
        return part if part.answers and part.confidence > sure else None

    def _left_out(self, entry: Entry, turn: Turn) -> str:
        """What a question names beside others of its kind ("in 2024 and 2025"), and the entry does not speak of."""
        matcher, asked, number = self._matcher, turn.alone.facets, self._matcher.entry_of_id.get(entry.id)
        if number is None:
            return ""
        guard, times = matcher.guard, [kind for kind in TIME_KINDS if matcher.guard.core(number, kind)]
        kinds = (*times, *matcher.kinds.leading, *matcher.kinds.persons)  # Of no time it holds at any time.
        beside = ((kind, value) for kind in kinds if len(asked.of(kind)) > 1 for value in asked.of(kind))
        left = (one for one in beside if one not in guard.pervasive and not guard.speaks_of(number, *one))
        return ", ".join(named(pair, self._words, matcher.entries, matcher.kinds) for pair in left)


def _is_worth_more(other: Understood) -> bool:
    """Whether what a message may mean besides is more than an answer that was given before."""
    return isinstance(other.act, AskBack) or (other.answers and other.confidence >= EVEN)
