"""Finds the offered choices that a message picks: by "2", "the second and the third", or some of their words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bot.conversation.asking import asking_patterns, is_question, joining_words
from bot.conversation.language_files import language_file, talk_of, words_of
from bot.conversation.message import pieces_of
from bot.matching import normalise
from bot.model import Choice

_CHOICES = ("choice_1", "choice_2", "choice_3")
"""The lists of a language's file with the words for the first choice, the second and the third."""
_LED = re.compile(rf"\A\s?#?([0-{len(_CHOICES)}])(?:\s?([.,:;!)])\s?|\s)(?=\D)")
"""A number in front of what else is asked ("2. and since when?"); 0 is none of the choices."""
_PIECE = re.compile(
    r"(?:[^,;.!?，；。！？]|[,;.!?](?=\S))++[?？]?"
)  # What stands between two such marks: "2.5" is one.
_BETWEEN = " ,;.!"  # Marks between a choice and what else is said.
_DIGITS = 2  # Digits that the number of a choice has, at most.
_ASKED = 2  # Words of what else is asked, at least.
_SHORT = 8  # Words up to which a message may pick by some of those of a choice.
_ALMOST = 3  # Letters of a word above which its beginning is enough.


@dataclass(frozen=True, slots=True)
class Picked:
    """What a message answers to the choices that were offered."""

    places: tuple[int, ...]  # Places of the choices, in the order in which they are picked.
    rest: str = ""  # What the message asks besides.

    @property
    def none_meant(self) -> bool:
        return not self.places


def pick(text: str, offered: Sequence[Choice], language: str) -> Picked | None:
    """None where a message is no answer to the choices."""
    if not offered:
        return None
    patterns = talk_of(language).patterns
    if patterns["none"].fullmatch(text):
        return Picked(())
    if patterns["all"].fullmatch(text):
        return Picked(tuple(range(len(offered))))
    # "#2" is normalised to "2th".
    words = [word.removesuffix("th") if word[0].isdigit() else word for word in normalise(text)]
    by_places = _by_places(words, len(offered), language)
    if by_places.places:
        return Picked(by_places.places) if max(by_places.places) < len(offered) else None
    if len(offered) == 1 and _agrees(by_places.besides, words, language):
        return Picked((0,))
    by_words = _by_words(by_places.besides, offered) if len(words) <= _SHORT else None
    if by_words is not None:
        return Picked((by_words,))
    return _led(text, offered, language) or _beside_pieces(text, offered, language)


def refuses_all(text: str, language: str) -> bool:
    """Whether it says in words that nothing told was meant, where no choices were offered: 0 is none of those alone."""
    return number_alone(text) is None and talk_of(language).patterns["none"].fullmatch(text) is not None


def number_alone(text: str) -> int | None:
    """The number of a choice that a message consists of; one of more digits is none, for 2024 is a year."""
    number = text.strip()
    return int(number) if number.isdecimal() and len(number) <= _DIGITS else None


class _ByPlaces(NamedTuple):
    places: tuple[int, ...]
    """Those that words name, up to that of the third choice; none where the words say anything else."""
    besides: Sequence[str]  # The words that neither name the first three places nor may stand around one.


def _by_places(words: Sequence[str], count: int, language: str) -> _ByPlaces:
    lists = talk_of(language).words
    place_of = {word: place for place, name in enumerate(_CHOICES) for word in lists[name]}
    around = lists["around"] | joining_words(language)
    besides = [word for word in words if word not in place_of and word not in around]
    if not lists["choice_last"].issuperset(besides):
        return _ByPlaces((), besides)
    named = [word for word in words if word in place_of]
    others = [word for word in named if word not in lists["number"]]
    # "One" is the first in "number one" and "one and the third", but not in "the second one", "the last one" and
    # "the one".
    stands_for_it = any(lead in lists["pointing_leads"] and word in lists["number"] for lead, word in pairwise(words))
    if stands_for_it or ((others or besides) and words[0] not in lists["number"]):
        named = others
    last = (count - 1,) if besides else ()
    return _ByPlaces(tuple(dict.fromkeys((*(place_of[word] for word in named), *last))), besides)


def _agrees(besides: Sequence[str], words: Sequence[str], language: str) -> bool:
    """Whether a message says yes, and nothing else. `besides`: its words that may not stand around a choice."""
    agreeing = talk_of(language).words["agreeing"]
    return agreeing.issuperset(besides) and not agreeing.isdisjoint(words)


def _led(text: str, offered: Sequence[Choice], language: str) -> Picked | None:
    """A number in front of a question, or of words that ask and count nothing ("2 obviously")."""
    led = _LED.match(text)
    if led is None or int(led[1]) > len(offered):
        return None
    place, rest = int(led[1]) - 1, text[led.end() :].strip()
    places = (place,) if place >= 0 else ()
    first, _, further = rest.partition(" ")
    around, patterns = talk_of(language).words["around"], asking_patterns(language)
    is_apart = led[2] is not None or patterns.conjunction.match(rest) is not None
    if further and first.endswith(",") and around.issuperset(normalise(first)):
        is_apart, rest = True, further.strip()  # "2 please, and how far".
    is_apart = is_apart or joining_words(language).issuperset(normalise(rest)[:1])
    asks = patterns.asking.search(rest) is not None
    if is_apart and len(rest.split()) >= _ASKED:
        is_asked = _asks(rest, language) if places else asks
        return Picked(places, rest if is_asked else "")
    return Picked(places) if not asks and _counted(language).isdisjoint(normalise(rest)[:1]) else None


def _asks(rest: str, language: str) -> bool:
    """Whether what stands behind a choice asks something: "and October", but not "that is the one"."""
    joined = asking_patterns(language).conjunction.match(rest) is not None
    return joined or any(is_question(piece, language) for piece in pieces_of(rest, language))


@cache
def _counted(language: str) -> frozenset[str]:
    """The words that make an amount of a number before them: "2 months", "3 million"."""
    file = language_file(language)
    return frozenset(file.get("scales", {})).union(*words_of(file, "dimensions").values())


def _beside_pieces(text: str, offered: Sequence[Choice], language: str) -> Picked | None:
    """A choice among other pieces: "that is not mine, so 2 please", "the first one, but how far does it go"."""
    around = talk_of(language).words["around"]
    found = list(_PIECE.finditer(text))
    for at, one in enumerate(found if len(found) > 1 else ()):
        words = normalise(asking_patterns(language).conjunction.sub("", one[0].strip(), count=1))
        places = _by_places(words, len(offered), language).places
        if places and max(places) < len(offered):
            begins = (later.start() for later in found[at + 1 :] if not around.issuperset(normalise(later[0])))
            rest = text[next(begins, len(text)) :].strip(_BETWEEN)
            return Picked(places, rest if _asks(rest, language) else "")
        if is_question(one[0], language):
            return None
    return None


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
