"""Parts texts of scripts that put no spaces between words, such as Chinese: each sign is read as a word."""

import re

_FIRST = "\u2e80"
_WIDE = f"[{_FIRST}-\u9fff\uac00-\ud7af\uf900-\ufaff\u3040-\u30ff]"
_EACH = re.compile(f"({_WIDE})")
_BETWEEN = re.compile(f"(?<={_WIDE}) (?={_WIDE})")


def parted(text: str) -> str:
    """With spaces around each sign of such a script."""
    return text if text.isascii() else _EACH.sub(r" \1 ", text)


def spaced(text: str) -> str:
    """As `parted`, but with single spaces."""
    return text if text.isascii() else " ".join(parted(text).split())


def unparted(text: str) -> str:
    """Without the spaces that `parted` adds."""
    return text if text.isascii() else _BETWEEN.sub("", text)


def is_wide(word: str) -> bool:
    """Whether it begins with a Chinese, Japanese or Korean sign, or one behind these in Unicode, as an emoji."""
    return word[0] >= _FIRST
