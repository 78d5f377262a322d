"""Words become a vector: each counts by its rarity, and its letters count along."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.language.features import Features, Worded
from bot.matching.language.frequency import table_of
from bot.matching.language.ngrams import gram_names, pairs
from bot.matching.learning.counting import learn_features
from bot.matching.learning.vectors import read_vectors

COMMON = table_of([("the", 7.7), ("of", 7.5), ("price", 5.2), ("bread", 4.6), ("sourdough", 3.0)])
PHRASINGS = [
    Worded(("price", "of", "the", "bread"), ()),
    Worded(("the", "price", "of", "sourdough"), ()),
    Worded(("bread", "of", "the", "day"), ()),
]


@pytest.fixture(scope="module")
def features() -> Features:
    return learn_features(PHRASINGS, [], COMMON)


def likeness(features: Features, one: str, other: str) -> float:
    size = len(features.keys)
    vectors = np.zeros((2, size))
    for row, text in enumerate((one, other)):
        ids, values = features.vector_of(tuple(text.split())).sparse
        vectors[row, ids] = values
    return float(vectors[0] @ vectors[1])


def test_a_vector_has_length_1(features: Features) -> None:
    _, values = features.vector_of(("price", "of", "bread")).sparse

    assert np.linalg.norm(values) == pytest.approx(1)


def test_each_feature_stands_once(features: Features) -> None:
    ids, _ = features.vector_of(("bread", "bread", "bread")).sparse

    assert len(set(ids.tolist())) == len(ids)


def test_what_is_unknown_has_no_features(features: Features) -> None:
    ids, values = features.vector_of(("qqq",)).sparse

    assert len(ids) == len(values) == 0


def test_nothing_has_no_features(features: Features) -> None:
    assert len(features.vector_of(()).sparse[0]) == 0


def test_a_rare_word_weighs_more_than_a_common_one(features: Features) -> None:
    assert features.weight("sourdough") > features.weight("price") > features.weight("the")


def test_a_misspelt_word_is_like_the_right_one(features: Features) -> None:
    assert likeness(features, "sourdouhg", "sourdough") > likeness(features, "sourdouhg", "bread")


def test_the_order_of_words_counts_a_little(features: Features) -> None:
    same, turned = likeness(features, "price bread", "price bread"), likeness(features, "bread price", "price bread")

    assert same == pytest.approx(1)
    assert 0.5 < turned <= same


def test_digits_have_no_grams() -> None:
    assert gram_names("2025") == []
    assert "#<b" in gram_names("bread")


def test_neighbours_make_pairs() -> None:
    assert [name for _, _, name in pairs(("rye", "bread", "price"))] == ["rye bread", "bread price", "rye _ price"]


def test_words_out_of_scope_do_not_become_known() -> None:
    features = learn_features(PHRASINGS, [Worded(("weather", "today"), ())], COMMON)

    assert "weather" not in features.words
    assert "bread" in features.words


def test_rows_stand_end_to_end(features: Features) -> None:
    matrix, _ = read_vectors(features, PHRASINGS)

    assert matrix.shape == (len(PHRASINGS), len(features.keys))
    ids, values = features.vector_of(*PHRASINGS[0]).sparse
    np.testing.assert_array_equal(matrix.indices[: matrix.indptr[1]], ids)
    np.testing.assert_allclose(matrix.data[: matrix.indptr[1]], values, rtol=1e-5)


def test_nothing_to_learn_from_makes_no_features() -> None:
    features = learn_features([], [], COMMON)

    assert len(features.keys) == 0
    assert len(features.vector_of(("bread",)).sparse[0]) == 0


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_words_make_a_vector(words: list[str]) -> None:
    ids, values = learn_features(PHRASINGS, [], COMMON).vector_of(words).sparse

    assert len(ids) == len(values)
    assert np.isfinite(values).all()
    assert not len(values) or np.linalg.norm(values) == pytest.approx(1, abs=1e-4)
