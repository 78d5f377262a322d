"""Ranks by BM25, of bm25s."""

import re
from collections.abc import Sequence

import numpy as np

from benchmarks.contestants.phrasewise import Floats, Phrasewise
from benchmarks.data import Examples

_WORD = re.compile(r"\w+")


class Bm25(Phrasewise):
    name = "BM25"

    def __init__(self, examples: Examples, outside: Sequence[str] = ()) -> None:
        from bm25s import BM25

        super().__init__(examples, outside)
        self._index = BM25()
        self._index.index([_words(text) for text in self._phrases.texts], show_progress=False)

    def _similarities(self, questions: Sequence[str]) -> Floats:
        known = self._index.vocab_dict
        rows = []
        for text in questions:
            words = [word for word in _words(text) if word in known]
            rows.append(self._index.get_scores(words) if words else np.zeros(len(self._phrases.texts)))
        return np.stack(rows).astype(np.float32)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
