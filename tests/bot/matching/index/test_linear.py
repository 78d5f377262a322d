"""The learned part of the ranking, on vectors made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.index.linear import LinearModel, log_softmax
from bot.matching.language.features import TextVector, WordVector
from bot.matching.learning.linear import linear_of
from bot.matching.learning.projection import learn_projection
from bot.matching.learning.regression import learn_regression
from bot.matching.learning.separating import find_rivals, learn_separators

GROUPS, ROWS, FEATURES = 4, 6, 12


def examples() -> tuple[csr_matrix, NDArray[np.int64]]:
    """Each group has a feature of its own and shares the others."""
    random = np.random.default_rng(0)
    rows = random.random((GROUPS * ROWS, FEATURES)) * 0.3
    groups = np.repeat(np.arange(GROUPS), ROWS)
    rows[np.arange(len(groups)), groups] = 1
    return csr_matrix((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)), groups


def learn(rows: csr_matrix, groups: NDArray[np.int64], count: int) -> LinearModel:
    lots, keys = (np.arange(size, dtype=np.uint32) for size in rows.shape)
    projection = learn_projection(rows, lots, keys)
    projected = rows @ projection
    regression = learn_regression(projected, groups, count)
    rivals = find_rivals(projected, regression, groups)
    return linear_of(projection, regression, learn_separators(rows, rivals, groups, count, lots))


@pytest.fixture(scope="module")
def model() -> LinearModel:
    rows, groups = examples()
    return learn(rows, groups, GROUPS)


def scores(model: LinearModel, row: NDArray[np.float32]) -> NDArray[np.float32]:
    ids = np.flatnonzero(row)
    vector = (ids.astype(np.int32), row[ids].astype(np.float32))
    _, found = model.read(TextVector(vector, vector, (), np.zeros(0, np.float32)))
    return found


def test_both_numbers_find_the_group_of_each_row(model: LinearModel) -> None:
    rows, groups = examples()

    for row, group in zip(rows.toarray(), groups, strict=True):
        margins, likelihoods = scores(model, row)
        assert margins.argmax() == likelihoods.argmax() == group


def test_likelihoods_are_logarithms_of_probabilities(model: LinearModel) -> None:
    _, likelihoods = scores(model, examples()[0].toarray()[0])

    assert np.exp(likelihoods).sum() == pytest.approx(1, abs=1e-4)


def test_learning_again_gives_the_same(model: LinearModel) -> None:
    rows, groups = examples()

    again = learn(rows, groups, GROUPS)

    for row in rows.toarray()[::5]:
        np.testing.assert_array_equal(scores(model, row), scores(again, row))


def test_a_word_counts_as_its_n_grams_do(model: LinearModel) -> None:
    ids = np.arange(3, dtype=np.int32)
    values = np.array([0.3, 0.6, 0.1], np.float32)
    word = WordVector("bread", -1, 1.0, ids, values)
    vector = (ids, values * np.float32(0.5))
    whole = (ids[:0], values[:0])
    text = TextVector(vector, whole, (word,), np.array([0.5], np.float32))

    for _ in range(2):
        projected, found = model.read(text)
        expected = model.read(TextVector(vector, vector, (), values[:0]))
        np.testing.assert_allclose(projected, expected[0], atol=1e-4)
        np.testing.assert_allclose(found, expected[1], atol=1e-3)


def test_a_group_without_rows_has_a_score_too() -> None:
    rows, groups = examples()

    model = learn(rows, groups, GROUPS + 1)

    assert scores(model, rows.toarray()[0]).shape == (2, GROUPS + 1)


def test_a_single_row_can_be_learned() -> None:
    rows = csr_matrix(np.array([[0.6, 0.8]], np.float32))

    model = learn(rows, np.zeros(1, np.int64), 2)

    assert np.isfinite(scores(model, np.array([0.6, 0.8], np.float32))).all()


def test_softmax_takes_large_numbers() -> None:
    assert np.isfinite(log_softmax(np.array([1e4, -1e4, 0], np.float32))).all()
