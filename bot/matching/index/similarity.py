"""Compares entries with each other by their projected phrasings.

A follow-up ("who spoke?", "and the battery?") mostly asks for an entry similar to the last answer.
"""

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Floats


def similar_to(entry: int, vectors: Floats) -> Floats:
    """Return the similarity of each entry, and last of "nothing" (0), to this one: from -1 to 1."""
    return np.append(vectors @ vectors[entry], np.float32(0))


def entry_vectors(projected: Floats, entry_of_row: NDArray[np.int32], nothing: int) -> Floats:
    """Return entries by directions, each of length 1 (or 0): the mean of the phrasings, less the mean of all entries.
    `projected`: all phrasings; those of "nothing" are left out."""
    inside = entry_of_row < nothing
    means = np.zeros((nothing, projected.shape[1]), np.float32)
    np.add.at(means, entry_of_row[inside], projected[inside])
    means /= np.maximum(np.bincount(entry_of_row[inside], minlength=nothing), 1)[:, None]
    means -= means.sum(0) / max(1, nothing)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    vectors: Floats = (means / np.maximum(lengths, 1e-9)).astype(np.float32)
    return vectors
