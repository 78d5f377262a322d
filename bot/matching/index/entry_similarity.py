"""The similarity of entries to each other, by a unit vector for each.

A follow-up ("who spoke?", "and the battery?") mostly asks for an entry similar to the last answer. The vector of an
entry is the mean of its projected phrasings, less the mean of all entries.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.quantisation import Floats


@dataclass(frozen=True, slots=True)
class EntrySimilarity:
    vectors: Floats
    """Entries by directions, each of length 1 (or 0)."""

    def of(self, entry: int) -> Floats:
        """Return the similarity of each entry, and last of "nothing" (0), to this one: from -1 to 1."""
        return np.append(self.vectors @ self.vectors[entry], np.float32(0))


def learn_similarity(projected: Floats, entry_of_row: NDArray[np.int32], nothing: int) -> EntrySimilarity:
    """`projected`: all phrasings; those of "nothing" are left out."""
    inside = entry_of_row < nothing
    means = np.zeros((nothing, projected.shape[1]), np.float32)
    np.add.at(means, entry_of_row[inside], projected[inside])
    means /= np.maximum(np.bincount(entry_of_row[inside], minlength=nothing), 1)[:, None]
    means -= means.sum(0) / max(1, nothing)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    return EntrySimilarity((means / np.maximum(lengths, 1e-9)).astype(np.float32))
