"""Finds the offered choice that a message picks: by "2", "the second", or some of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.matching.facets import rank_of
from bot.matching.text import normalise
from bot.model import Choice

NONE = -1
_PLACES = {"1": 0, "one": 0, "2": 1, "two": 1, "3": 2, "three": 2}
_AROUND = frozenset(
    "the number no option choice answer please one yes ok okay i mean meant want about that with to".split()
)
_NONE = re.compile(r"\A\s*+(?:0|none(?: of (?:these|them|those))?|neither|nothing|no|nope)[\s.!]*+", re.IGNORECASE)


def pick(text: str, offered: Sequence[Choice]) -> int | None:
    """Return the place of the choice, `NONE` for "none of these", or None where the text picks nothing."""
    if not offered:
        return None
    if _NONE.fullmatch(text):
        return NONE
    words = list(normalise(text))
    if words == ["last"] or words == ["the", "last", "one"] or words == ["the", "last"]:
        return len(offered) - 1
    places = [place for place in map(_place, words) if place is not None]
    others = [word for word in words if _place(word) is None and word not in _AROUND]
    if not others and places:
        place = places[0] if len(set(places)) == 1 or "one" not in words else next((p for p in places if p), 0)
        return place if place < len(offered) else None
    return _by_words(others, offered) if len(words) <= 8 else None


def _place(word: str) -> int | None:
    return _PLACES.get(rank_of(word) or word)


def _by_words(words: Sequence[str], offered: Sequence[Choice]) -> int | None:
    """The only choice that has a word which the others lack, where all the words are found in it."""
    if not words:
        return None
    texts = [frozenset(normalise(choice.question)) for choice in offered]
    telling = [sum(any(_alike(word, one) for one in text) for word in words) for text in texts]
    best = max(telling)
    if best < len(words) or telling.count(best) > 1:
        return None
    return telling.index(best)


def _alike(word: str, other: str) -> bool:
    if word == other:
        return True
    return (len(word) > 3 and other.startswith(word[:-1])) or (len(other) > 3 and word.startswith(other))
