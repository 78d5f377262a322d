"""Takes the words out of a message that correct the one before it, or go back to an earlier subject."""

import re
from dataclasses import dataclass

from bot.conversation.followup import content
from bot.conversation.language_files import PatternName, talk_of
from bot.matching import normalise
from bot.model import Context

_SHORT = 5  # Words of a correction that say something, at most.
_DENIALS: tuple[PatternName, ...] = ("refused", "denied")
""""refused" counts only in a message that corrects by another sign; "denied" makes a message a correction by itself, if
it denies what was asked before."""


@dataclass(frozen=True, slots=True)
class Signed:
    text: str  # Without the words of a sign.
    corrects: bool = False  # It corrects the question before.
    denied: str = ""  # What it says is not meant.
    back: bool = False  # It goes back to an earlier subject.


def without_signs(text: str, context: Context, language: str) -> Signed:
    """`context`: that of a conversation in which something was asked before.

    "sorry, back to the Lark, not the Finch" corrects by "sorry", denies "not the Finch", and goes back by "back to" to
    what is left, "the Lark".
    """
    patterns = talk_of(language).patterns
    corrected = correction_in(text, language)
    undenied = _without_denied(corrected or text, context.question, language)
    corrects = corrected is not None or undenied is not None
    asked = undenied or corrected or text
    gone_back_to = without_found(patterns["back"], asked) if context.earlier else None
    denied = [found[0] for name in _DENIALS for found in patterns[name].finditer(text)] if corrects else []
    return Signed(gone_back_to or asked, corrects, " ".join(denied), back=gone_back_to is not None)


def _without_denied(text: str, before: str, language: str) -> str | None:
    """What a short message asks beside what it denies, if that was just asked for: "I need the Lark, not the Finch"."""
    spoken_of = set(normalise(before))
    for found in talk_of(language).patterns["denied"].finditer(text):
        rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,;.")
        denied = content(normalise(found["thing"]), language)
        if denied and spoken_of.issuperset(denied) and 0 < len(content(normalise(rest), language)) <= _SHORT:
            return without_found(talk_of(language).patterns["corrects"], rest) or rest
    return None


def without_found(pattern: re.Pattern[str], text: str) -> str | None:
    """The text without what the pattern finds in it; None where it finds nothing. A text that is all sign is returned
    unchanged, so that something is left to read."""
    if pattern.search(text) is None:
        return None
    rest = " ".join(pattern.sub(" ", text).split())
    return rest if any(sign.isalnum() for sign in rest) else text


def correction_in(text: str, language: str) -> str | None:
    """What a correction asks, without what it denies ("not the blue one, the red"); None where it corrects nothing."""
    patterns = talk_of(language).patterns
    rest = without_found(patterns["corrects"], text)
    if rest is None:
        return None
    kept = without_found(patterns["refused"], rest) or rest
    # A sign may begin the text only now: "sorry" of "not the long one in the shop, sorry, the red one".
    return without_found(patterns["corrects"], kept) or kept
