"""The numbers that decide between readings and between outcomes: limits, weights and factors, by name and subject.

Shares and probabilities are from 0 to 1; the weight of a word goes by its rarity, from 0, "the", to about 4, a name.
"""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_type_hints

EVEN = 0.5  # The probability below which it is likelier that an answer is not what was asked.


@dataclass(frozen=True, slots=True)
class Following:
    """They decide what a message that leans on the last answer may mean."""

    follow_from: float  # The probability from which on a message that may lean on what was said before is answered.
    long_follow_from: float
    """In its place where a message says much, and asks otherwise alone: a short one changes the question before."""
    thin_follow_from: float
    """In the place of `follow_from` where the knowledge base is so thin that it taught nothing itself."""
    thin_from: float  # How thin a base is from which on a follow-up needs a sign of its own.
    again_from: float
    """The probability from which on an answer is given again, though it tells only a part of what is asked."""
    long_again_from: float
    """In its place where a message says much: it mostly asks for something else."""
    strange_to: float
    """Weight of the unknown words up to which a message is answered though hardly any of it is known: "7月呢？"."""
    small_talk_from: float
    """Confidence from which on a message may ask for the last answer again: a small base takes much for small talk."""

    def follow(self, thin: float, *, says_much: bool = False) -> float:
        """`follow_from` of a knowledge base. `thin`: how much of it could not be learned, from 0, nothing, to 1;
        `says_much`: as in `long_follow_from`."""
        full = self.long_follow_from if says_much else self.follow_from
        return (1 - thin) * full + thin * self.thin_follow_from


@dataclass(frozen=True, slots=True)
class Offering:
    """They decide what is offered where no answer is sure."""

    offer_from: float  # The probability of the likeliest answer from which on the three likeliest are offered.
    offers_from_share: float
    """Confidence above which an entry is offered, as a share of the chance that one of the first three is right."""
    speaks_from: float  # Share of what is asked that one of those offered speaks of, at least.
    near_to: float  # How far an entry may score below another and still answer the same question, but for a facet.
    common_words_from: float
    """Confidence from which on a question of common words alone says enough: a base's names may be such words."""
    subject_from: float
    """Weight of the words of a message that names a subject: more than "show me" has, and less than "sales"."""
    lacks_from: float
    """Share of a question's words that must be known before the bot says that it knows this amount of others only."""
    amount_to: float
    """How far an entry that tells the amount asked for, but of something else, may score below "nothing" and still be
    offered."""


@dataclass(frozen=True, slots=True)
class Telling:
    """They decide which part of a message asks, and which part of an answer tells it."""

    tells_from: float  # Share of the words of one of several questions that an answer to it tells, at least.
    whole_from: float
    """Confidence in a whole message from which on its parts are read for themselves only where two of them ask."""
    leads_by: float
    """Share of what is asked that a sentence must tell beyond the first one's to begin the answer in its place."""
    beyond_from: float
    """Weight of what is asked beyond the entry's question from which on a sentence must tell it: "really?" has less."""
    passage_from: float  # Share of what is asked that a passage tells, at least, to stand for the answer.


@dataclass(frozen=True, slots=True)
class Asking:
    """They decide whether figures or an entry are asked for."""

    hardly_to: float  # Probability below which an entry is no answer, however well it fits in words.
    figures_from: float
    """Probability from which on a query answers that the question names, where a small knowledge base is less sure of
    its entries: what speaks for a query, as its times and its title, says as much in a small one."""
    changed_query: float  # Confidence in a query that a follow-up changed: its measure is the one that is spoken of.
    operation_from: float
    """Weight of the words for an operation from which on a figure that leaves it out is no answer."""
    comparison_from: float
    """Weight of the words for a comparison from which on a figure that leaves out a time that is named is no answer."""
    named_table: float  # Confidence in a table of which rows and columns are named.
    aside_to: float
    """Share of a question that may tell of something else than the table whose rows and columns it names."""
    not_asked_why: float
    """Where a reason is asked for, factor of the confidence in an entry with no way of asking that has a "why"."""
    other_dimension: float
    """Factor of the confidence in what tells no figure of the dimension asked for, as "in kW" does power; above 0."""
    other_form: float
    """Factor of the probability of an entry that nobody asks "who", where a follow-up asks so; likewise for "why"."""


@dataclass(frozen=True, slots=True)
class Counting:
    """They decide whether the figures of answers are counted with."""

    compares_with_last_from: float  # Confidence in an answer whose figure is set against that of the last answer.
    counts_from: float
    """Confidence in an answer whose figure is counted with that of the last answer, as the message asks."""
    of_last: float  # Factor of the confidence in a result that is worked out from two figures of the last answer.
    of_last_beside_alike: float
    """In the place of `of_last` where the answer before told the same amount of something else."""
    of_named: float
    """Least factor of the confidence in a result with a figure that the message names; it rises with that in it."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """They decide how plainly a figure of an answer was asked for."""

    named_figure: float  # Weight of a name or time that is told with a figure: that of a rare word.
    always_asked: float  # Weight of a word that the entry is always asked with, beside a figure.
    principal_figure: float  # Weight of the principal figure of an answer: that of a word in between rare and common.
    first_figure: float  # Weight that the first principal figure has besides `principal_figure`.


@dataclass(frozen=True, slots=True)
class Thresholds:
    following: Following
    offering: Offering
    telling: Telling
    asking: Asking
    counting: Counting
    weighing: Weighing


_others: ContextVar[Thresholds | None] = ContextVar("other thresholds", default=None)


def thresholds() -> Thresholds:
    return _others.get() or _held()


@cache
def _held() -> Thresholds:
    """Written by `python -m benchmarks.fit_readings`, which tries others in their place."""
    tables = tomllib.loads((files("bot.conversation") / "thresholds.toml").read_text(encoding="utf-8"))
    return Thresholds(**{name: kind(**tables[name]) for name, kind in get_type_hints(Thresholds).items()})


@contextmanager
def trying(others: Thresholds) -> Iterator[None]:
    """Decide by others, within a `with` of the one thread."""
    token = _others.set(others)
    try:
        yield
    finally:
        _others.reset(token)
