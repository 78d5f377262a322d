"""The result of ranking a question: `Ranking`, its candidates with their confidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import NamedTuple

import numpy as np

from bot.matching.index.arrays import Floats
from bot.matching.language.coverage import Coverage
from bot.matching.language.facets import Facets
from bot.matching.language.reading import HeardText
from bot.matching.ranking.candidates import PARTS, Candidates
from bot.matching.ranking.judging import Judged

SHOWN = 12  # Candidates that a ranking holds.
LEAST_SHARE = -8.0  # Logarithm of the smallest share that counts.


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate. `score` is the sum of its weighted parts; where others were merged into it, these are the best of
    all, and it was ranked by the sum of their chances."""

    entry: int
    score: float
    confidence: float
    weighted: tuple[float, ...]
    row: int

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        return tuple(zip(PARTS, self.weighted, strict=True))


class Refused(NamedTuple):
    """An entry near the question that the guard refused, with the kind of the facet."""

    scored: Scored
    kind: str


@dataclass(frozen=True, slots=True)
class Ranking:
    words: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]  # Of spelling, as (typed, repaired).
    synonyms: tuple[tuple[str, str], ...]
    facets: Facets
    coverage: Coverage
    candidates: tuple[Scored, ...] = ()  # Best first, one an entry; entries that the guard refused are not among them.
    refused: tuple[Refused, ...] = ()
    exact: tuple[int, ...] = ()  # Entries of which the question is a phrasing, word for word; curated before generated.
    among: float = 0.0  # Chance that the right entry is among the first three candidates.
    nothing: float = 0.0  # Score of "nothing": candidates behind it are near by chance.
    following: bool = False  # It was ranked as a follow-up.

    def log_shares(self) -> dict[int, float]:
        """Return the log-probability of each candidate among all, "nothing" included."""
        most = max([self.nothing, *(one.score for one in self.candidates)])
        whole = most + log(exp(self.nothing - most) + sum(exp(one.score - most) for one in self.candidates))
        return {one.entry: max(one.score - whole, LEAST_SHARE) for one in self.candidates}

    @property
    def confidence(self) -> float:
        return self.candidates[0].confidence if self.candidates else 0.0


def to_ranking(
    heard: HeardText,
    coverage: Coverage,
    ranked: Candidates,
    judged: Judged,
    weights: Floats,
    exact: tuple[int, ...] = (),
    following: bool = False,
) -> Ranking:
    """`weights`: those that `ranked` was scored with."""
    first = range(min(len(judged.kept.entries), SHOWN))
    shown = _scored(judged.kept, first, judged.confidences.tolist(), weights)
    places = [refusal.at for refusal in judged.refused]
    away = _scored(ranked, places, [0.0] * len(places), weights)
    return Ranking(
        words=heard.words,
        repairs=heard.repairs,
        synonyms=heard.synonyms,
        facets=heard.facets,
        coverage=coverage,
        candidates=tuple(one for one in shown if one.entry != ranked.nothing),
        refused=tuple(Refused(one, refusal.kind) for one, refusal in zip(away, judged.refused, strict=True)),
        exact=exact,
        among=judged.among,
        nothing=float(ranked.scores[ranked.entries == ranked.nothing].max(initial=weights[-1])),
        following=following,
    )


def _scored(
    candidates: Candidates, places: Sequence[int], confidences: Sequence[float], weights: Floats
) -> list[Scored]:
    at = np.asarray(places, np.int64)
    parts = candidates.parts[at] * weights[:-1]
    scores, entries, rows = parts.sum(1, dtype=np.float64), candidates.entries[at], candidates.rows[at]
    found = zip(entries.tolist(), scores.tolist(), confidences, map(tuple, parts.tolist()), rows.tolist(), strict=False)
    return [Scored(*one) for one in found]
