"""Draws random samples by a hash of each text, so that a new entry changes few of the other draws."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Floats, Ints
from bot.matching.language.features import Worded

Lots = NDArray[np.uint32]  # A random number for each.


def lots_of(phrasings: Sequence[Worded]) -> Lots:
    return np.array([crc32(" ".join(words).encode()) for words, _ in phrasings], np.uint32)


def drawn(lots: Lots, count: int) -> Ints:
    """Return the places of at most `count` of them, in their order."""
    return np.sort(np.argsort(lots, kind="stable")[:count])


def signs_of(keys: Lots, count: int) -> Floats:
    """Return 1 or -1 for each key, `count` times (the mixing function of SplitMix64)."""
    blocks = np.arange(1, 2 + count // 64, dtype=np.uint64)
    mixed = (keys.astype(np.uint64)[:, None] << np.uint64(32) | blocks) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return np.unpackbits(mixed.view(np.uint8), axis=1)[:, :count].astype(np.float32) * 2 - 1
