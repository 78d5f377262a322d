"""Finds the labels that name the bot's own subject, which pictures colour."""

import re
from collections.abc import Iterable

from bot.knowledge import plain
from bot.model import Manifest, Name


class Subject:
    """The subject is the longest word of the manifest's name: the "Miller" of "Miller Bakery".

    Other names of its kind are its rivals. A thing belongs to the name that one of its spellings holds: a rye that is
    also called "miller rye" is Miller's.
    """

    def __init__(self, manifest: Manifest, names: tuple[Name, ...] = ()) -> None:
        word = max(plain(manifest.name).split() or [""], key=len)
        named = [_in_plain_words(name) for name in names]
        kind = next((one.kind for one in named if one.value == word), None)
        peers = [one for one in named if one.kind == kind]
        things = [one for one in named if one.kind != kind]
        self._word = _pattern([word])
        self._own = _with_things([peer for peer in peers if peer.value == word], things)
        self._rivals = _with_things([peer for peer in peers if peer.value != word], things)

    def owns(self, labels: Iterable[str]) -> tuple[bool, ...]:
        """Tell of each label of a picture whether it is the subject's.

        If any label says the subject's name, or names a rival or a thing of a rival, only those are its own that name
        it or a thing of its: of "Miller", "Baker" and "the rye", Miller's, the first and the last. Otherwise all are.
        """
        texts = [plain(label) for label in labels]
        is_own = [bool(self._word.search(text) or self._own.search(text)) for text in texts]
        says_name = any(self._word.search(text) for text in texts)
        has_rival = any(self._rivals.search(text) and not own for text, own in zip(texts, is_own, strict=True))
        return tuple(is_own) if says_name or has_rival else (True,) * len(texts)


def _in_plain_words(name: Name) -> Name:
    """In plain words, the value among its spellings."""
    value = plain(name.value.replace("-", " "))
    return Name(name.kind, value, (value, *map(plain, name.spellings)))


def _with_things(owners: list[Name], things: list[Name]) -> re.Pattern[str]:
    """Finds the owners, and all things of which one spelling holds an owner's name."""
    owner = _pattern(spelling for one in owners for spelling in one.spellings)
    owned = [thing for thing in things if any(map(owner.search, thing.spellings))]
    return _pattern(spelling for one in (*owners, *owned) for spelling in one.spellings)


def _pattern(spellings: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the spellings as whole words, the longest first; nothing where there are none."""
    known = {spelling for spelling in spellings if len(spelling) > 1}
    longest_first = sorted(known, key=lambda one: (-len(one), one))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})\b")
