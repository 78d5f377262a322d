"""Knows the words of one knowledge base in its language: how they are spelt, what they name, and their stems."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from bot.matching.language.native import native_of
from bot.matching.language.phrases import Found, Phrases
from bot.matching.language.stems import Stems
from bot.matching.language.text import normalise
from bot.model import Kinds, Name, Vocabulary, base_language


class Lexicon:
    """Finds `names` exactly as spelt; `synonyms`, and in a thin base like words of the language (`alike`), in any
    inflection."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        language: str = "en",
        stems: Mapping[str, str] = MappingProxyType({}),
        thin: bool = False,
        spelt: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        """`stems`: those already known. `spelt`: the words of texts, such as names, already known."""
        self.language = base_language(language)
        self._vocabulary, self._is_thin, self._spelt = vocabulary, thin, dict(spelt)
        self.kinds = Kinds(vocabulary.kinds, vocabulary.within)
        self.native = native_of(language)
        self.stem = Stems(language, stems)
        self.names = self._named()
        self.synonyms = self._grouped("synonym", vocabulary.synonyms)
        self.alike = self._grouped("alike", self.native.alike if thin else ())

    def _named(self) -> Phrases:
        names, owners = Phrases(), (*self.kinds.groups, *self.kinds.persons)
        for name in self._vocabulary.names:
            for spelling in _spellings_of(name):
                words = self.words(spelling)
                names.add(words, (name.kind, name.value))
                # People often write the possessive without an apostrophe.
                if name.kind in owners and words and words[-1].isascii() and not words[-1].endswith("s"):
                    names.add((*words[:-1], f"{words[-1]}s"), (name.kind, name.value))
        return names

    def _grouped(self, kind: str, groups: Sequence[Sequence[str]]) -> Phrases:
        phrases = Phrases(self.stem)
        for number, group in enumerate(groups):
            for phrase in group:
                phrases.add(self.words(phrase), (kind, str(number)))
        return phrases

    def words(self, text: str) -> tuple[str, ...]:
        """The normalised words of a text, its times in English spelling."""
        return self._spelt.get(text) or normalise(self.native.plain(text))

    def head(self, found: Found) -> str:
        """The first word of a synonym group, which people see."""
        return self._vocabulary.synonyms[int(found.value)][0]

    def copy(self) -> "Lexicon":
        """Return a copy for another thread or process, which looks up words of its own."""
        return Lexicon(self._vocabulary, self.language, self.stems(), self._is_thin, self._spelt)

    def stems(self) -> dict[str, str]:
        """The stems of all words that were looked up so far."""
        return dict(sorted(self.stem.known.items()))

    def spelt(self, texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The words of all names, and of some texts."""
        names = (spelling for name in self._vocabulary.names for spelling in _spellings_of(name))
        return {text: self.words(text) for text in (*names, *texts)}

    def know(self, stems: Mapping[str, str]) -> None:
        """Take over stems that were looked up elsewhere."""
        self.stem.known.update(stems)

    def spelling_words(self) -> set[str]:
        """Every word that stands in a name or a synonym."""
        return self.names.words | self.synonyms.words


def _spellings_of(name: Name) -> tuple[str, ...]:
    return (name.value.replace("-", " "), *name.spellings)
