"""The result of understanding a turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.matching import Ranking
from bot.model import Context, Question
from bot.replies.decision import Decision
from bot.replies.figured import Figured
from bot.replies.scales import Judged

KNOWN = 0.99
"""Confidence in what is noted word for word under the answer before, and in that answer itself: below 1, which only a
pick and an exact question have, and above all that is weighed."""


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
    """The whole question; empty: a choice was picked."""
    ranking: Ranking
    """Its candidates carry what the reading of the turn says for them."""
    context: Context
    """The turn's, empty where it was too old."""
    confidence: float = 0.0
    id: str = ""
    """ANSWER: the entry or cell. FIGURE: the cell, what tells it, or the `result_id`; as NO_FIGURE empty."""
    led: str = ""
    """ANSWER: the entry's answer with the sentence that tells what is asked in front; empty: as it stands."""
    line: str = ""
    """ANSWER: the qualification before it. UNKNOWN: what is said of what is declined."""
    caveat: Caveat | None = None
    """ANSWER, FIGURE, UNKNOWN: what the line says, where it is said of the answer as such."""
    decision: Decision | None = None
    """ASK, UNKNOWN"""
    figured: Figured | None = None
    """FIGURE, NO_FIGURE; ANSWER: the query that the entry answers in place of the figures, if any."""
    result: Figured | None = None
    """ANSWER: what is to be worked out of the figures that the entry states, and comes before its answer."""
    second: Understood | None = None
    """The answer to the next question of the message, with that to the one after it as its own `second`."""
    untold: str = ""
    """Questions of the message, or things named in this one, of which no answer speaks."""
    untold_line: str = ""
    """What is said in place of `untold`, where such a question is declined."""
    beside: tuple[int, ...] = ()
    """Entries that may answer a question of the message to which no answer is sure: what to ask next, first of all."""
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
