"""The limits from which one reading or outcome is taken before another, by name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

EVEN = 0.5
"""The probability below which it is likelier that an answer is not what was asked."""


@dataclass(slots=True)
class Thresholds:
    """Shares and probabilities are from 0 to 1. Not frozen, for `benchmarks.thresholds` alone, which sets others to try
    them; the bot only reads."""

    follow_from: float
    """The probability from which on a message that may lean on what was said before is answered."""
    thin_follow_from: float
    """The same where the knowledge base is so thin that it taught nothing itself."""
    offer_from: float
    """The probability of the likeliest answer from which on the three likeliest are offered."""
    again_from: float
    """The probability from which on an answer is given again that does not tell all that is asked."""
    speaks_from: float
    """Share of what is asked that one of those offered speaks of, at least."""
    tells_from: float
    """Share of the words of one of several questions that an answer to it tells, at least."""
    whole_from: float
    """Confidence in a whole message from which on its parts are read for themselves only where two of them ask."""
    near_to: float
    """Difference of scores within which two entries answer the same question but for a facet."""
    amount_to: float
    """Difference to the score of "nothing" up to which an amount is held of something else: further off it is the price
    of another thing."""

    def follow(self, thin: float) -> float:
        """`follow_from` of a knowledge base. `thin`: how much of it could not be learned, from 0, nothing, to 1."""
        return (1 - thin) * self.follow_from + thin * self.thin_follow_from


@cache
def thresholds() -> Thresholds:
    """Written by `python -m benchmarks.fit_readings`, which tries others in their place."""
    file = files("bot.conversation") / "thresholds.toml"
    return Thresholds(**tomllib.loads(file.read_text(encoding="utf-8")))
