"""Finds the offered choices that a message picks: by "2", "the second and the third", or some of their words."""

from collections.abc import Sequence

from bot.conversation.language_files import talk_of
from bot.conversation.picked_places import Picked, places_named, words_besides
from bot.conversation.picking_and_asking import choice_among_pieces, number_first
from bot.matching import normalise
from bot.model import Choice

_DIGITS = 2  # Digits that the number of a choice has, at most.
_SHORT = 8  # Words up to which a message may pick by some of those of a choice.
_ALMOST = 3  # Letters of a word above which its beginning is enough.


def pick(text: str, offered: Sequence[Choice], language: str) -> Picked | None:
    """None where a message is no answer to the choices.

    A message that is a pick as a whole comes first: of none or all, by places, by a yes, by words of one choice. Then
    come those with more behind the pick.
    """
    if not offered:
        return None
    patterns = talk_of(language).patterns
    if patterns["none"].fullmatch(text):
        return Picked(())
    if patterns["all"].fullmatch(text):
        return Picked(tuple(range(len(offered))))
    # "#2" is normalised to "2th".
    words = [word.removesuffix("th") if word[0].isdigit() else word for word in normalise(text)]
    places = places_named(words, len(offered), language)
    if places:
        return Picked(places) if max(places) < len(offered) else None
    besides = words_besides(words, language)
    if len(offered) == 1 and _agrees(besides, words, language):
        return Picked((0,))
    by_words = _by_words(besides, offered) if len(words) <= _SHORT else None
    if by_words is not None:
        return Picked((by_words,))
    return number_first(text, offered, language) or choice_among_pieces(text, offered, language)


def refuses_all(text: str, language: str) -> bool:
    """Whether it says in words that nothing told was meant, where no choices were offered: 0 is none of those alone."""
    return number_alone(text) is None and talk_of(language).patterns["none"].fullmatch(text) is not None


def number_alone(text: str) -> int | None:
    """The number of a choice that a message consists of; one of more digits is none, for 2024 is a year."""
    number = text.strip()
    return int(number) if number.isdecimal() and len(number) <= _DIGITS else None


def _agrees(besides: Sequence[str], words: Sequence[str], language: str) -> bool:
    """Whether a message says yes, and nothing else. `besides`: its words that may not stand around a choice."""
    agreeing = talk_of(language).words["agreeing"]
    return agreeing.issuperset(besides) and not agreeing.isdisjoint(words)


def _by_words(words: Sequence[str], offered: Sequence[Choice]) -> int | None:
    """The place of the only choice that says all the words."""
    if not words:
        return None
    texts = [frozenset(normalise(choice.question)) for choice in offered]
    found = [at for at, text in enumerate(texts) if all(any(_alike(word, one) for one in text) for word in words)]
    return found[0] if len(found) == 1 else None


def _alike(said: str, offered: str) -> bool:
    """Whether it may be the same word: broken off, its last letter wrong ("charh", "charging"), or longer ("lamps")."""
    if said == offered:
        return True
    breaks_off = len(said) > _ALMOST and offered.startswith(said[:-1])
    return breaks_off or (len(offered) > _ALMOST and said.startswith(offered))
