"""A sparse matrix: compressed sparse rows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.quantisation import Doubles, Ints, Places


@dataclass(frozen=True, slots=True)
class SparseRows:
    """The columns and values of each row that are not zero, end to end."""

    starts: Ints
    """Where each row begins, and last the end of the last row."""
    ids: Places
    values: NDArray[Any]
    """May be quantised; the reader knows the scale."""

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


def summed_by_row(products: NDArray[Any], sizes: Ints) -> NDArray[Any]:
    """Add up the numbers of each row; no row is empty."""
    return np.add.reduceat(products, sizes.cumsum() - sizes) if len(sizes) else products[:0]
