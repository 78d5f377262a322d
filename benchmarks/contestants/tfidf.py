"""TF-IDF over characters: phrasings by class in, rankings by the cosine out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.contestants.phrasewise import Floats, rank_phrasewise
from benchmarks.data import Examples
from benchmarks.measures import Ranked


class CharacterTfidf:
    name = "TF-IDF, characters 2-5"

    def __init__(self, examples: Examples) -> None:
        self._examples = examples
        self._vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32)
        self._phrases = self._vectors.fit_transform([text for texts in examples.texts for text in texts]).T.tocsr()

    def rank(self, questions: Sequence[str]) -> dict[str, Ranked]:
        return rank_phrasewise(self.name, self._examples, self._similarities, questions)

    def _similarities(self, questions: Sequence[str]) -> Floats:
        found: Floats = (self._vectors.transform(questions) @ self._phrases).toarray()
        return found
