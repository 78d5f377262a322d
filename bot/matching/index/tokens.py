"""Reads the tokens of a question for the word model: stems, groups of like words, and the forms of the question."""

from collections.abc import Sequence

import numpy as np

from bot.matching.index.arrays import Floats
from bot.matching.language.forms import forms_of
from bot.matching.language.frequency import CommonWords
from bot.matching.language.naming import Lexicon

ALIKE = 0.6  # Part of a word's weight that counts as said if the entry says only a word like it.
_FORM, _LIKE_WORDS = "?", "~"
"""What tokens begin with that are no stems: forms of a question, and groups of like words."""


def tokens_of(words: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The stems of words, their groups of like words, and the forms of the question, each once."""
    forms = (_FORM + form for form in forms_of(words, lexicon.language))
    alike = (_LIKE_WORDS + found.value for found in lexicon.alike(words))
    return tuple(dict.fromkeys((*(lexicon.stem(word) for word in words), *alike, *forms)))


def weighed_tokens(words: Sequence[str], lexicon: Lexicon, common: CommonWords) -> tuple[tuple[str, ...], Floats]:
    """The same with weights: 0 for forms; a group of like words takes a part of the weight of its word."""
    tokens = tokens_of(words, lexicon)
    weights = {lexicon.stem(word): common.weight(word) for word in words}
    alike: dict[tuple[str, ...], list[str]] = {}
    for found in lexicon.alike(words):
        stems = tuple(lexicon.stem(word) for word in words[found.start : found.end])
        alike.setdefault(stems, []).append(_LIKE_WORDS + found.value)
    for stems, groups in alike.items():
        for stem in stems:
            part = ALIKE * weights[stem]
            weights[stem] -= part
            for group in groups:
                weights[group] = weights.get(group, 0.0) + part / len(groups)
    return tokens, np.array([weights.get(token, 0.0) for token in tokens], np.float32)
