"""Reads the facets of a text: names, times and ranks, and which of them it excludes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.knowledge import MONTH_NUMBERS
from bot.matching.language.facet_values import by_kind
from bot.matching.language.naming import Lexicon
from bot.matching.language.native import Native, native_of
from bot.matching.language.periods import RANK_WORDS
from bot.matching.language.phrases import Found, places_of
from bot.matching.language.times import read_times
from bot.model import QUANTITY, RANK, TIME_KINDS

_DONE_REGULARLY = re.compile(r"\w{2,40}[^e]ed")  # Not "need", "speed" and the like.
_RANK_IN_DIGITS = re.compile(r"([1-9]\d?)(?:st|nd|rd|th)")
_NEGATION_REACH = 3  # Words between a negation and the name it may still concern.


@dataclass(frozen=True)
class Facets:
    """Kinds with a value: names in the order of the text, then times, whole years first, then ranks. A month is
    "2025-05", or "--05" where no year is told."""

    values: tuple[tuple[str, str], ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()
    carried: tuple[tuple[str, str], ...] = ()  # Values that a follow-up takes over from the question before.

    @cached_property
    def _by_kind(self) -> dict[str, tuple[str, ...]]:
        return by_kind(self.values)

    def of(self, kind: str) -> tuple[str, ...]:
        return self._by_kind.get(kind, ())

    def kinds(self) -> tuple[str, ...]:
        return tuple(self._by_kind)

    def finest_time(self) -> int | None:
        """The place in `TIME_KINDS` of the finest time that is told."""
        return max((TIME_KINDS.index(kind) for kind in self._by_kind if kind in TIME_KINDS), default=None)


def read_facets(words: Sequence[str], lexicon: Lexicon, names: tuple[Found, ...] | None = None) -> Facets:
    """`words`: an empty one marks a place that was read before, and keeps the places of the others."""
    names = lexicon.names(words) if names is None else names
    taken = places_of(names)
    negated = negated_places(words, lexicon.native)
    things = [name for name in names if name.kind in lexicon.kinds.exact]
    read = [
        *((name.kind, name.value, name.start) for name in names if not _is_in_name(name, things)),
        *read_times(words, taken, lexicon.native),
        *((RANK, rank, at) for rank, at in _ranks(words, lexicon.native) if at not in taken),
    ]
    values = dict.fromkeys((kind, value) for kind, value, at in read if at not in negated)
    excluded = dict.fromkeys((kind, value) for kind, value, at in read if at in negated)
    # "The comet, not the comet in red" still asks about the comet.
    return Facets(tuple(values), tuple(pair for pair in excluded if pair not in values))


def _is_in_name(name: Found, things: Sequence[Found]) -> bool:
    """Whether a quantity is only a word in the name of a thing, as in "Long Range"."""
    return name.kind == QUANTITY and any(one.start <= name.start < name.end <= one.end for one in things)


def rank_of(word: str) -> str | None:
    """The number of "third" or "23rd"."""
    if not word[:1].isdigit():
        return RANK_WORDS.get(word)
    found = _RANK_IN_DIGITS.fullmatch(word)
    return found[1] if found else None


def _ranks(words: Sequence[str], native: Native) -> Iterator[tuple[str, int]]:
    """Each rank with its place."""
    for at, word in enumerate(words):
        rank = rank_of(word)
        if rank is None and native.ranks:
            rank = native.ranks.get((word,)) or native.ranks.get(tuple(words[max(0, at - 1) : at + 1]))
        if rank and not (_is_of_time(words, at, native) or _is_adverb(words, at)):
            yield rank, at


def _is_of_time(words: Sequence[str], at: int, native: Native) -> bool:
    """Whether a rank word is of a time, as in "the first two minutes", "in the second half" or "the 5th of June"."""
    if words[at][0].isdigit() and any(word in MONTH_NUMBERS for word in _neighbours(words, at)):
        return True
    counted = native.words["time_units"] | native.words["few"]
    return any(word in counted or word.isdigit() for word in words[at + 1 : at + 2])


def _neighbours(words: Sequence[str], at: int) -> tuple[str, ...]:
    """The words before and behind a word, over an "of": "the" and "june" in "the 5th of June"."""
    behind = at + 2 if "of" in words[at + 1 : at + 2] else at + 1
    return (*words[max(0, at - 1) : at], *words[behind : behind + 1])


def _is_adverb(words: Sequence[str], at: int) -> bool:
    """Whether "first" is an adverb, as in "when it first went on sale". In English alone, like the word itself."""
    if words[at] != "first":
        return False
    english = native_of("en").words
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    return before in english["doers"] or after in english["done"] or _DONE_REGULARLY.fullmatch(after) is not None


def negated_places(words: Sequence[str], native: Native) -> frozenset[int]:
    """Places of the words within reach of a negation, which a "but" ends; "with or without" excludes nothing."""
    places: set[int] = set()
    for at, word in enumerate(words):
        if at and words[at - 1] in native.words["or"]:
            continue
        if word in native.words["negations"] or tuple(words[at : at + 2]) in native.negative_pairs:
            reach = words[at + 1 : at + 2 + _NEGATION_REACH]
            places.update(range(at + 1, at + 1 + (reach.index("but") if "but" in reach else len(reach))))
    return frozenset(places)
