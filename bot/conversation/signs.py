"""Knows the words by which a turn corrects the one before, or goes back to an earlier subject, in each language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.conversation.language_files import language_file


@dataclass(frozen=True, slots=True)
class Signs:
    corrects: re.Pattern[str]
    back: re.Pattern[str]
    other: re.Pattern[str]
    """Words for one of the things that were spoken of."""


@cache
def signs_of(language: str) -> Signs | None:
    """None where no signs are written for a language."""
    tables = language_file(language)
    if tables is None:
        return None
    found = tables["conversation"]
    return Signs(*(re.compile(found[name], re.IGNORECASE) for name in ("corrects", "back", "other")))


def without(pattern: re.Pattern[str], text: str) -> str | None:
    """The text without what the pattern finds in it; None where it finds nothing, the text where nothing is left."""
    if pattern.search(text) is None:
        return None
    rest = " ".join(pattern.sub(" ", text).split())
    return rest if any(sign.isalnum() for sign in rest) else text
