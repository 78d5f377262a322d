"""Reads the form of a question, such as "when" or "how many".

Question words are common, so by rarity they would weigh next to nothing; but whoever asks "when" hardly means an entry
that is always asked with "how fast". Other languages than English have no forms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

_PLAIN: Mapping[str, str] = MappingProxyType(
    {one: one for one in ("when", "where", "who", "why", "what", "which")}
    | {"whos": "who", "whose": "who", "whom": "who", "whats": "what"}
    | dict.fromkeys("number count total amount".split(), "count")
)
_EXTENTS = (
    "far fast quick quickly big large old heavy high tall wide often soon close strong powerful expensive".split()
)
_AFTER_HOW: Mapping[str, str] = MappingProxyType(
    {"many": "how many", "much": "how much", "long": "how long", "come": "why"} | dict.fromkeys(_EXTENTS, "extent")
)
_AFTER_WHAT: Mapping[str, str] = MappingProxyType(
    dict.fromkeys("date day month year time".split(), "when") | dict.fromkeys("city country place".split(), "where")
)
_YES_OR_NO = frozenset("is isnt are arent was were did didnt does do can could will would should has have had".split())

_PICTURE_WORDS = frozenset(
    "chart charts graph graphs plot plots plotted diagram diagrams table tables draw drawn picture pictures infographic"
    " visual visualise visualize visualisation visualization".split()
)


def forms_of(words: Sequence[str], language: str = "en") -> tuple[str, ...]:
    if language != "en":
        return ()
    found: list[str] = []
    for word, after in zip(words, (*words[1:], ""), strict=False):
        if word == "how":
            found.append(_AFTER_HOW.get(after, "how"))
        elif word in _PLAIN:
            found.append(_PLAIN[word])
            if word in ("what", "which") and after in _AFTER_WHAT:
                found.append(_AFTER_WHAT[after])
    if not found and words and words[0] in _YES_OR_NO:
        found.append("yes or no")
    return tuple(dict.fromkeys(found))


def asks_for_picture(words: Sequence[str]) -> bool:
    return not _PICTURE_WORDS.isdisjoint(words)
