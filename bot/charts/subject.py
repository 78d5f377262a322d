"""Finds the labels that name the bot's own subject, which pictures colour."""

import re
from collections.abc import Iterable

from bot.knowledge import plain
from bot.model import Manifest, Name

Spellings = tuple[str, ...]
"""All spellings of one name, its value first."""


class Subject:
    """The subject is the longest word of the manifest's name: the "Miller" of "Miller Bakery".

    Names of the same kind are its rivals; other things are theirs whose name they are also called by ("miller rye").
    """

    def __init__(self, manifest: Manifest, names: tuple[Name, ...] = ()) -> None:
        word = max(plain(manifest.name).split() or [""], key=len)
        spelled = [(name.kind, _spellings(name)) for name in names]
        kind = next((kind for kind, spellings in spelled if spellings[0] == word), None)
        peers = [spellings for one, spellings in spelled if one == kind]
        things = [spellings for one, spellings in spelled if one != kind]
        self._word = _pattern([(word,)])
        self._own = _with_things([peer for peer in peers if peer[0] == word], things)
        self._rivals = _with_things([peer for peer in peers if peer[0] != word], things)

    def owns(self, labels: Iterable[str]) -> tuple[bool, ...]:
        """Tell of each label of a picture whether it is the subject's.

        Where the subject is called by its name, or a rival is, a label without a name is not the subject's; where
        neither is, all are.
        """
        texts = [plain(label) for label in labels]
        own = [bool(self._word.search(text) or self._own.search(text)) for text in texts]
        has_rival = any(self._rivals.search(text) and not mine for text, mine in zip(texts, own, strict=True))
        if has_rival or any(self._word.search(text) for text in texts):
            return tuple(own)
        return tuple(True for _ in texts)


def _spellings(name: Name) -> Spellings:
    return tuple(plain(spelling) for spelling in (name.value.replace("-", " "), *name.spellings))


def _with_things(owners: list[Spellings], things: list[Spellings]) -> re.Pattern[str]:
    """Finds the owners, and all things of which one spelling holds an owner's name."""
    owner = _pattern(owners)
    return _pattern([*owners, *(thing for thing in things if any(map(owner.search, thing)))])


def _pattern(names: list[Spellings]) -> re.Pattern[str]:
    """Finds any of the spellings as whole words, the longest first; nothing where there are none."""
    known = {spelling for spellings in names for spelling in spellings if len(spelling) > 1}
    longest_first = sorted(known, key=lambda one: (-len(one), one))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})\b")
