"""Takes the words out of a message that correct the one before it, or go back to an earlier subject."""

import re
from dataclasses import dataclass

from bot.conversation.language_files import talk_of
from bot.model import Context


@dataclass(frozen=True, slots=True)
class Signed:
    text: str
    """Without the words of a sign."""
    corrects: bool = False
    """It corrects the question before."""
    back: bool = False
    """It goes back to an earlier subject."""


def without_signs(text: str, context: Context, language: str) -> Signed:
    """`context`: that of a conversation in which something was asked before."""
    corrected_to = corrected(text, language)
    text = corrected_to or text
    gone_back_to = without(talk_of(language).patterns["back"], text) if context.earlier else None
    return Signed(gone_back_to or text, corrects=corrected_to is not None, back=gone_back_to is not None)


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
