"""Finds the candidates of a question: the entries that come near it, by a phrasing or as a whole."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Doubles, Floats, Ints
from bot.matching.index.compiled import Layout
from bot.matching.index.word_model import WordEvidence
from bot.matching.ranking.candidates import LIKELIHOOD, MARGIN, PHRASINGS, WORDS, Candidates, unmeasured

BEST_ROWS = 80  # Nearest phrasings whose entries are candidates.
BEST_ENTRIES = 16  # Entries that are candidates for their margin, and as many for their likelihood.
NO_ENTRIES = np.zeros(0, np.int64)
_AVERAGED = 3  # Nearest phrasings of an entry whose mean is its part `PHRASINGS`.
_LEAST_LIKELIHOOD = -12.0
_LEAST_MARGIN = -1.5
"""What lies below says no more against an entry: a log-probability of -12 is one in 160,000, and -1 is the margin of a
phrasing of another group that the separator was trained against. The weights of the parts are fitted to these."""


class Likeness(NamedTuple):
    """How each model of the index sees a question."""

    projected: Floats
    scores: Floats  # Margins and likelihoods of all entries.
    words: WordEvidence
    rows: Ints  # The nearest phrasings.
    similarities: Floats  # One for each of these.


def find_candidates(layout: Layout, like: Likeness, wanted: Ints = NO_ENTRIES) -> Candidates:
    """Return the nearest entries and all `wanted` ones, unsorted and without meanings, facets and scores."""
    # Flags instead of NumPy's sets, which take ten times as long for so few.
    is_wanted = np.zeros(len(layout.rows_of_entry), np.bool_)
    is_wanted[wanted] = True
    near, nearest, means = _near_entries(layout, like.rows, like.similarities, is_wanted)
    last = like.scores.shape[1] - BEST_ENTRIES
    best = np.argpartition(like.scores, last, axis=1)[:, last:] if last > 0 else np.arange(like.scores.shape[1])
    is_distant = is_wanted.copy()
    # "Nothing" has no phrasing where no line is out of scope.
    is_distant[best] |= layout.rows_of_entry[best] > 0
    is_distant[near] = False
    every, count = np.concatenate((near, np.flatnonzero(is_distant))), len(near)
    found = unmeasured(layout.nothing, every)
    found.rows[:count] = nearest
    found.parts[:, MARGIN] = np.maximum(like.scores[0, every], _LEAST_MARGIN)
    found.parts[:, LIKELIHOOD] = np.maximum(like.scores[1, every], _LEAST_LIKELIHOOD)
    found.parts[:count, PHRASINGS] = means
    found.parts[:, WORDS] = like.words.ratios[every]
    found.said[:] = like.words.said[every]
    return found


def _near_entries(
    layout: Layout, rows: Ints, similarities: Floats, is_wanted: NDArray[np.bool_]
) -> tuple[Ints, Ints, Doubles]:
    """Return the entries of the `BEST_ROWS` nearest phrasings, and the wanted entries among those of all these
    phrasings; each with its nearest phrasing, and the mean similarity of its nearest few."""
    owners = layout.entry_of_row[rows]
    if len(rows) > BEST_ROWS:
        kept = is_wanted[owners]
        kept[np.argpartition(-similarities, BEST_ROWS)[:BEST_ROWS]] = True
        owners, rows, similarities = owners[kept], rows[kept], similarities[kept]
    order = np.lexsort((rows, -similarities, owners))
    owners, rows, similarities = owners[order], rows[order], similarities[order]
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    sizes = np.diff(starts, append=len(owners))
    entries = owners[starts].astype(np.int64)
    sums = similarities[starts].astype(np.float64)
    for place in range(1, _AVERAGED):
        more = np.flatnonzero(sizes > place)
        sums[more] += similarities[starts[more] + place]
    means = sums / np.minimum(_AVERAGED, np.maximum(1, layout.rows_of_entry[entries]))
    return entries, rows[starts], means
