"""Finds the name of a version, or of a further thing of a kind, that the knowledge base has never heard of."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress

from bot.conversation.language_files import language_file, talk_of
from bot.matching import COMMON, Found, Matcher, is_wide, places_of
from bot.model import Entry
from bot.replies.deciding.named import as_name, full_name

_CODE = re.compile(r"([^\W\d_]{1,4})\d{1,4}[^\W\d_]?")  # Letters and a number, as "n70".
_WORD = re.compile(r"[^\W_]+")


class UnknownNames:
    def __init__(self, matcher: Matcher) -> None:
        self._matcher, self._language = matcher, matcher.lexicon.language

    def named_in(self, text: str, entry: Entry) -> str:
        """Return the name in a question that is unknown, and of which an entry that would answer it says nothing; empty
        where there is none.

        Right behind a thing that the base knows ("Lark Lite"), a word is part of a name if it is written as one or
        "edition" follows it, or if no entry says it and it is rare in the language. A code is one if the base knows
        others of its letters ("N80" beside "N70").
        """
        matcher = self._matcher
        number = matcher.entry_of_id.get(entry.id)
        if number is None:
            return ""
        words = matcher.repaired(text)
        names = matcher.lexicon.names(words)
        unnamed = tuple(_unnamed(words, names))
        says = matcher.index.said.say_any([[matcher.lexicon.stem(words[at])] for at in unnamed])[:, number]
        for at in compress(unnamed, ~says):
            thing = self._thing_before(names, at)
            if thing and (self._is_version(words, at) or words[at] in _written_as_names(text, self._language)):
                return f"{full_name([thing], matcher)} {_as_typed(words[at], text)}"
            if self._is_code(words[at]):
                return _as_typed(words[at], text)
        return ""

    def _thing_before(self, names: Sequence[Found], at: int) -> tuple[str, str] | None:
        """The last thing that is named right before a word; it may have a known version ("Lark Pro")."""
        kinds = self._matcher.kinds
        before = [name for name in names if name.end == at and name.kind in (*kinds.exact, *kinds.groups)]
        while before:
            thing = next((name for name in before if name.kind in kinds.leading), None)
            if thing is not None:
                return thing.kind, thing.value
            before = [name for name in names if name.end == before[0].start and name.kind in kinds.exact]
        return None

    def _is_version(self, words: Sequence[str], at: int) -> bool:
        index, word = self._matcher.index, words[at]
        if not talk_of(self._language).words["versions"].isdisjoint(words[at + 1 : at + 2]):
            return True
        # A thin base lacks many words, however plain.
        is_known = index.confidence.is_thin or index.said.holds(self._matcher.lexicon.stem(word))
        return not is_known and index.common.zipf(word) < COMMON

    def _is_code(self, word: str) -> bool:
        found = _CODE.fullmatch(word)
        return found is not None and found[1] in self._letters and not self._matcher.index.said.holds(word)

    @cached_property
    def _letters(self) -> frozenset[str]:
        """Those of the codes that the base knows as names of things."""
        names, leading = self._matcher.index.texts.knowledge.vocabulary.names, self._matcher.kinds.leading
        spellings = (spelling for name in names if name.kind in leading for spelling in (name.value, *name.spellings))
        return frozenset(found[1] for spelling in spellings if (found := _CODE.fullmatch(spelling)))


def _unnamed(words: Sequence[str], names: Sequence[Found]) -> Iterator[int]:
    """Places of words that belong to no name, and may be one."""
    taken = places_of(names)
    return (at for at, word in enumerate(words) if at not in taken and not word.isdigit() and not is_wide(word))


def _written_as_names(text: str, language: str) -> frozenset[str]:
    """The words of a text, in small letters, that capitals tell to be names: behind the first word of a text that is
    written in small letters for the most part, in a language that does not write every noun with one."""
    if language_file(language).get("nouns_have_capitals", False):
        return frozenset()
    words = [word for word in _WORD.findall(text) if not word[0].isdigit()]
    capitals = [word for word in words if word[0].isupper()]
    if 2 * len(capitals) > len(words):
        return frozenset()
    return frozenset(word.casefold() for word in words[1:] if word[0].isupper())


def _as_typed(word: str, text: str) -> str:
    """A name as it is typed, with a capital at least."""
    typed = next((one for one in _WORD.findall(text) if one.casefold() == word), word)
    return typed if typed != word else as_name(word)
