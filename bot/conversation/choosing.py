"""Finds the offered choice that a message picks: by "2", "the second", or some of its words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.language_files import talk_of
from bot.matching import normalise
from bot.model import Choice

NONE = -1
_CHOICES = ("choice_1", "choice_2", "choice_3")


def pick(text: str, offered: Sequence[Choice], language: str) -> int | None:
    """Return the place of the choice, `NONE` for "none of these", or None where the text picks nothing."""
    if not offered:
        return None
    talk = talk_of(language)
    if talk.patterns["none"].fullmatch(text):
        return NONE
    words = [word.removesuffix("th") if word[0].isdigit() else word for word in normalise(text)]  # "#2"
    place_of = {word: place for place, name in enumerate(_CHOICES) for word in talk.words[name]}
    places = [place_of[word] for word in words if word in place_of]
    others = [word for word in words if word not in place_of and word not in talk.words["around"]]
    if others and talk.words["choice_last"].issuperset(others):
        return len(offered) - 1
    if not others and places:
        counts = len(set(places)) == 1 or talk.words["number"].isdisjoint(words)
        place = places[0] if counts else next((place for place in places if place), 0)
        return place if place < len(offered) else None
    return _by_words(others, offered) if len(words) <= 8 else None


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
