"""The evidence for and against an answer, by name, with the weights that make it a probability."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Annotated, get_type_hints

from bot.replies.query_evidence import softmax

For = Annotated[float, "never speaks against an answer"]
"""A sign that `benchmarks.fit_readings` gives no weight below 0."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Shares and flags are from 0 to 1. A sign of two names without words below is the first times the second, as
    `near_short`: how sure the reading *near* is of the answer, times how little the message says. A message is
    - *short* the less it says, *bare* where it says nothing but names, and *asks* the more it says beside them;
    - *named* where it names a model, company, person or place, *timed* where a time is named or spoken of;
    - *cue* where it begins like a follow-up ("and today?"), *pointing* where a word of it points back;
    - *corrects* where it corrects the question before.

    An answer is *untold* by how much of what is asked its text does not tell, *told less* by how much more of it
    another tells, *long* by how much the message says that its text does not tell, *sure* as the message by itself is
    of it, and *uncounted* by how plainly an operation on figures is asked for that its own ways of asking never name.
    """

    alone: For
    """How sure this kind of reading is of the answer, as are all up to `counted`."""
    substituted: For
    extended: For
    anaphora: For
    near: For
    query: For
    repeat: For
    back: For
    counted: For
    alone_share: For
    """The answer's share in the ranking of that reading."""
    near_share: For
    alone_first: For
    """Whether it comes first in the ranking of that reading."""
    substituted_first: For
    anaphora_first: For
    near_first: For
    alone_short_not_small: float
    """`alone` times `short`, but for small talk: that may be short."""
    alone_cue: float
    alone_pointing: float
    alone_named: For
    alone_bare: float
    alone_corrects: float
    near_short: float
    near_cue: float
    near_pointing: For
    near_named: float
    near_goes_back: float
    """`near` times whether the message goes back to an earlier subject."""
    near_corrects: float
    substituted_short: For
    substituted_same: float
    extended_same: float
    near_same: float
    anaphora_same: float
    anaphora_named: float
    exact: For
    """It is asked for word for word."""
    unknown: float
    """Share of the message that the knowledge base does not know."""
    leaves: float
    """It is on something else than what is spoken of."""
    same: float
    """It is the answer before."""
    same_short: float
    same_untold: float
    same_long: float
    same_told_less: float
    same_most_counted: float
    """`same` times how sure the reading *counted* is of any answer."""
    same_uncounted: float
    same_unknown: float
    same_corrects: float
    offered: float
    """It was offered, and nothing was answered."""
    earlier: float
    """It was given before the last answer."""
    told: For
    """Share of the words asked that the entry's ways of asking and answer tell."""
    told_in_answer: For
    """Share of them that its answer alone tells."""
    kin: float
    """How like the entry before it is."""
    kin_short: float
    related: float
    """It or the entry before names the other as related."""
    topic: float
    """It has the topic of the answer before."""
    figure: float
    """It is a figure of a series."""
    overview: float
    """It is the whole of a series."""
    overview_timed: float
    small: float
    """It is small talk."""
    small_sure: For
    small_asks: float
    small_cue: float
    short: float
    either: For
    """How sure the readings are of it together."""
    rival: float
    """How sure they are together of the likeliest other answer."""


def probabilities(answers: Sequence[Evidence], thin: float = 0.0) -> list[float]:
    """The probability of each of the answers that a turn may mean; what is left to 1 is that none of them is meant.
    `thin`: how much of it the knowledge base could not teach, from 0, nothing, to 1, all."""
    known = weights_for(thin)
    scores = [known["constant"] + sum(known[name] * getattr(one, name) for name in NAMES) for one in answers]
    return softmax(scores)


def contributions(evidence: Evidence, thin: float = 0.0) -> tuple[tuple[str, float], ...]:
    """What each sign counts, by its name, the greatest first; together the score that the probability follows from."""
    known = weights_for(thin)
    counted = [(name, known[name] * getattr(evidence, name)) for name in NAMES]
    return tuple(sorted([*counted, ("constant", known["constant"])], key=lambda pair: -abs(pair[1])))


@cache
def weights_for(thin: float) -> Mapping[str, float]:
    """By the names of `Evidence`, and "constant"; what a full base and a thin one weigh is written by
    `python -m benchmarks.fit_readings`."""
    data = tomllib.loads((files("bot.replies") / "evidence.toml").read_text(encoding="utf-8"))
    return {name: (1 - thin) * value + thin * data["thin"][name] for name, value in data["full"].items()}


NAMES = tuple(one.name for one in fields(Evidence))
FOR = frozenset(name for name, kind in get_type_hints(Evidence, include_extras=True).items() if kind == For)
"""What may only speak for an answer."""
