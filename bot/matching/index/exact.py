"""Finds the entries that have a question word for word as one of their ways of asking."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ExactTable:
    keys: NDArray[np.uint64]
    """Sorted hashes of the normalised phrasings; one that several entries share stands once for each."""
    entries: NDArray[np.int32]

    def find(self, words: Sequence[str]) -> tuple[int, ...]:
        """Return the entries, each once, in their order."""
        key = np.uint64(_key(words))
        return tuple(self.entries[self.keys.searchsorted(key) : self.keys.searchsorted(key, "right")].tolist())


def learn_exact(phrasings: Sequence[Sequence[Sequence[str]]]) -> ExactTable:
    """`phrasings`: of each entry, in words."""
    pairs = sorted({(_key(words), entry) for entry, lines in enumerate(phrasings) for words in lines if words})
    return ExactTable(np.array([key for key, _ in pairs], np.uint64), np.array([entry for _, entry in pairs], np.int32))


def _key(words: Sequence[str]) -> int:
    text = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")
