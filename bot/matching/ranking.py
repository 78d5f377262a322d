"""What is known of a question once it is ranked."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from bot.matching.coverage import Coverage
from bot.matching.facets import Facets
from bot.matching.scoring import PARTS

LEAST_SHARE = -8.0
"""Logarithm of a share; one that is smaller says no more than that."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate; its weighted parts add up to `score`."""

    entry: int
    score: float
    confidence: float
    weighted: tuple[float, ...]
    row: int

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        return tuple(zip(PARTS, self.weighted, strict=True))


@dataclass(frozen=True, slots=True)
class Ranking:
    """All that is known of a question once it is ranked."""

    words: tuple[str, ...]
    repaired: tuple[tuple[str, str], ...]
    synonyms: tuple[tuple[str, str], ...]
    facets: Facets
    coverage: Coverage
    candidates: tuple[Scored, ...]
    """Best first, one an entry; entries that the guard refused are not among them."""
    refused: tuple[tuple[Scored, str], ...]
    """Entries that came near and were refused, with the kind of the facet."""
    exact: tuple[int, ...]
    """Entries of which the question is a phrasing, word for word; curated before generated."""
    among: float
    """Chance that the right entry is among the first three candidates."""

    nothing: float = 0.0
    """Score of "nothing": what lies behind it is near by chance."""
    following: bool = False
    """It was ranked as a follow-up."""

    def shares(self) -> dict[int, float]:
        """Return the logarithm of each candidate's share of all that speaks for any of them, or for "nothing"."""
        most = max((one.score for one in self.candidates), default=self.nothing)
        most = max(most, self.nothing)
        whole = most + log(exp(self.nothing - most) + sum(exp(one.score - most) for one in self.candidates))
        return {one.entry: max(one.score - whole, LEAST_SHARE) for one in self.candidates}

    @property
    def confidence(self) -> float:
        return self.candidates[0].confidence if self.candidates else 0.0
