"""Recognises follow-ups: a short question in, what it asks of what was answered before out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.matching.facets import rank_of

SHORT = 7
"""Words up to which a question may lean on the one before."""
_HARDLY = 2
"""Words up to which a question says hardly anything."""
_CUES = re.compile(
    r"\A(?:ok(?:ay)?|so|right|cool|hm++|well|lol)?[\s,.!]*+"
    r"(?:and|what about|how about|whatabout|n|plus|or|but|then|same for|also)\b",
    re.IGNORECASE,
)
_POINTING = frozenset(
    "it its that this they them their those these he his him she her there one ones same else then since".split()
)
POINTING_AT = frozenset("it its that this they them their those these he him his she her".split())
_BEING = frozenset("is are was were be been isnt arent wasnt".split())
_WHOLE = frozenset("whole full entire overall".split())
FILLER = _WHOLE.union(
    "and what about how the a an in of for then is was are were so ok okay or but also same by to on with plus did do"
    " does as just".split()
)
_QUESTION_WORDS = frozenset("when where who which what how many much long old far".split())
ASKING_FIRST = frozenset("when where who which what why how".split())
_DETAILS = frozenset(("when", "where", "who", "how much"))
"""Forms of a follow-up that mostly asks for what the answer before tells too,"""
_BACK = frozenset("so in on at per by for with from until till since".split())
"""words that it begins with,"""
_SAYING = frozenset(("said", "says"))
"""and words that stand in it."""


def has_cue(text: str) -> bool:
    return _CUES.match(text) is not None


def leans(words: Sequence[str], text: str) -> bool:
    """Whether the question may be a follow-up: short, or with a word that points back."""
    return has_cue(text) or len(words) <= SHORT or (len(words) <= 2 * SHORT and _leans_on_a_word(words))


def says_that_it_leans(words: Sequence[str], text: str) -> bool:
    """Whether the question begins like a follow-up, or a word points back."""
    return has_cue(text) or _leans_on_a_word(words)


def says_hardly_anything(words: Sequence[str]) -> bool:
    """Whether it is too short to stand for itself ("who spoke?")."""
    return len(words) <= _HARDLY


def _leans_on_a_word(words: Sequence[str]) -> bool:
    """Whether a word points back; "there" does not in "is there a ..."."""
    pairs = zip(("", *words), words, (*words[1:], ""), strict=False)
    return any(
        word in _POINTING and not (word == "there" and {before, after} & _BEING) for before, word, after in pairs
    )


def points_back(words: Sequence[str]) -> bool:
    return any(word in POINTING_AT for word in words)


def asks_for_detail(words: Sequence[str], forms: Sequence[str]) -> bool:
    """Whether a follow-up mostly asks for what the answer before tells too, as "since when?" and "so by 2027?" do; who
    asks who is second asks for another."""
    if any(map(rank_of, words)):
        return False
    return not _DETAILS.isdisjoint(forms) or bool(words and words[0] in _BACK) or not _SAYING.isdisjoint(words)


def asks_after(words: Sequence[str]) -> tuple[str, ...]:
    """The words that say something of their own, without those that only ask."""
    return tuple(word for word in content(words) if word not in _QUESTION_WORDS)


def content(words: Sequence[str]) -> tuple[str, ...]:
    """The words that say something of their own."""
    return tuple(word for word in words if word not in FILLER and word not in _POINTING)
