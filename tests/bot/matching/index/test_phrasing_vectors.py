"""Phrasings are kept as their words, and are as like a question as their vectors are."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.language.features import Worded
from bot.matching.language.frequency import table_of
from bot.matching.learning.counting import learn_features
from bot.matching.learning.vectors import read_vectors

COMMON = table_of([("the", 7.7), ("of", 7.5), ("price", 5.2), ("bread", 4.6)])
PHRASINGS = [
    Worded(("price", "of", "the", "bread"), ("§kind:bread",)),
    Worded(("the", "price", "of", "sourdough"), ()),
    Worded(("bread", "bread", "bread"), ()),
    Worded(("2025",), ()),
]


@pytest.mark.parametrize("asked", [*(words for words, _ in PHRASINGS), ("sourdouhg", "in", "2025"), ("qqq",)])
def test_words_and_vectors_are_equally_like_a_question(asked: tuple[str, ...]) -> None:
    features = learn_features(PHRASINGS, [], COMMON)
    matrix, wordings = read_vectors(features, PHRASINGS)
    ids, values = features.vector_of(asked).sparse

    found = wordings.similarities(np.arange(len(PHRASINGS)), (ids, values))

    np.testing.assert_allclose(found, matrix[:, ids] @ values, atol=1e-6)
