"""Packs rows of floats into integers of one or two bytes, with a scale for each row.

They need no more memory than 16-bit floats, whose conversion takes longer than the computation itself.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
Bytes = NDArray[np.int8]
Shorts = NDArray[np.int16]
Places = NDArray[np.uint16] | NDArray[np.int32]
Shares = NDArray[np.uint16]

WHOLE = 65_535


def quantised(rows: Floats, kind: type[np.int8] | type[np.int16]) -> tuple[NDArray[Any], Floats]:
    """Return the rows in steps of 1/127 (or 1/32767) of the largest number of each, and these steps."""
    most = np.iinfo(kind).max
    scales = np.maximum(np.abs(rows).max(1, initial=0), np.float32(1e-9)) / np.float32(most)
    return np.rint(rows / scales[:, None]).astype(kind), scales.astype(np.float32)


def quantised_shares(shares: Floats) -> Shares:
    """Return numbers from 0 to 1 in steps of 1/65535."""
    packed: Shares = np.rint(shares * np.float32(WHOLE)).astype(np.uint16)
    return packed


def narrow_places(places: NDArray[Any], count: int) -> Places:
    """Return places from 0 to `count` - 1 in two bytes each where these suffice, else in four."""
    return places.astype(np.uint16) if count <= 1 << 16 else places.astype(np.int32)
