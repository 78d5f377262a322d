"""The scorers of rapidfuzz: phrasings by class in, rankings out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process, utils

from benchmarks.contestants.phrasewise import Floats, Phrases, rank_phrasewise
from benchmarks.data import Examples
from benchmarks.measures import Ranked


class _Fuzzy:
    """Texts are preprocessed, as the library advises: lower case, letters and digits only."""

    name: str
    scorer: Any

    def __init__(self, examples: Examples, outside: Sequence[str] = ()) -> None:
        self._phrases = Phrases(examples, outside)
        self._known = [utils.default_process(text) for text in self._phrases.texts]

    def rank(self, questions: Sequence[str]) -> dict[str, Ranked]:
        return rank_phrasewise(self.name, self._phrases, self._similarities, questions)

    def _similarities(self, questions: Sequence[str]) -> Floats:
        asked = [utils.default_process(text) for text in questions]
        found: Floats = process.cdist(asked, self._known, scorer=self.scorer, dtype=np.float32, workers=-1)
        return found


class WRatio(_Fuzzy):
    name = "rapidfuzz WRatio"
    scorer = staticmethod(fuzz.WRatio)


class TokenSort(_Fuzzy):
    name = "rapidfuzz token_sort_ratio"
    scorer = staticmethod(fuzz.token_sort_ratio)


class TokenSet(_Fuzzy):
    name = "rapidfuzz token_set_ratio"
    scorer = staticmethod(fuzz.token_set_ratio)
