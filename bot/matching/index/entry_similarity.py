"""The similarity of entries to each other, by a unit vector for each.

After an answer, a follow-up ("who spoke?", "and the battery?") mostly asks for an entry near the one just given. Near
is what uses the same words, or words that keep the same company: the mean of an entry's phrasings, projected as the
linear model folds them, without what all entries share.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

NEAR = 60
"""Entries that a follow-up is compared with even where they share no word with it."""


@dataclass(frozen=True, slots=True)
class EntrySimilarity:
    vectors: Floats
    """Entries by directions, each of length 1 (or 0)."""

    def of(self, entry: int) -> Floats:
        """Return for each entry, and last for "nothing" (0), how near it is to this one: from -1 to 1."""
        return np.append(self.vectors @ self.vectors[entry], np.float32(0))


def near(kinship: Floats, others: tuple[int, ...]) -> NDArray[np.bool_]:
    """Tell for each entry, and last for "nothing" (never), whether it is among the `NEAR` nearest, or in `others`."""
    chosen = np.zeros(len(kinship), np.bool_)
    chosen[np.argsort(-kinship[:-1], kind="stable")[:NEAR]] = True
    chosen[list(others)] = True
    return chosen


def learn_similarity(projected: Floats, entry_of_row: NDArray[np.int32], nothing: int) -> EntrySimilarity:
    """`projected`: the phrasings, projected; those of "nothing" are left out."""
    inside = entry_of_row < nothing
    means = np.zeros((nothing, projected.shape[1]), np.float32)
    np.add.at(means, entry_of_row[inside], projected[inside])
    means /= np.maximum(np.bincount(entry_of_row[inside], minlength=nothing), 1)[:, None]
    means -= means.sum(0) / max(1, nothing)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    return EntrySimilarity((means / np.maximum(lengths, 1e-9)).astype(np.float32))
