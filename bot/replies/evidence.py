"""The evidence for and against an answer, by name, with the weights that make it a probability."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from bot.replies.softmax import softmax


@dataclass(frozen=True, slots=True)
class Evidence:
    """Shares and flags are from 0 to 1. A sign of two names mostly counts the first by the second: `near_short` is how
    sure the reading *near* is of the answer, by how little the message says."""

    alone: float
    """How sure the message by itself is of the answer; the same for the other kinds of readings."""
    substituted: float
    extended: float
    anaphora: float
    near: float
    query: float
    repeat: float
    back: float
    counted: float
    alone_share: float
    """The answer's share in that ranking."""
    near_share: float
    alone_first: float
    """It comes first in that ranking."""
    substituted_first: float
    anaphora_first: float
    near_first: float
    alone_short: float
    """How sure the message by itself is, by how little it says;"""
    alone_cue: float
    """where it begins like a follow-up;"""
    alone_pointing: float
    """where a word points back;"""
    alone_named: float
    """where it names a model, company, person or place;"""
    alone_bare: float
    """where it says nothing but names;"""
    alone_corrects: float
    """where it corrects the question before."""
    near_short: float
    near_cue: float
    near_pointing: float
    near_named: float
    near_back: float
    """where it goes back to an earlier subject;"""
    near_corrects: float
    substituted_short: float
    substituted_same: float
    extended_same: float
    near_same: float
    anaphora_same: float
    anaphora_named: float
    exact: float
    """It is asked for word for word."""
    unknown: float
    """Share of the message that the knowledge base does not know."""
    leaves: float
    """It is on something else than what is spoken of."""
    same: float
    """It is the answer before;"""
    same_short: float
    same_untold: float
    """by how much of what is asked its text does not tell;"""
    same_long: float
    """where the message says much that its text does not tell;"""
    same_told_less: float
    """by how much more of it another answer tells;"""
    same_counted: float
    """by how plainly something is to be counted with what was told;"""
    same_uncounted: float
    """by how plainly an operation on figures is asked for that its own ways of asking never ask for;"""
    same_unknown: float
    """by how much of the message is not known;"""
    same_corrects: float
    offered: float
    """It was offered, and nothing was answered."""
    earlier: float
    """It was given before the last answer."""
    told: float
    """Share of the words asked that the entry's ways of asking and answer tell."""
    told_in_answer: float
    kin: float
    """How like the entry before it is."""
    kin_short: float
    related: float
    topic: float
    """It has the topic of the answer before."""
    figure: float
    """It is a figure of a series;"""
    overview: float
    """it is the whole of one;"""
    overview_timed: float
    """where a time is named or spoken of."""
    small: float
    """It is small talk."""
    small_sure: float
    """It is small talk, and the message by itself is sure of it;"""
    small_asks: float
    """It is small talk, and the message says something;"""
    small_cue: float
    """or begins like a follow-up ("and today?")."""
    short: float
    either: float
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
FOR = frozenset(
    "alone substituted extended anaphora near query repeat back counted alone_share near_share alone_first"
    " substituted_first anaphora_first near_first exact told told_in_answer either small_sure alone_named near_pointing"
    " substituted_short".split()
)
"""What may only speak for an answer."""
