"""Turns all white space into single spaces, before anything else reads a text.

Behind it, one space is all that can stand between two words, so that no pattern needs a repeat for it.
"""

import re

from bot.matching import LENGTH_LIMIT

_ZERO_WIDTH = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
)
"""Joiners, marks of direction and shapes of emoji too: without them, a family of emoji is a row of emoji."""
_LIKE_ASCII = str.maketrans("ıſ\u212a", "isK")
"""Letters that a pattern for "i", "s" or "k" matches in either case, but no table of words holds."""


def folded(text: str) -> str:
    """Return at most `LENGTH_LIMIT` characters: neither white space at the ends of a line nor empty lines nor what has
    no width, any other run of white space as one space, and a dotless i as an i."""
    seen = text if text.isascii() else _ZERO_WIDTH.sub("", text).translate(_LIKE_ASCII)
    lines = (" ".join(line.split()) for line in seen.splitlines())
    return "\n".join(line for line in lines if line)[:LENGTH_LIMIT]
