"""The types of a question's journey: question, context, ranking, reply."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.entries import Source


class Outcome(StrEnum):
    ANSWER = "answer"
    CLARIFY = "clarify"
    UNKNOWN = "unknown"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    asker: str = ""  # As "discord:1234"; empty if askers cannot be told apart.
    place: str = ""  # Channel, thread or terminal, as "slack:T1/C2/1700.1".
    platform: str = ""
    asked_at: datetime | None = None  # With a time zone. None: relative dates are not resolved.


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    question: str


@dataclass(frozen=True, slots=True)
class Subject:
    """An answer before the last one, with its question."""

    entry: str  # Id of the entry or cell that was answered.
    question: str
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that the bot gave, with which the asker may go on."""

    ids: tuple[str, ...]
    """If it sums up several cells of one measure, their ids. Otherwise one id, as bot/figures/ids.py writes it:

    - "sales:2025-10", a cell
    - "sales", a whole measure, or "sales:max", its highest figure
    - "bike-prices#2", the third figure that an answer states
    - "bike-prices", an answer whose `question` tells which of its figures is meant
    """
    question: str = ""  # The one that a curated entry answered; else empty.


@dataclass(frozen=True, slots=True)
class Context:
    """What the asker's next question in the same place may refer to."""

    entry: str | None = None  # Id of the entry that was answered last (small talk excepted).
    question: str = ""  # The last question of the subject, as it was understood: a complete question.
    facets: tuple[tuple[str, str], ...] = ()
    offered: tuple[Choice, ...] = ()  # Choices of the last `clarify`, in their order; empty after any other outcome.
    at: datetime | None = None
    earlier: tuple[Subject, ...] = ()  # Up to two subjects before the last one, the later first.
    told: tuple[Told, ...] = ()
    """The operands of the last result; without one, the figures given last, the latest first."""
    operation: str = ""  # The operation of that result; empty: none.

    @property
    def answered(self) -> tuple[str, ...]:
        """Ids of what was answered, the last first."""
        ids = (self.entry, *(subject.entry for subject in self.earlier))
        return tuple(id for id in ids if id)


@dataclass(frozen=True, slots=True)
class Match:
    id: str
    question: str
    confidence: float  # From 0 to 1; 0.9 is right nine times in ten.
    score: float = 0.0  # Unbounded; only comparable among the matches of one question.


@dataclass(frozen=True, slots=True)
class FigureOperand:
    label: str
    value: float | str | bool | None
    bound: str  # "exact", "minimum" or "approximate".


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure, and what it was computed from."""

    series: str
    operation: str
    operands: tuple[FigureOperand, ...]
    result: float | str | bool | tuple[str, ...] | None
    unit: str | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    topic: str
    question: str
    text: str  # The entry's own Markdown, with a qualification before it where one is due; no date, no sources.
    as_of: str | None = None
    stale: bool = False
    sources: tuple[Source, ...] = ()
    related: tuple[str, ...] = ()
    chart: str | None = None
    figure: Figure | None = None  # Where the answer is a figure of a series.


@dataclass(frozen=True, slots=True)
class Candidate:
    """One line of the explanation: an entry that was ranked or, in a conversation, a way of reading the message."""

    id: str
    phrasing: str  # The nearest of the entry; in a conversation the message as it was read.
    parts: tuple[tuple[str, float], ...]  # What speaks for it, by name: the addends of `score`.
    score: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Calculation:
    """One line of the explanation: a query about figures that competed with the candidates."""

    series: str  # Id of the series or table.
    operation: str
    operands: tuple[str, ...]  # Labels.
    result: str  # With its unit; the reason, where there is none.
    confidence: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """A candidate that the guard refused because its `facet` contradicts the question's."""

    id: str
    facet: str


@dataclass(frozen=True, slots=True)
class Why:
    """How a reply was found."""

    understood: str
    repaired: tuple[tuple[str, str], ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    refused: tuple[Refusal, ...] = ()
    threshold: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    calculations: tuple[Calculation, ...] = ()  # The likeliest first, also where an entry answers.


@dataclass(frozen=True, slots=True)
class Reply:
    outcome: Outcome
    question: str
    message: str  # All that the person reads, as plain text with the Markdown of the entries.
    confidence: float = 0.0
    answer: Answer | None = None
    choices: tuple[Choice, ...] = ()  # At most three, only with `CLARIFY`.
    matches: tuple[Match, ...] = ()  # The best five, best first, whatever the outcome.
    suggestions: tuple[Choice, ...] = ()
    """Questions to ask next: related to the answer, or the starters where nothing was found."""
    topics: tuple[str, ...] = ()  # Offered with `UNKNOWN`.
    context: Context = Context()
    why: Why | None = None  # Only where it was asked for.
    line: str = ""  # The bot's own words before choices, or instead of an answer; without the topics.
    none_meant: bool = False
    """The asker meant none of the choices, or not the last answer ("none of these")."""
    also: tuple[str, ...] = ()  # Ids of the other answers to a message of several questions; `answer.text` holds all.
    id: str = ""  # 16 characters, from the desk; buttons, votes and explanations refer to the reply by it.

    @property
    def answer_id(self) -> str | None:
        """The id of the entry that answers."""
        return self.answer.id if self.answer else None


@dataclass(frozen=True, slots=True)
class Turn:
    """One finished exchange, for the hooks."""

    question: Question
    reply: Reply
    elapsed: float  # Seconds, from admission to the finished reply.
    context: Context = Context()  # What the question could lean on.
