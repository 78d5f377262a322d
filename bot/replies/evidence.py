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
    """Shares and flags are from 0 to 1. A sign of two names counts the first by the second: `near_short` is how sure
    the reading *near* is of the answer, by how little the message says."""

    # How sure the readings of each kind are of the answer,
    alone: float
    substituted: float
    anaphora: float
    near: float
    query: float
    repeat: float
    back: float
    counted: float
    either: float
    """and all together."""
    alone_share: float
    """The answer's share in that ranking."""
    near_share: float
    alone_short: float
    """Where the message says little,"""
    alone_cue: float
    """begins like a follow-up,"""
    alone_pointing: float
    """has a word that points back,"""
    alone_named: float
    """names a model, company, person or place,"""
    alone_bare: float
    """says nothing but names,"""
    alone_corrects: float
    """or corrects the question before."""
    near_short: float
    near_cue: float
    near_pointing: float
    near_named: float
    near_earlier: float
    """It goes back to an earlier subject."""
    substituted_same: float
    extended_same: float
    anaphora_same: float
    exact: float
    """It is asked for word for word."""
    unknown: float
    """Share of the message that the knowledge base does not know."""
    same: float
    """It is the answer before: a repeat,"""
    same_short: float
    same_counting: float
    """by how plainly something is to be counted with what was told,"""
    same_uncounted: float
    """and by how plainly an operation on figures is asked for that its own ways of asking never ask for."""
    offered: float
    """It was offered, and nothing was answered."""
    told: float
    """Share of the words asked that the entry's ways of asking and answer tell,"""
    told_in_answer: float
    """and that its answer tells."""
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
    """It is small talk,"""
    small_alone: float
    small_asks: float
    """and the message says something."""
    short: float
    """How little the message says."""


def probabilities(answers: Sequence[Evidence]) -> list[float]:
    """The probability of each of the answers that a turn may mean; what is left to 1 is that none of them is meant."""
    known = weight_of()
    scores = [known["constant"] + sum(known[name] * getattr(one, name) for name in NAMES) for one in answers]
    return softmax(scores)


def contributions(evidence: Evidence) -> tuple[tuple[str, float], ...]:
    """What each sign counts, by its name, the greatest first; together the score that the probability follows from."""
    known = weight_of()
    counted = [(name, known[name] * getattr(evidence, name)) for name in NAMES]
    return tuple(sorted([*counted, ("constant", known["constant"])], key=lambda pair: -abs(pair[1])))


@cache
def weight_of() -> Mapping[str, float]:
    """By the names of `Evidence`, and "constant"; written by `python -m benchmarks.fit_readings`."""
    file = files("bot.replies") / "evidence.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


NAMES = tuple(one.name for one in fields(Evidence))
FOR = frozenset(
    "alone substituted anaphora near query repeat back counted either alone_share near_share exact told told_in_answer"
    " small_alone alone_named near_pointing".split()
)
"""What may only speak for an answer."""
