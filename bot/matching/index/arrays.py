"""The arrays of an index: types, sparse rows, and floats packed in a byte or two, as 16-bit floats are slow."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
Bytes = NDArray[np.int8]
Shorts = NDArray[np.int16]
Places = NDArray[np.uint16] | NDArray[np.int32]

WHOLE = 65_535  # Of a share from 0 to 1 in two bytes: the steps that 1 has.


def quantised(rows: Floats, kind: type[np.int8] | type[np.int16]) -> tuple[NDArray[Any], Floats]:
    """Return the rows in steps of 1/127 (or 1/32767) of the largest number of each, and these steps."""
    most = np.iinfo(kind).max
    scales = np.maximum(np.abs(rows).max(1, initial=0), np.float32(1e-9)) / np.float32(most)
    return np.rint(rows / scales[:, None]).astype(kind), scales.astype(np.float32)


def narrow_places(places: NDArray[Any], count: int) -> Places:
    """Return places from 0 to `count` - 1 in two bytes each where these suffice, else in four."""
    return places.astype(np.uint16) if count <= 1 << 16 else places.astype(np.int32)


@dataclass(frozen=True, slots=True)
class SparseRows:
    """The columns and values of each row that are not zero, end to end."""

    starts: Ints  # Where each row begins, and last the end of the last row.
    ids: Places
    values: NDArray[Any]  # May be quantised; the reader knows the scale.

    def __len__(self) -> int:
        return len(self.starts) - 1

    def places(self, rows: NDArray[np.integer]) -> tuple[Ints, Ints]:
        """Return the places of all values of these rows, row by row, and the number in each."""
        firsts = self.starts.take(rows)
        sizes = self.starts.take(rows + 1) - firsts
        places = np.repeat(firsts - sizes.cumsum() + sizes, sizes)
        places += np.arange(len(places))
        return places, sizes

    def take(self, rows: NDArray[np.integer]) -> tuple[Places, NDArray[Any], Ints]:
        """Return the columns and values of these rows, row by row, and the number in each."""
        places, sizes = self.places(rows)
        return self.ids.take(places), self.values.take(places), sizes

    def dot(self, rows: NDArray[np.integer], weights: NDArray[Any], width: int) -> Doubles:
        """Return the weighted sum of these rows, as `width` numbers."""
        ids, values, sizes = self.take(rows)
        return np.bincount(ids, values * np.repeat(weights, sizes), width).astype(np.float64, copy=False)


def sparse_rows(row_of: NDArray[np.integer], count: int, ids: Places, values: NDArray[Any]) -> SparseRows:
    """`row_of`: the row of each value, from 0 to `count` - 1, rising."""
    return SparseRows(np.searchsorted(row_of, np.arange(count + 1)).astype(np.int64), ids, values)
