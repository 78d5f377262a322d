"""Names and descriptions of commands in each language, once for all platforms: a key and a language in, words out."""

from __future__ import annotations

from bot.knowledge import speaks, words_in


def word(key: str, language: str = "en") -> str:
    """English where the language is not spoken; `language` may have a region, as "de-DE"."""
    return words_in(language).commands[key]


def is_known(language: str) -> bool:
    return speaks(language)
