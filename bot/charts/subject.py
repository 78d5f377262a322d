"""Finds the labels that name the bot's own subject, which pictures colour."""

import re
from collections.abc import Iterable

from bot.knowledge import plain
from bot.model import Manifest, Name

Spelled = re.Pattern[str] | None


class Subject:
    """The subject is the longest word of the manifest's name: the "Miller" of "Miller Bakery".

    Names of the same kind are its rivals; other things are theirs whose name they are also called by ("miller rye").
    """

    def __init__(self, manifest: Manifest, names: tuple[Name, ...] = ()) -> None:
        self._word = max(plain(manifest.name).split() or [""], key=len)
        self._named = _pattern([self._word])
        called = [(name.kind, _called(name)) for name in names]
        kind = next((kind for kind, spellings in called if spellings[0] == self._word), None)
        same = [spellings for one, spellings in called if one == kind]
        things = [spellings for one, spellings in called if one != kind and kind is not None]
        own_spellings = [spelling for one in same if one[0] == self._word for spelling in one]
        rival_spellings = [spelling for one in same if one[0] != self._word for spelling in one]
        own, rival = _pattern(own_spellings), _pattern(rival_spellings)
        self._own = _pattern([*own_spellings, *_spellings_of(things, own)])
        self._rival = _pattern([*rival_spellings, *_spellings_of(things, rival)])

    def marks(self, labels: Iterable[str]) -> tuple[bool, ...]:
        """Tell of each label whether it belongs to the subject; where none is named at all, all do."""
        texts = [plain(label) for label in labels]
        own = [_holds(self._named, text) or _holds(self._own, text) for text in texts]
        rival = [_holds(self._rival, text) and not mine for text, mine in zip(texts, own, strict=True)]
        # Where the subject is called by name, or others are, a label without a name is not the subject's.
        if any(rival) or any(_holds(self._named, text) for text in texts):
            return tuple(own)
        return tuple(True for _ in texts)


def _called(name: Name) -> tuple[str, ...]:
    return tuple(plain(spelling) for spelling in (name.value.replace("-", " "), *name.spellings))


def _spellings_of(things: list[tuple[str, ...]], owner: Spelled) -> list[str]:
    """The spellings of those things of which one spelling holds the owner's name."""
    owned = [spellings for spellings in things if any(_holds(owner, spelling) for spelling in spellings)]
    return [spelling for spellings in owned for spelling in spellings]


def _pattern(spellings: list[str]) -> Spelled:
    known = sorted({spelling for spelling in spellings if len(spelling) > 1}, key=lambda one: (-len(one), one))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, known))})\b") if known else None


def _holds(pattern: Spelled, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None
