"""Ranks by the scorers of rapidfuzz."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process, utils

from benchmarks.contestants.phrasewise import Floats, Phrasewise
from benchmarks.data import Examples


class _Fuzzy(Phrasewise):
    """Texts are preprocessed, as the library advises: lower case, letters and digits only."""

    scorer: Any

    def __init__(self, examples: Examples, outside: Sequence[str] = ()) -> None:
        super().__init__(examples, outside)
        self._known = [utils.default_process(text) for text in self._phrases.texts]

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
