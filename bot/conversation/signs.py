"""Takes the words out of a turn that correct the one before it, or go back to an earlier subject."""

from __future__ import annotations

import re

from bot.conversation.language_files import talk_of


def without(pattern: re.Pattern[str], text: str) -> str | None:
    """The text without what the pattern finds in it; None where it finds nothing, the text where nothing is left."""
    if pattern.search(text) is None:
        return None
    rest = " ".join(pattern.sub(" ", text).split())
    return rest if any(sign.isalnum() for sign in rest) else text


def corrected(text: str, language: str) -> str | None:
    """What a correction asks, without what it says is not meant ("not the blue one, the red"); None where the text
    corrects nothing."""
    patterns = talk_of(language).patterns
    rest = without(patterns["corrects"], text)
    if rest is None:
        return None
    kept = without(patterns["refused"], rest) or rest
    return without(patterns["corrects"], kept) or kept
