"""Finds the names and synonyms in a text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from types import MappingProxyType

from bot.matching.language.native import native_of
from bot.matching.language.text import normalise
from bot.model import Kinds, Vocabulary, base_language

_Key = Callable[[str], str]
_STEMMERS = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "nl": "dutch"}
_STEMS_KEPT = 100_000


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


class Lexicon:
    """Finds `names` as they are; in any inflection `synonyms` and, in a thin base, the language's `alike` words."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        language: str = "en",
        stems: Mapping[str, str] = MappingProxyType({}),
        thin: bool = False,
    ) -> None:
        """`stems`: known ones, which need no stemmer."""
        self.language = base_language(language)
        self._vocabulary, self._is_thin = vocabulary, thin
        self.kinds = Kinds(vocabulary.kinds, vocabulary.within)
        self.native = native_of(language)
        self.stem = _Stems(language, stems)
        self.names = _Phrases()
        self.synonyms = _Phrases(self.stem)
        owners = (*self.kinds.groups, *self.kinds.persons)
        for name in vocabulary.names:
            for spelling in (name.value.replace("-", " "), *name.spellings):
                words = self.words(spelling)
                self.names.add(words, (name.kind, name.value))
                # People often write the possessive without an apostrophe.
                if name.kind in owners and words and words[-1].isascii() and not words[-1].endswith("s"):
                    self.names.add((*words[:-1], f"{words[-1]}s"), (name.kind, name.value))
        self.alike = _Phrases(self.stem)
        alike = self.native.alike if thin else ()
        for kind, groups, found in (("synonym", vocabulary.synonyms, self.synonyms), ("alike", alike, self.alike)):
            for number, group in enumerate(groups):
                for phrase in group:
                    found.add(self.words(phrase), (kind, str(number)))

    def words(self, text: str) -> tuple[str, ...]:
        """The normalised words of a text, its times in English spelling."""
        return normalise(self.native.plain(text))

    def head(self, found: Found) -> str:
        """The first word of a synonym group, which people see."""
        return self._vocabulary.synonyms[int(found.value)][0]

    def copy(self) -> "Lexicon":
        """Return one for another thread or process: what it looks up, this one does not know."""
        return Lexicon(self._vocabulary, self.language, self.stems(), self._is_thin)

    def stems(self) -> dict[str, str]:
        """The stems of all words that were looked up so far."""
        return dict(sorted(self.stem.known.items()))

    def know(self, stems: Mapping[str, str]) -> None:
        """Take over stems that were looked up elsewhere."""
        self.stem.known.update(stems)

    def spelling_words(self) -> set[str]:
        """Every word that stands in a name or a synonym."""
        return self.names.words | self.synonyms.words


class _Phrases:
    def __init__(self, key: _Key = str) -> None:
        """`key` maps a word to what is compared: the word itself, or its stem."""
        self._key = key
        self._phrases: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self._longest: dict[str, int] = {}
        self.words: set[str] = set()

    def add(self, words: Sequence[str], meaning: tuple[str, str]) -> None:
        if not words:
            return
        self.words.update(words)
        keys = self._keys(words)
        meanings = self._phrases.setdefault(keys, [])
        if meaning not in meanings:
            meanings.append(meaning)
        self._longest[keys[0]] = max(self._longest.get(keys[0], 0), len(keys))

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
            longest = self._longest.get(key)
            if longest is None:
                continue
            for length in range(min(longest, len(keys) - at), 0, -1):
                reached = dict(ends)
                for kind, value in self._phrases.get(keys[at : at + length], ()):
                    if reached.get(kind, 0) <= at:
                        found.append(Found(kind, value, at, at + length))
                        ends[kind] = at + length
        return tuple(found)

    def _keys(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(self._key, words))


class _Stems:
    """Stems of words; loads the stemmer, which takes long, only for an unknown word."""

    def __init__(self, language: str, known: Mapping[str, str]) -> None:
        self._name = _STEMMERS.get(base_language(language))
        self.known = dict(known)

    def __call__(self, word: str) -> str:
        if self._name is None:
            return word
        stem = self.known.get(word)
        if stem is None:
            stem = self._stem_word(word)
            if len(self.known) < _STEMS_KEPT:
                self.known[word] = stem
        return stem

    @cached_property
    def _stem_word(self) -> _Key:
        import snowballstemmer

        stem: _Key = snowballstemmer.stemmer(self._name).stemWord
        return stem
