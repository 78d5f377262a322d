"""The evidence for and against an answer, by name, with the weights that make it a probability."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Annotated

from bot.replies.figure_queries.chances import softmax

For = Annotated[float, "never speaks against an answer"]
"""A sign that `benchmarks.fit_readings` gives no weight below 0."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of an answer, in shares and flags from 0 to 1."""

    # How sure the readings are of it.
    either: For  # All of them together.
    alone: For  # The message as it stands.
    alone_cued: float  # `alone`, where the message begins like a follow-up ("and today?").
    alone_named: For  # `alone`, where it names a model, company, person or place.
    alone_bare: float  # `alone`, where it says nothing but such names.
    alone_short: float  # `alone`, by how little it says; 0 for small talk, which may be short.
    near_named: float  # The reading *near* the last answer, where the message names something.
    near_short: float  # The reading *near*, by how little the message says.
    near_share: For  # Its share in the ranking of the reading *near*.
    repeat: For  # The last answer once more.

    # What it is to the message and to what was spoken of.
    short: float  # The less the message says, the more; alike for all answers, so that it speaks for "none".
    exact: For  # It is asked for word for word.
    told: For  # Share of the words asked that the entry's ways of asking and answer tell.
    offered: float  # It was offered, and nothing was answered.
    topic: float  # It has the topic of the answer before.
    kin_short: float  # How like the entry before it is, by how little the message says.
    overview: float  # It is the whole of a series.
    small: float  # It is small talk.
    small_asks: float  # It is small talk, by how much the message says beside names.

    # What speaks for or against the last answer once more; 0 for all others.
    same_short: float  # The less the message says, the more.
    same_unknown: float  # Share of the message that the knowledge base does not know.
    same_told_less: float  # How much more of the words asked another answer tells.
    same_counted: float  # How sure a calculation with what was told is of any answer.
    same_near: float  # How sure the reading *near* is of it.
    same_substituted: float  # How sure the reading *substituted* is.
    same_extended: float  # How sure the reading *extended* is.


NAMES = tuple(one.name for one in fields(Evidence))
"""Of the signs, as in evidence.toml."""
FOR = {one.name for one in fields(Evidence) if one.type == For}
"""Those that may only speak for an answer; found by their annotations, which `from __future__ import annotations` would
make texts."""


def probabilities(answers: Sequence[Evidence], thin: float = 0.0) -> list[float]:
    """The probability of each of the answers that a turn may mean; what is left to 1 is that none of them is meant.
    `thin`: how much of it the knowledge base could not teach, from 0, nothing, to 1, all."""
    return softmax([sum(value for _, value in _counted(one, thin)) for one in answers])


def contributions(evidence: Evidence, thin: float = 0.0) -> tuple[tuple[str, float], ...]:
    """What each sign counts, by its name, the greatest first; together the score that the probability follows from."""
    return tuple(sorted(_counted(evidence, thin), key=lambda pair: -abs(pair[1])))


def _counted(evidence: Evidence, thin: float) -> list[tuple[str, float]]:
    values = {name: getattr(evidence, name) for name in NAMES} | {"constant": 1.0}
    return [(name, weight * values[name]) for name, weight in weights_for(thin).items()]


@cache
def weights_for(thin: float) -> Mapping[str, float]:
    """By `NAMES`, and "constant": what a sign of 1 adds to the score of an answer, the logarithm of how much likelier
    it is than "none", whose score is 0. `python -m benchmarks.fit_readings` fits the weights of a full base and of a
    thin one to benchmarks/talks/fit.jsonl and single questions."""
    data = tomllib.loads((files("bot.replies.weighing") / "evidence.toml").read_text(encoding="utf-8"))
    return {name: (1 - thin) * value + thin * data["thin"][name] for name, value in data["full"].items()}
