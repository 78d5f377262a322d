"""The result of understanding a turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.figures import FigureAnswer, Refusal
from bot.matching import Ranking
from bot.model import Context, Question
from bot.replies.deciding.decision import Decision
from bot.replies.figure_queries.figured import Figured
from bot.replies.weighing.scales import Judged

KNOWN = 0.99
"""Confidence in what is noted word for word under the answer before, and in that answer itself: below 1, which only a
pick and an exact question have, and above all that is weighed."""


@dataclass(frozen=True, slots=True)
class ByEntry:
    """An entry or cell answers it."""

    id: str
    figured: Figured | None = None  # The query that the entry answers in place of the figures.
    led: str = ""  # The entry's answer with the sentence that tells what is asked in front; empty: as it stands.
    result: Figured | None = None
    """What is to be worked out of the figures that the entry states, and comes before its answer."""


@dataclass(frozen=True, slots=True)
class ByFigures:
    """A query answers it."""

    id: str  # The cell, what tells it, or the `result_id`; of what was converted, that of the answer before.
    figured: Figured
    answer: FigureAnswer


@dataclass(frozen=True, slots=True)
class NoResult:
    """A query was understood, and has no result."""

    figured: Figured
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class AskBack:
    """It is asked which of a few entries is meant."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Nothing that is held answers it."""

    missing: tuple[str, str] | None = None  # As in `Decision`.
    again: str = ""  # The id of an answer that was given before, and would tell nothing new.


@dataclass(frozen=True, slots=True)
class NoneMeant:
    """None of the choices offered before was meant."""


@dataclass(frozen=True, slots=True)
class More:
    """More is wanted on the last answer."""


Act = ByEntry | ByFigures | NoResult | AskBack | NotKnown | NoneMeant | More  # What is done about a turn.


class Caveat(StrEnum):
    """What is to be said of an answer as such."""

    UNLIKELY = "unlikely"
    IN_GENERAL = "in general"  # It is of the whole that the question names a part of.
    SAID_BEFORE = "said before"
    NOTHING_BEYOND = "nothing beyond"  # It was given before, and is not repeated.


@dataclass(frozen=True, slots=True)
class Understood:
    act: Act
    text: str  # The whole question; empty: a choice was picked.
    ranking: Ranking  # Its candidates carry what the reading of the turn says for them.
    context: Context  # The turn's, empty where it was too old.
    confidence: float = 0.0
    line: str = ""
    """What is said before an answer, or in place of one: its qualification, or what is said of what is declined."""
    caveat: Caveat | None = None  # What the line says, where it is said of the answer as such.
    second: Understood | None = None
    """The answer to the next question of the message, with that to the one after it as its own `second`."""
    untold: str = ""  # Questions of the message, or things named in this one, of which no answer speaks.
    untold_line: str = ""  # What is said in place of `untold`, where such a question is declined.
    beside: tuple[int, ...] = ()
    """Entries that may answer a question of the message to which no answer is sure: what to ask next, first of all."""
    judged: tuple[Judged, ...] = ()  # After an answer: all that the turn may mean, the likeliest first.

    @property
    def facets(self) -> tuple[tuple[str, str], ...]:
        """What the question was about, what it leaned on included."""
        return (*self.ranking.facets.values, *self.ranking.facets.carried)

    @property
    def answers(self) -> bool:
        return isinstance(self.act, ByEntry | ByFigures)

    @property
    def id(self) -> str:
        """Of the answer; empty where there is none."""
        return self.act.id if isinstance(self.act, ByEntry | ByFigures) else ""

    @property
    def figured(self) -> Figured | None:
        return self.act.figured if isinstance(self.act, ByEntry | ByFigures | NoResult) else None

    def without_answer(self, line: str = "") -> Understood:
        """The same turn, answered with nothing but a line."""
        return replace(self, act=NotKnown(), line=line, caveat=None)

    def nothing_beyond(self, line: str) -> Understood:
        """The line in the stead of an answer that was given before."""
        return replace(self, act=NotKnown(again=self.id), line=line, caveat=Caveat.NOTHING_BEYOND)

    def without_caveat(self) -> Understood:
        return replace(self, line="", caveat=None)


Understand = Callable[[Question, Context], Understood]
"""Understands a question that is a part of a message, or was asked before."""
