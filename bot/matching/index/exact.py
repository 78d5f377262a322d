"""Finds the entries that have a question word for word as one of their ways of asking, and the lines out of scope."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ExactTable:
    keys: NDArray[np.uint64]
    """Sorted hashes of the normalised phrasings; one that several entries share stands once for each."""
    entries: NDArray[np.int32]
    outside: NDArray[np.uint64]  # Sorted hashes of the lines out of scope that are no phrasing.

    def find(self, words: Sequence[str]) -> tuple[int, ...]:
        """Return the entries, each once, in their order."""
        key = np.uint64(_key(words))
        return tuple(self.entries[self.keys.searchsorted(key) : self.keys.searchsorted(key, "right")].tolist())

    def is_outside(self, words: Sequence[str]) -> bool:
        """Whether exactly these words are a line out of scope, and no phrasing."""
        key = np.uint64(_key(words))
        return bool(self.outside.searchsorted(key) < self.outside.searchsorted(key, "right"))


def learn_exact(phrasings: Sequence[Sequence[Sequence[str]]], outside: Iterable[Sequence[str]] = ()) -> ExactTable:
    """`phrasings`: of each entry, in words; `outside`: the lines out of scope, in words."""
    pairs = sorted({(_key(words), entry) for entry, lines in enumerate(phrasings) for words in lines if words})
    keys = [key for key, _ in pairs]
    alone = {_key(words) for words in outside if words}.difference(keys)
    return ExactTable(
        np.array(keys, np.uint64), np.array([entry for _, entry in pairs], np.int32), np.array(sorted(alone), np.uint64)
    )


def _key(words: Sequence[str]) -> int:
    text = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")
