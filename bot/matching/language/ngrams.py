"""Names the n-grams of a text (pieces of words, pairs of words), and hashes the names."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SHORTEST, LONGEST = 2, 4  # Lengths of n-grams, taken from the word between "<" and ">".


def gram_names(word: str) -> list[str]:
    """The names of its n-grams as features; none for a number."""
    if word.isdigit():
        return []
    framed = f"<{word}>"
    return [
        "#" + framed[start : start + length]
        for length in range(SHORTEST, min(LONGEST + 1, len(framed)))
        for start in range(len(framed) - length + 1)
    ]


def pairs(words: Sequence[str]) -> list[tuple[str, str, str]]:
    """Neighbouring words, and words with one between them, each with the name of the feature."""
    return [
        (first, second, pair_name(first, second, apart))
        for apart in (1, 2)
        for first, second in zip(words, words[apart:], strict=False)
    ]


def pair_name(first: str, second: str, apart: int) -> str:
    return f"{first} {second}" if apart == 1 else f"{first} _ {second}"


def places_in(keys: NDArray[np.uint32], hashes: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return where each hash stands among the sorted `keys`, -1 for those that do not."""
    if not len(keys):
        return np.full(len(hashes), -1, np.int64)
    at = np.minimum(np.searchsorted(keys, hashes), len(keys) - 1)
    return np.where(keys[at] == hashes, at, -1)


def hashes_of(names: Sequence[str]) -> NDArray[np.uint32]:
    return np.array([crc32(name.encode("utf-8", "surrogatepass")) for name in names], np.uint32)
