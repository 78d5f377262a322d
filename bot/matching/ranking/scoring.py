"""Scores candidates by the weighted sum of their parts; compares meaning and facets for the best of them alone."""

from collections.abc import Callable

from bot.matching.index.quantisation import Floats, Ints
from bot.matching.language.facets import Facets
from bot.matching.ranking.candidates import FACET_PARTS, MEANING, Candidates
from bot.matching.ranking.guard import Guard

LOOKED_AT = 24
"""Candidates whose meaning is compared (see `Profiles`)."""
WITH_FACETS = 40
"""Candidates whose facets are compared with the question's."""

MeaningOf = Callable[[Ints], Floats]
"""Returns the meaning of entries, compared with the question's."""


def weigh(candidates: Candidates, weights: Floats, guard: Guard, asked: Facets, meaning_of: MeaningOf) -> Candidates:
    """Complete the candidates in place by meaning and facets, and return them sorted by their scores."""
    entries, parts = candidates.entries, candidates.parts
    candidates.scores = _scores(candidates, weights)
    order = candidates.order()
    close, first = order[:LOOKED_AT], order[:WITH_FACETS]
    if len(close):
        parts[close, MEANING] = meaning_of(entries[close])
    real = first[entries[first] != candidates.nothing]
    if len(real):
        parts[real, FACET_PARTS] = guard.meetings(asked, entries[real])
    # A candidate that is not compared may fit as well as the best of those that are.
    parts[order[WITH_FACETS:], FACET_PARTS] = parts[first, FACET_PARTS].max(0, initial=0)
    return scored_anew(candidates, weights)


def scored_anew(candidates: Candidates, weights: Floats) -> Candidates:
    """Add up the parts again, and sort by that."""
    candidates.scores = _scores(candidates, weights)
    return candidates.sorted()


def _scores(candidates: Candidates, weights: Floats) -> Floats:
    scores: Floats = candidates.parts @ weights[:-1]
    scores[candidates.entries == candidates.nothing] += weights[-1]
    return scores
