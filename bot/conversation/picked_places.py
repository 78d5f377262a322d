"""Reads which of the offered choices words pick by their place: "the second and the third", "#2", "the last one"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.conversation.asking import joining_words
from bot.conversation.language_files import ListName, talk_of

_CHOICES: tuple[ListName, ...] = ("choice_1", "choice_2", "choice_3")
MOST_NAMED = len(_CHOICES)


@dataclass(frozen=True, slots=True)
class Picked:
    """What a message answers to the choices that were offered."""

    places: tuple[int, ...]  # Places of the choices, in the order in which they are picked.
    rest: str = ""  # What the message asks besides.

    @property
    def none_meant(self) -> bool:
        return not self.places


def places_named(words: Sequence[str], count: int, language: str) -> tuple[int, ...]:
    """The places that words name, of at most the first three and the last of `count`; empty if they say more."""
    lists, place_of = talk_of(language).words, _place_of(language)
    besides = words_besides(words, language)
    if not lists["choice_last"].issuperset(besides):
        return ()
    named = [word for word in words if word in place_of]
    others = [word for word in named if word not in lists["number"]]
    # "One" is the first in "number one" and "one and the third", but not in "the second one", "the last one" and
    # "the one".
    stands_for_it = any(lead in lists["pointing_leads"] and word in lists["number"] for lead, word in pairwise(words))
    if stands_for_it or ((others or besides) and words[0] not in lists["number"]):
        named = others
    last = (count - 1,) if besides else ()
    return tuple(dict.fromkeys((*(place_of[word] for word in named), *last)))


def words_besides(words: Sequence[str], language: str) -> Sequence[str]:
    """The words that neither name one of the first three places nor may stand around one ("please")."""
    place_of, around = _place_of(language), talk_of(language).words["around"] | joining_words(language)
    return [word for word in words if word not in place_of and word not in around]


@cache
def _place_of(language: str) -> Mapping[str, int]:
    lists = talk_of(language).words
    return {word: place for place, name in enumerate(_CHOICES) for word in lists[name]}
