"""Brings the inflected forms of a word to one stem: "sells" and "selling" to "sell"."""

from collections.abc import Callable, Mapping
from functools import cached_property

from bot.model import base_language

_STEMMERS = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "nl": "dutch"}
_STEMS_KEPT = 100_000


class Stems:
    """Stems of words; loads the stemmer, which takes long, only for an unknown word."""

    def __init__(self, language: str, known: Mapping[str, str]) -> None:
        self._name = _STEMMERS.get(base_language(language))
        self.known = dict(known)

    def __call__(self, word: str) -> str:
        if self._name is None:
            return word
        stem = self.known.get(word)
        if stem is None:
            stem = self._stem_word(word)
            if len(self.known) < _STEMS_KEPT:
                self.known[word] = stem
        return stem

    @cached_property
    def _stem_word(self) -> Callable[[str], str]:
        import snowballstemmer

        stem: Callable[[str], str] = snowballstemmer.stemmer(self._name).stemWord
        return stem
