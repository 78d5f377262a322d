"""Puts suggestions of similar meaning next to each other. They share no telling word, and near the base's subject at
most half of such pairs are of one matter, so the curator decides whether to join them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.curating.gaps import TEXT_NOT_KEPT
from bot.curating.suggestion import Kind, Suggestion
from bot.matching import Matcher

Floats = NDArray[np.float32]

_ALIKE = 0.4  # Cosine from which on they are shown.
_SHOWN = 3


def side_by_side(suggestions: Sequence[Suggestion], matcher: Matcher) -> tuple[Suggestion, ...]:
    """Return them in their order, but each followed by those that may be of its matter."""
    alike = _alike(suggestions, matcher)
    order: dict[int, None] = {}
    for at in range(len(suggestions)):
        if at not in order:
            order |= dict.fromkeys((at, *alike[at]))
    return tuple(replace(suggestions[at], see_also=tuple(suggestions[one].id for one in alike[at])) for at in order)


def _alike(suggestions: Sequence[Suggestion], matcher: Matcher) -> list[list[int]]:
    """For each the places of those like it, the most alike first."""
    meanings = [np.array([matcher.meaning(text) for text in _texts(one)]) for one in suggestions]
    told = [rows for rows in meanings if len(rows)]
    if not told:
        return [[] for _ in suggestions]
    # What all of them have in common ("does it have") tells nothing.
    common = np.concatenate(told).mean(0)
    centroids = np.array([_unit_vectors(rows - common).sum(0) if len(rows) else 0 * common for rows in meanings])
    unit_vectors = _unit_vectors(centroids)
    return [_nearest(unit_vectors @ one, at) for at, one in enumerate(unit_vectors)]


def _texts(one: Suggestion) -> tuple[str, ...]:
    """What has grown old is a matter of its own."""
    if one.kind is Kind.STALE or one.text == TEXT_NOT_KEPT:
        return ()
    return one.wordings or (one.text,)


def _unit_vectors(rows: Floats) -> Floats:
    unit_vectors: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
    return unit_vectors


def _nearest(cosines: Floats, at: int) -> list[int]:
    likely = [other for other in np.flatnonzero(cosines >= _ALIKE).tolist() if other != at]
    return sorted(likely, key=lambda other: -cosines[other])[:_SHOWN]
