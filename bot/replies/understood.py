"""The result of understanding a turn, and what it leaves for the next turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.figures import FigureAnswer
from bot.matching import Ranking
from bot.model import SMALL_TALK, Choice, Context, Entry, Kinds, Operation, Question, Subject, Told
from bot.replies.decision import Decision
from bot.replies.figured import Figured
from bot.replies.scales import Judged

KNOWN = 0.99
"""Confidence in what is noted word for word under the answer before, and in that answer itself."""
FIGURES = 6
"""Figures told one after the other that a conversation remembers."""
REMEMBERED = 2
"""Subjects before the last one that a conversation remembers."""


class Act(StrEnum):
    """What is done about a turn."""

    ANSWER = "answer"
    """An entry or cell answers it."""
    FIGURE = "figure"
    """A query answers it."""
    NO_FIGURE = "no figure"
    """A query was understood, and has no result."""
    ASK = "ask"
    """It is asked which of a few entries is meant."""
    UNKNOWN = "unknown"
    """Nothing that is held answers it."""
    NONE_MEANT = "none meant"
    """None of the choices offered before was meant."""
    MORE = "more"
    """More is wanted on the last answer."""


class Caveat(StrEnum):
    """What is to be said of an answer as such."""

    UNLIKELY = "unlikely"
    SAID_BEFORE = "said before"
    NOTHING_BEYOND = "nothing beyond"
    """It was given before, and is not repeated."""


@dataclass(frozen=True, slots=True)
class Understood:
    act: Act
    text: str
    """The whole question."""
    ranking: Ranking
    """Its candidates carry what the reading of the turn says for them."""
    context: Context
    """The turn's, empty where it was too old."""
    confidence: float = 0.0
    id: str = ""
    """ANSWER: the entry or cell."""
    led: str = ""
    """ANSWER: the entry's answer with the sentence that tells what is asked in front; empty: as it stands."""
    line: str = ""
    """ANSWER: the qualification before it. UNKNOWN: what is said of what is declined."""
    caveat: Caveat | None = None
    """ANSWER, FIGURE, UNKNOWN: what the line says, where it is said of the answer as such."""
    decision: Decision | None = None
    """ASK, UNKNOWN"""
    figured: Figured | None = None
    """FIGURE, NO_FIGURE"""
    second: Understood | None = None
    """The other question of the message, answered too."""
    untold: str = ""
    """The other question of the message, which nothing answers for certain."""
    untold_line: str = ""
    """What is said of it, where it is declined."""

    judged: tuple[Judged, ...] = ()
    """After an answer: all that the turn may mean, the likeliest first."""

    @property
    def facets(self) -> tuple[tuple[str, str], ...]:
        """What the question was about, what it leaned on included."""
        return (*self.ranking.facets.values, *self.ranking.facets.carried)

    @property
    def answers(self) -> bool:
        return self.act in (Act.ANSWER, Act.FIGURE)

    def without_answer(self, line: str = "", caveat: Caveat | None = None) -> Understood:
        """The same turn, answered with nothing but a line."""
        return replace(self, act=Act.UNKNOWN, id="", line=line, caveat=caveat, decision=None, figured=None)

    def without_caveat(self) -> Understood:
        return replace(self, line="", caveat=None)


Understand = Callable[[Question, Context], Understood]
"""Understands a question that is a part of a message, or was asked before."""


def context_after(
    before: Context,
    entry: Entry,
    question: str,
    facets: tuple[tuple[str, str], ...],
    at: datetime | None,
    told: tuple[Told, ...] = (),
) -> Context:
    """The context behind an answer; small talk is no subject."""
    if entry.topic == SMALL_TALK:
        return replace(before, offered=(), at=at)
    earlier = before.earlier
    if before.entry and before.entry != entry.id:
        earlier = (Subject(before.entry, before.question, before.facets), *earlier)
    kept = tuple(one for one in earlier if one.entry != entry.id)[:REMEMBERED]
    return Context(entry.id, question or entry.question, facets, at=at, earlier=kept, told=told)


def context_asked_back(
    one: Understood, choices: tuple[Choice, ...], at: datetime | None, kinds: Kinds, *, which: bool
) -> Context:
    """The context behind choices; `which`: it is asked which of them is meant. Where a follow-up is asked back about,
    what was answered before is still what is spoken of. Else the question is, whatever answers it: what was offered
    becomes a subject only when it is picked."""
    before = one.context
    if one.ranking.following and which:
        return replace(before, offered=choices, at=at)
    facets = one.facets
    if not any(kind in kinds.subjects for kind, _ in facets):
        facets = (*facets, *(pair for pair in before.facets if pair[0] in kinds.exact))
    earlier = before.earlier
    if before.entry is not None:
        earlier = (Subject(before.entry, before.question, before.facets), *earlier)[:REMEMBERED]
    return Context(None, one.text, facets, choices, at, earlier)


def figures_told(figure: Told, before: Context) -> tuple[Told, ...]:
    """A figure, then those that were told before it; the operands of a result are not told one after the other."""
    earlier = () if before.operation else before.told
    return (figure, *(one for one in earlier if one != figure))[:FIGURES]


def with_operands(context: Context, answer: FigureAnswer, before: tuple[Told, ...]) -> Context:
    """The context behind a computed figure."""
    operands = tuple(Told(one.cells) for one in answer.operands)
    if answer.query.operation not in (Operation.VALUE, Operation.CONVERT):
        return replace(context, told=operands, operation=answer.query.operation.value)
    earlier = before if not context.operation else ()
    kept = tuple(one for one in earlier if one not in operands)
    return replace(context, told=(*reversed(operands), *kept)[:FIGURES], operation="")
