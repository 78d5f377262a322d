"""Reads the place among others that a question asks for: words in, the rank or the number of the best out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.queries.language import Language
from bot.conversation.queries.limits import number_at

_PLACE = re.compile(r"([2-9]|1\d)(?:st|nd|rd|th)")
_MOST = 12
"""Figures that are asked for at once, at most."""


def rank_of(words: Sequence[str], text: str, of: Language) -> int:
    """The place that is asked for, as 2 in "the second best"; 1 where none is; 0 where it is asked which."""
    for at, word in enumerate(words[:-1]):
        after = words[at + 1]
        if of.ordinals.get(word, 1) > 1 and after not in of.words["of_ordinals"]:
            return of.ordinals[word]
        found = _PLACE.fullmatch(word)
        if found and after in of.words["places"]:
            return int(found[1])
        if word in of.words["numbered"] and after in of.numbers:
            return of.numbers[after]
    if of.which_place is not None and of.which_place.search(text):
        return 0
    runner_up = of.words["runner_up"]
    return 2 if runner_up and runner_up.issubset(words) else 1


def best_of(words: Sequence[str], of: Language) -> int:
    """How many are asked for, as 3 in "the three best" and "the top 3"."""
    for at, word in enumerate(words):
        for near in (at - 1, at + 1) if word in of.words["counted"] else ():
            found = number_at(words, near, of) if 0 <= near < len(words) else None
            if found and 2 <= found.value <= _MOST and found.value == int(found.value):
                return int(found.value)
    return 1
