"""Finds the entries that have a question word for word as one of their ways of asking."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Owners = NDArray[np.int32]


def exact_table(phrasings: Sequence[Sequence[Sequence[str]]]) -> tuple[Keys, Owners]:
    """Return sorted keys of the entries' phrasings, and the entry of each."""
    pairs = sorted({(int(_key(words)), entry) for entry, lines in enumerate(phrasings) for words in lines if words})
    return np.array([key for key, _ in pairs], np.uint64), np.array([entry for _, entry in pairs], np.int32)


def find_exact(keys: Keys, owners: Owners, words: Sequence[str]) -> tuple[int, ...]:
    """Return the entries, each once, in their order."""
    key = _key(words)
    first = last = int(keys.searchsorted(key))
    while last < len(keys) and keys[last] == key:
        last += 1
    return tuple(sorted(set(owners[first:last].tolist())))


def _key(words: Sequence[str]) -> np.uint64:
    text = " ".join(words).encode("utf-8", "surrogatepass")
    return np.uint64(int.from_bytes(blake2b(text, digest_size=8).digest(), "little"))
