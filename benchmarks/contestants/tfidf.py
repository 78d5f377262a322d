"""Ranks by the cosine of TF-IDF over characters."""

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.contestants.phrasewise import Floats, Phrasewise
from benchmarks.data import Examples


class CharacterTfidf(Phrasewise):
    name = "TF-IDF, characters 2-5"

    def __init__(self, examples: Examples, outside: Sequence[str] = ()) -> None:
        super().__init__(examples, outside)
        self._vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32)
        self._known = self._vectors.fit_transform(self._phrases.texts).T.tocsr()

    def _similarities(self, questions: Sequence[str]) -> Floats:
        found: Floats = (self._vectors.transform(questions) @ self._known).toarray()
        return found
