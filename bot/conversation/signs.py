"""Takes the words out of a turn that correct the one before it, or go back to an earlier subject."""

from __future__ import annotations

import re


def without(pattern: re.Pattern[str], text: str) -> str | None:
    """The text without what the pattern finds in it; None where it finds nothing, the text where nothing is left."""
    if pattern.search(text) is None:
        return None
    rest = " ".join(pattern.sub(" ", text).split())
    return rest if any(sign.isalnum() for sign in rest) else text
