"""Finds the offered choices that a message picks: by "2", "the second and the third", or some of their words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.asking import asking_patterns, is_question, joining_words
from bot.conversation.language_files import Talk, talk_of
from bot.conversation.pieces import pieces_of
from bot.matching import normalise
from bot.model import Choice

_CHOICES = ("choice_1", "choice_2", "choice_3")
"""Lists of the words for each place."""
_LED = re.compile(rf"\A\s?#?([1-{len(_CHOICES)}])(?:\s?([.,:;!)])\s?|\s)(?=\D)")
"""A number in front of what else is asked ("2. and since when?")."""
_BETWEEN = " ,;.!"
"""Marks between a choice and what else is said."""
_ASKED = 2
"""Words of what else is asked, at least."""
_SHORT = 8
"""Words up to which a message may pick by some of those of a choice."""
_ALMOST = 3
"""Letters of a word above which its beginning is enough."""


@dataclass(frozen=True, slots=True)
class Picked:
    places: tuple[int, ...] = ()
    """Of the choices, in the order in which they are picked; empty: none of these."""
    rest: str = ""
    """What the message asks besides."""


NONE = Picked()
"""None of these."""


def pick(text: str, offered: Sequence[Choice], language: str) -> Picked | None:
    """What a message picks; None where it picks nothing."""
    if not offered:
        return None
    talk = talk_of(language)
    if talk.patterns["none"].fullmatch(text):
        return NONE
    # "#2" is normalised to "2th".
    words = [word.removesuffix("th") if word[0].isdigit() else word for word in normalise(text)]
    places = _by_places(words, len(offered), talk)
    if places:
        return Picked(places) if max(places) < len(offered) else None
    by_words = _by_words(_besides_places(words, talk), offered) if len(words) <= _SHORT else None
    if by_words is not None:
        return Picked((by_words,))
    return _led(text, offered, language) or _beside_pieces(text, offered, language)


def _by_places(words: Sequence[str], count: int, talk: Talk) -> tuple[int, ...]:
    """The places that a message names; none where it says anything else. `count`: of the choices."""
    besides = _besides_places(words, talk)
    if not talk.words["choice_last"].issuperset(besides):
        return ()
    names_last = bool(besides)
    place_of = _place_of_words(talk)
    named = [place_of[word] for word in _picking(words, place_of, talk.words["number"], names_last)]
    return tuple(dict.fromkeys((*named, *((count - 1,) if names_last else ()))))


def _besides_places(words: Sequence[str], talk: Talk) -> list[str]:
    """The words but for those that name a place, or may stand around one."""
    place_of = _place_of_words(talk)
    return [word for word in words if word not in place_of and word not in talk.words["around"]]


def _place_of_words(talk: Talk) -> Mapping[str, int]:
    return {word: place for place, name in enumerate(_CHOICES) for word in talk.words[name]}


def _picking(words: Sequence[str], known: Collection[str], nouns: Collection[str], names_last: bool) -> Sequence[str]:
    """The words that pick a place, each of them known; `nouns`: those that may only stand for a choice, as "one"."""
    picking = [word for word in words if word in known]
    ordinals = [word for word in picking if word not in nouns]
    if not ordinals and not names_last:
        return picking  # "Number one".
    if words[0] in nouns:
        return picking  # "One and the third".
    return ordinals  # "The second one", "the last one".


def _led(text: str, offered: Sequence[Choice], language: str) -> Picked | None:
    """A number with a question behind it."""
    led = _LED.match(text)
    if led is None or int(led[1]) > len(offered):
        return None
    behind = text[led.end() :].strip()
    rest = _without_first(talk_of(language).words["around"], behind)
    is_apart = led[2] is not None or rest != behind or joining_words(language).issuperset(normalise(rest)[:1])
    if len(rest.split()) < _ASKED or not is_apart:
        return None  # "2 months later?"
    return Picked((int(led[1]) - 1,), rest)


def _without_first(around: frozenset[str], text: str) -> str:
    """A text without the words at its beginning that may stand around a choice, "please, " of "please, and how far"."""
    first, _, rest = text.partition(" ")
    is_around = bool(rest) and around.issuperset(normalise(first)) and first.endswith(",")
    return rest.strip() if is_around else text


def _beside_pieces(text: str, offered: Sequence[Choice], language: str) -> Picked | None:
    """A choice behind what only tells something and in front of what else is said: "that is not mine, so 2 please",
    "the first one, but how far does it go"."""
    pieces = pieces_of(text, language)
    for piece in pieces if len(pieces) > 1 else ():
        places = _of_piece(piece, len(offered), language)
        if places:
            return Picked(places, text[text.find(piece) + len(piece) :].strip(_BETWEEN))
        if is_question(piece, language):
            return None
    return None


def _of_piece(piece: str, count: int, language: str) -> tuple[int, ...]:
    """The places that a piece of a message names, as long as there are so many choices."""
    words = normalise(asking_patterns(language).conjunction.sub("", piece, count=1))
    places = _by_places(words, count, talk_of(language)) if words else ()
    return places if places and max(places) < count else ()


def _by_words(words: Sequence[str], offered: Sequence[Choice]) -> int | None:
    """The place of the only choice that says all the words."""
    if not words:
        return None
    texts = [frozenset(normalise(choice.question)) for choice in offered]
    found = [at for at, text in enumerate(texts) if all(any(_alike(word, one) for one in text) for word in words)]
    return found[0] if len(found) == 1 else None


def _alike(said: str, offered: str) -> bool:
    """Whether a word of a message is one of a choice: it may break off, with its last letter wrong ("charh" for
    "charging"), or go on ("lamps" for "lamp")."""
    if said == offered:
        return True
    breaks_off = len(said) > _ALMOST and offered.startswith(said[:-1])
    return breaks_off or (len(offered) > _ALMOST and said.startswith(offered))
