"""Ranks by a plain linear classifier over words and characters."""

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from benchmarks.contestants.phrasewise import Phrases, ranked_beside
from benchmarks.data import Examples
from benchmarks.measures import Ranked


class Linear:
    """One against the rest; lines out of scope are a class like the others, which is never the answer."""

    name = "linear, words and characters"

    def __init__(self, examples: Examples, outside: Sequence[str] = ()) -> None:
        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self._classes = len(examples.labels)
        phrases = Phrases(examples, outside)
        numbers = [number for number, size in enumerate(phrases.sizes) for _ in range(size)]
        self._model = make_pipeline(make_union(words, characters), LinearSVC(random_state=0))
        self._model.fit(phrases.texts, numbers)

    def rank(self, questions: Sequence[str]) -> dict[str, Ranked]:
        return {self.name: ranked_beside(self._model.decision_function(questions), self._classes)}
