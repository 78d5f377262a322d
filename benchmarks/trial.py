"""Reads the turns of conversations, and notes the evidence for each possible answer and whether it is right."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks.asking import NOON
from benchmarks.progress import bar
from benchmarks.talks import Said, Talk
from bot.conversation import Turn, folded, read_turn
from bot.conversation.asking_again import REPEAT_TAG
from bot.conversation.queries.index_reader import reader_of
from bot.matching import Matcher
from bot.model import SMALL_TALK, Case, Context, Entry, Question, Reply
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.turns.understanding import Understander
from bot.replies.weighing.evidence import Evidence
from bot.replies.weighing.meant import Meant
from bot.replies.writing.unanswered import Message
from bot.replies.writing.writing import Writer

REACTION = "reaction"
"""Kind of turns that ask for nothing: what answers them is small talk."""
_LEAST = 0.3
"""Probability from which on an answer that is not right may still become what is spoken of."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A turn after an answer: what may be meant, a row of evidence each."""

    held: bool
    """Whether something that is held answers it."""
    kind: str
    evidence: NDArray[np.float64]
    right: NDArray[np.bool_]
    small: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a turn may mean, and the reply to that."""

    meant: Meant
    evidence: Evidence
    reply: Reply


class Trial:
    """Reads conversations turn by turn, and goes on with what is right."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        reader = reader_of(matcher)
        self._catalogue = Catalogue(matcher.index.texts.knowledge)
        self._writer = Writer(self._catalogue, reader)
        self._understander = Understander(matcher, reader, self._catalogue)

    def hold(self, talks: Sequence[Talk]) -> Iterator[Tried]:
        """Yield the turns behind the first."""
        for talk in bar(talks, "conversations"):
            context = Context()
            for said in talk.turns:
                question = Question(folded(said.text), asked_at=NOON)
                turn = read_turn(question, context, self._matcher)
                answers = self._answers(turn, question)
                right = self._right(turn, answers, said)
                if turn.follows and answers:
                    small = [_is_small(one.reply) for one in answers]
                    yield _tried([one.evidence for one in answers], right, small, said.held, said.kind)
                context = self._next_context(turn, question, answers, right)

    def _answers(self, turn: Turn, question: Question) -> list[_Answer]:
        leaning = self._understander.leaning
        return [
            _Answer(meant, evidence, self._writer.write(leaning.answering(turn, meant, 1.0), Message(question)))
            for meant, evidence in leaning.weighed(turn, leaning.finding.found(turn))
        ]

    def _right(self, turn: Turn, answers: Sequence[_Answer], said: Said) -> list[bool]:
        if said.kind == REACTION:
            wanted = self._wanted_reaction(turn)
            return [wanted is not None and one.meant.id == wanted for one in answers]
        replies = (one.reply.answer for one in answers)
        return [answer is not None and said.is_answered_by(answer) for answer in replies]

    def _wanted_reaction(self, turn: Turn) -> str | None:
        """The small talk that comes first, or the last answer once more, where that is what it asks for."""
        first = self._matcher.entries[turn.alone.candidates[0].entry] if turn.alone.candidates else None
        if first is None or first.topic != SMALL_TALK:
            return None
        return turn.context.entry if REPEAT_TAG in first.tags else first.id

    def _next_context(
        self, turn: Turn, question: Question, answers: Sequence[_Answer], right: Sequence[bool]
    ) -> Context:
        """That of a right answer, else of a likely one, else the one before.

        A first turn that the bot does not answer leaves the context of its reply: it may have asked back.
        """
        if not turn.follows:
            understood = self._understander.understand(question, turn.context)
            if not understood.answers:
                return self._writer.write(understood, Message(question)).context
        if not answers:
            return turn.context
        is_right, best = max(zip(right, answers, strict=True), key=lambda one: (one[0], one[1].evidence.either))
        return best.reply.context if is_right or best.evidence.either >= _LEAST else turn.context

    def ask_new(self, cases: Sequence[Case], seed: int = 7) -> Iterator[Tried]:
        """Questions and small talk that follow nothing, each after an answer that it has nothing to do with."""
        random = Random(seed)
        befores = [entry for entry in self._matcher.entries if entry.topic != SMALL_TALK]
        for case in bar(cases, "new subjects"):
            expected = self._catalogue.entries.get(case.expect or "")
            before = random.choice(befores)
            wanted = before.id if expected and REPEAT_TAG in expected.tags else case.expect
            yield from self._after(before, case.text, wanted, random)

    def _after(self, before: Entry, text: str, wanted: str | None, random: Random) -> Iterator[Tried]:
        question = random.choice((before.question, *before.phrasings))
        context = Context(before.id, question, self._matcher.ranking_of(question).facets.values, at=NOON)
        leaning = self._understander.leaning
        turn = read_turn(Question(folded(text), asked_at=NOON), context, self._matcher)
        weighed = leaning.weighed(turn, leaning.finding.found(turn))
        if weighed:
            right = [meant.id == wanted for meant, _ in weighed]
            small = [leaning.is_small_talk(meant.id) for meant, _ in weighed]
            yield _tried([evidence for _, evidence in weighed], right, small, bool(wanted), "")


def _is_small(reply: Reply) -> bool:
    return reply.answer is not None and reply.answer.topic == SMALL_TALK


def _tried(evidence: Sequence[Evidence], right: Sequence[bool], small: Sequence[bool], held: bool, kind: str) -> Tried:
    rows = np.array([[*asdict(one).values()] for one in evidence], np.float64)
    return Tried(held, kind, rows, np.array(right), np.array(small))
