"""BM25 of bm25s: phrasings by class in, rankings out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from benchmarks.contestants.phrasewise import Floats, Phrases, rank_phrasewise
from benchmarks.data import Examples
from benchmarks.measures import Ranked

_WORD = re.compile(r"\w+")


class Bm25:
    name = "BM25"

    def __init__(self, examples: Examples, outside: Sequence[str] = ()) -> None:
        from bm25s import BM25

        self._phrases = Phrases(examples, outside)
        self._index = BM25()
        self._index.index([_words(text) for text in self._phrases.texts], show_progress=False)

    def rank(self, questions: Sequence[str]) -> dict[str, Ranked]:
        return rank_phrasewise(self.name, self._phrases, self._similarities, questions)

    def _similarities(self, questions: Sequence[str]) -> Floats:
        known = self._index.vocab_dict
        rows = []
        for text in questions:
            words = [word for word in _words(text) if word in known]
            rows.append(self._index.get_scores(words) if words else np.zeros(len(self._phrases.texts)))
        return np.stack(rows).astype(np.float32)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
