"""A plain linear classifier over words and characters: phrasings by class in, rankings out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from benchmarks.data import Examples
from benchmarks.measures import Ranked, best_three


class Linear:
    """One against the rest. With lines out of scope, these are a class of their own, which is never the answer."""

    name = "linear, words and characters"

    def __init__(self, examples: Examples, outside: Sequence[str] = ()) -> None:
        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self._classes = len(examples.labels)
        self._with_outside = bool(outside)
        numbers = [number for number, texts in enumerate(examples.texts) for _ in texts]
        texts = [text for texts in examples.texts for text in texts]
        self._model = make_pipeline(make_union(words, characters), LinearSVC(random_state=0))
        self._model.fit([*texts, *outside], [*numbers, *(self._classes for _ in outside)])

    def rank(self, questions: Sequence[str]) -> dict[str, Ranked]:
        scores = self._model.decision_function(questions)
        ranked = best_three(scores[:, : self._classes])
        if not self._with_outside:
            return {self.name: ranked}
        confidence = ranked.confidence - np.maximum(scores[:, self._classes], -1)
        return {f"{self.name}, out of scope as a class": Ranked(ranked.classes, confidence)}
