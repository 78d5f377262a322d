"""Reads the places of the choices that a message picks: "the second and the third", "#2", "the last one"."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    lists, besides = talk_of(language).words, words_besides(words, language)
    if not lists["choice_last"].issuperset(besides):
        return ()
    place_of = {word: place for place, name in enumerate(_CHOICES) for word in lists[name]}
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
    lists = talk_of(language).words
    of_places = lists["around"].union(joining_words(language), *(lists[name] for name in _CHOICES))
    return [word for word in words if word not in of_places]
