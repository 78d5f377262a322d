"""Finds the directions onto which the vectors of phrasings are projected."""

import numpy as np
from scipy.sparse import csr_matrix

from bot.matching.index.arrays import Floats
from bot.matching.learning.lots import Lots, drawn, signs_of

DIRECTIONS = 192
DIRECTIONS_OF_FEW = 768  # Directions for at most `FEW_ROWS` phrasings, so that the projection loses nothing.
FEW_ROWS = 2_500
PROJECTION_ROWS = 7_500  # Phrasings, drawn at random, from which the directions are found.
_SPARE = 16  # Directions that are searched beyond those wanted, so that the last of these are exact too.


def learn_projection(rows: csr_matrix, lots: Lots, keys: Lots) -> Floats:
    """Return the matrix (features by directions) that projects a vector. `keys`: a number for each feature."""
    sample = rows[drawn(lots, PROJECTION_ROWS)]
    wanted = DIRECTIONS_OF_FEW if rows.shape[0] <= FEW_ROWS else DIRECTIONS
    count = min(wanted, min(sample.shape) - 1)
    return _directions(sample, keys, count) if count >= 1 else np.ones((rows.shape[1], 1), np.float32)


def _directions(sample: csr_matrix, keys: Lots, count: int) -> Floats:
    """Return the leading right singular vectors, found by a randomised search with one power step, in a tenth of the
    time of scikit-learn's `randomized_svd`, which orthogonalises on the far longer side of the features."""
    start = signs_of(keys, count + _SPARE)
    turned = sample.T.tocsr()
    basis = np.linalg.qr(sample @ start)[0]
    basis = np.linalg.qr(sample @ (turned @ basis))[0]
    projected = turned @ basis
    values, vectors = np.linalg.eigh((projected.T @ projected).astype(np.float64))
    leading = np.argsort(-values)[:count]
    scale = np.sqrt(np.maximum(values[leading], 1e-12))
    return np.ascontiguousarray(projected @ (vectors[:, leading] / scale).astype(np.float32))
