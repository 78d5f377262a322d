"""TF-IDF over characters: phrasings by class in, rankings by the cosine out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.contestants.phrasewise import Floats, Phrases, rank_phrasewise
from benchmarks.data import Examples
from benchmarks.measures import Ranked


class CharacterTfidf:
    name = "TF-IDF, characters 2-5"

    def __init__(self, examples: Examples, outside: Sequence[str] = ()) -> None:
        self._phrases = Phrases(examples, outside)
        self._vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32)
        self._known = self._vectors.fit_transform(self._phrases.texts).T.tocsr()

    def rank(self, questions: Sequence[str]) -> dict[str, Ranked]:
        return rank_phrasewise(self.name, self._phrases, self._similarities, questions)

    def _similarities(self, questions: Sequence[str]) -> Floats:
        found: Floats = (self._vectors.transform(questions) @ self._known).toarray()
        return found
