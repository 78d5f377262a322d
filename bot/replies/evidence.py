"""The evidence for and against an answer, by name, with the weights that make it a probability."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import prod
from typing import Annotated, get_type_hints

from bot.replies.query_evidence import softmax

For = Annotated[float, "never speaks against an answer"]
"""A sign that `benchmarks.fit_readings` gives no weight below 0."""
Factor = Annotated[float, "counts in products alone"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of an answer, in shares and flags from 0 to 1."""

    # What the message says, whatever it means.
    short: float  # The less it says, the more.
    unknown: float  # Share of it that the knowledge base does not know.
    cue: Factor  # It begins like a follow-up ("and today?").
    pointing: Factor  # A word of it points back.
    named: Factor  # It names a model, company, person or place.
    bare: Factor  # It says nothing but names.
    asks: Factor  # The more it says beside names, the more.
    timed: Factor  # A time is named or spoken of.
    corrects: Factor  # It corrects the question before.
    goes_back: Factor  # It goes back to an earlier subject.

    # What its readings say for the answer, by their kind.
    alone: For  # How sure this kind of reading is of the answer, as are all up to `counted`.
    substituted: For
    extended: For
    anaphora: For
    near: For
    query: For
    repeat: For
    back: For
    counted: For
    alone_share: For  # The answer's share in the ranking of that reading.
    near_share: For
    alone_first: For  # Whether it comes first in the ranking of that reading.
    substituted_first: For
    anaphora_first: For
    near_first: For

    # What the answer is to the message, to what was spoken of, and to the other answers.
    exact: For  # It is asked for word for word.
    leaves: float  # It is on something else than what is spoken of.
    same: float  # It is the answer before.
    uncounted: Factor  # How plainly an operation on figures is asked for that its own ways of asking never name.
    most_counted: Factor  # How sure the reading *counted* is of any answer.
    offered: float  # It was offered, and nothing was answered.
    earlier: float  # It was given before the last answer.
    told: For  # Share of the words asked that the entry's ways of asking and answer tell.
    told_in_answer: For  # Share of them that its answer alone tells.
    told_less: Factor  # How much more of them another answer than the one before tells.
    untold: Factor  # Share of them that its answer does not tell.
    long: Factor  # The same, by how much the message says.
    kin: float  # How like the entry before it is.
    related: float  # It or the entry before names the other as related.
    topic: float  # It has the topic of the answer before.
    figure: float  # It is a figure of a series.
    overview: float  # It is the whole of a series.
    small: float  # It is small talk.
    short_not_small: Factor  # `short`, but for small talk: that may be short.
    either: For  # How sure the readings are of it together.
    rival: float  # How sure they are together of the likeliest other answer.


_TIMES: Mapping[str, tuple[str, ...]] = {
    "alone": ("cue", "pointing", "named", "bare", "corrects", "short_not_small"),
    "near": ("short", "cue", "pointing", "named", "corrects", "goes_back", "same"),
    "substituted": ("short", "same"),
    "extended": ("same",),
    "anaphora": ("same", "named"),
    "same": ("short", "untold", "long", "told_less", "most_counted", "uncounted", "unknown", "corrects"),
    "kin": ("short",),
    "overview": ("timed",),
    "small": ("asks", "cue"),
}
"""The products of two fields that count, as `near_short`: by the first factor the second ones."""
PRODUCTS = {f"{first}_{second}": (first, second) for first, others in _TIMES.items() for second in others}
PRODUCTS["small_sure"] = ("small", "alone")
"""By the name of each, its factors."""
_TYPES = get_type_hints(Evidence, include_extras=True)
NAMES = (*(name for name, kind in _TYPES.items() if kind != Factor), *PRODUCTS)
"""Of the signs that count, as in evidence.toml."""
FOR = {name for name, kind in _TYPES.items() if kind == For}
FOR |= {"alone_named", "near_pointing", "substituted_short", "small_sure"}
"""What may only speak for an answer."""


def values_of(evidence: Evidence) -> dict[str, float]:
    """By `NAMES`, in their order."""
    return {name: prod(getattr(evidence, one) for one in PRODUCTS.get(name, (name,))) for name in NAMES}


def probabilities(answers: Sequence[Evidence], thin: float = 0.0) -> list[float]:
    """The probability of each of the answers that a turn may mean; what is left to 1 is that none of them is meant.
    `thin`: how much of it the knowledge base could not teach, from 0, nothing, to 1, all."""
    return softmax([sum(value for _, value in _counted(one, thin)) for one in answers])


def contributions(evidence: Evidence, thin: float = 0.0) -> tuple[tuple[str, float], ...]:
    """What each sign counts, by its name, the greatest first; together the score that the probability follows from."""
    return tuple(sorted(_counted(evidence, thin), key=lambda pair: -abs(pair[1])))


def _counted(evidence: Evidence, thin: float) -> list[tuple[str, float]]:
    values = {**values_of(evidence), "constant": 1.0}
    return [(name, weight * values[name]) for name, weight in weights_for(thin).items()]


@cache
def weights_for(thin: float) -> Mapping[str, float]:
    """By `NAMES`, and "constant"; what a full base and a thin one weigh is written by
    `python -m benchmarks.fit_readings`."""
    data = tomllib.loads((files("bot.replies") / "evidence.toml").read_text(encoding="utf-8"))
    return {name: (1 - thin) * value + thin * data["thin"][name] for name, value in data["full"].items()}
