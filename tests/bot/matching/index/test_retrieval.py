"""The nearest phrasings are found, and their similarity is exact however many there are."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.index.arrays import SparseRows
from bot.matching.index.retrieval import BUDGET, PhrasingVectors
from bot.matching.learning.vectors import inverted_index

FEATURES = 40


def rows_of(count: int, seed: int = 0) -> NDArray[np.float32]:
    """Vectors of length 1 with a few features each, the first ones in nearly all of them."""
    random = np.random.default_rng(seed)
    share = np.linspace(0.9, 0.05, FEATURES)
    rows = np.where(random.random((count, FEATURES)) < share, random.random((count, FEATURES)) + 0.1, 0)
    rows[:, 0] = 0.1
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def similar(rows: NDArray[np.float32], asked: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    return inverted_index(csr_matrix(rows)).similar(vector(asked), wordings(rows))


def wordings(rows: NDArray[np.float32]) -> PhrasingVectors:
    """Of phrasings without words: all their features are whole."""
    owners, ids = np.nonzero(rows)
    starts = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=len(rows))))).astype(np.int64)
    none = np.zeros(0, np.int32)
    return PhrasingVectors(
        SparseRows(starts, ids.astype(np.int32), rows[owners, ids]),
        SparseRows(np.zeros(1, np.int64), none, rows[:0, 0]),
        np.array(FEATURES),
    )


def vector(row: NDArray[np.float32]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    ids = np.flatnonzero(row)
    return ids.astype(np.int32), row[ids]


def test_a_small_base_is_compared_as_a_whole() -> None:
    rows = rows_of(50)

    found, similarities = similar(rows, rows[7])

    np.testing.assert_array_equal(found, np.arange(50))
    np.testing.assert_allclose(similarities, rows @ rows[7], atol=1e-4)


@pytest.mark.parametrize("question", range(5))
def test_a_large_base_gives_the_same_similarities_to_what_it_finds(question: int) -> None:
    rows = rows_of(BUDGET // 5)
    asked = rows_of(5, seed=1)[question]

    found, similarities = similar(rows, asked)

    assert 0 < len(found) < len(rows)
    np.testing.assert_allclose(similarities, rows[found] @ asked, atol=1e-6)


@pytest.mark.parametrize("row", [0, 17, BUDGET // 5 - 1])
def test_a_large_base_finds_the_phrasing_itself(row: int) -> None:
    rows = rows_of(BUDGET // 5)

    found, similarities = similar(rows, rows[row])

    assert row in found
    assert similarities[list(found).index(row)] == pytest.approx(1, abs=1e-5)


def test_rows_come_in_their_order_and_once() -> None:
    rows = rows_of(BUDGET // 5)

    found, _ = similar(rows, rows[3])

    assert list(found) == sorted(set(found.tolist()))


def test_nothing_is_like_a_question_without_features() -> None:
    found, similarities = similar(rows_of(20), np.zeros(FEATURES, np.float32))

    assert len(found) == len(similarities) == 0


def test_an_empty_base_finds_nothing() -> None:
    found, _ = similar(np.zeros((0, FEATURES), np.float32), rows_of(1)[0])

    assert len(found) == 0
