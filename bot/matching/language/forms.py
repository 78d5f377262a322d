"""Reads the form of a question, such as "when" or "how many".

Question words are common, so their rarity gives them no weight; but "when" hardly asks for an entry that people ask for
with "how fast".
"""

from collections.abc import Sequence

from bot.matching.language.native import native_of


def forms_of(words: Sequence[str], language: str = "en") -> tuple[str, ...]:
    """In English words, whatever the language; none for an unknown language."""
    native = native_of(language)
    longest = max(map(len, native.forms), default=0)
    found: list[str] = []
    at = 0
    while at < len(words):
        phrases = (tuple(words[at : at + length]) for length in range(longest, 0, -1))
        known = next((phrase for phrase in phrases if phrase in native.forms), ())
        found += native.forms.get(known, ())
        at += max(1, len(known))
    if not found and words and words[0] in native.words["yes_or_no"]:
        found.append("yes or no")
    return tuple(dict.fromkeys(found))


def asks_for_picture(words: Sequence[str], language: str = "en") -> bool:
    return not native_of(language).words["picture_words"].isdisjoint(words)
