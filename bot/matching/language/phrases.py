"""Finds known phrases among words: each that stands for a name, or for a group of synonyms."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Found:
    """A name or synonym in a question: words `start` to `end` (not included) stand for `value` of `kind`; a group of
    synonyms or of like words has its number as `value`."""

    kind: str
    value: str
    start: int
    end: int


def places_of(names: Iterable[Found]) -> set[int]:
    """The places of the words that names consist of."""
    return {at for name in names for at in range(name.start, name.end)}


def besides(words: Sequence[str], names: Iterable[Found]) -> tuple[str, ...]:
    """The words outside these names."""
    named = places_of(names)
    return tuple(word for at, word in enumerate(words) if at not in named)


class Phrases:
    """Phrases by the kinds and values that they stand for. Called with words, it finds those among them."""

    def __init__(self, key: Callable[[str], str] = str) -> None:
        """`key` maps a word to what is compared: the word itself, or its stem."""
        self._key = key
        self._phrases: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self._lengths: dict[str, list[int]] = {}  # Of the phrases by their first word, the longest first.
        self.words: set[str] = set()

    def add(self, words: Sequence[str], meaning: tuple[str, str]) -> None:
        if not words:
            return
        self.words.update(words)
        keys = self._keys(words)
        meanings = self._phrases.setdefault(keys, [])
        if meaning not in meanings:
            meanings.append(meaning)
        lengths = self._lengths.setdefault(keys[0], [])
        if len(keys) not in lengths:
            lengths.append(len(keys))
            lengths.sort(reverse=True)

    def meant_by(self, words: Sequence[str]) -> Sequence[tuple[str, str]]:
        return self._phrases.get(self._keys(words), ())

    def meant_beside(self, things: Iterable[Sequence[str]], words: Sequence[str]) -> set[tuple[str, str]]:
        """Kinds and values that single words name beside a thing: "pro" of "and the Pro?" beside the Lark."""
        return {pair for thing, word in product(things, words) for pair in self.meant_by((*thing, word))}

    def __call__(self, words: Sequence[str]) -> tuple[Found, ...]:
        """Return all phrases found, in the order of the words, the longest first; within a kind none overlap."""
        keys = self._keys(words)
        found: list[Found] = []
        ends: dict[str, int] = {}
        for at, key in enumerate(keys):
            for length in self._lengths.get(key, ()):
                meanings = self._phrases.get(keys[at : at + length], ()) if length <= len(keys) - at else ()
                # Before this length: phrases of one length do not block each other.
                reached = dict(ends) if len(meanings) > 1 else ends
                for kind, value in meanings:
                    if reached.get(kind, 0) <= at:
                        found.append(Found(kind, value, at, at + length))
                        ends[kind] = at + length
        return tuple(found)

    def _keys(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(self._key, words))
