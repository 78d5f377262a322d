"""Recognises the forms of a question by its words: "how many", "when", "yes or no"."""

from collections.abc import Sequence
from functools import cache, lru_cache

from bot.matching.language.native import native_of

YES_OR_NO = "yes or no"  # The form of a question that is answered so.
_TEXTS_CACHED = 16  # Texts whose forms are cached: those of one turn.


def forms_of(words: Sequence[str], language: str = "en") -> tuple[str, ...]:
    """The forms of a question, in English words, such as "how many": an answer to "when" hardly answers "how fast"."""
    native, asked = native_of(language), tuple(words)
    found = [form for one in _places_of(asked, language) for form in native.forms[asked[one.start : one.stop]]]
    if not found and asked and asked[0] in native.words["yes_or_no"]:
        found.append(YES_OR_NO)
    return tuple(dict.fromkeys(found))


def form_places(words: Sequence[str], language: str = "en") -> frozenset[int]:
    """The places of the words that ask only together, and say nothing by themselves: both of "how long"."""
    phrases = (one for one in _places_of(tuple(words), language) if len(one) > 1)
    return frozenset(at for one in phrases for at in one)


def asks_for_picture(words: Sequence[str], language: str = "en") -> bool:
    return not native_of(language).words["picture_words"].isdisjoint(words)


@lru_cache(_TEXTS_CACHED)
def _places_of(words: tuple[str, ...], language: str) -> tuple[range, ...]:
    """Where the longest phrases stand that ask in a form."""
    forms, lengths_by_first = native_of(language).forms, _lengths_by_first(language)
    found: list[range] = []
    at = 0
    while at < len(words):
        lengths = lengths_by_first.get(words[at], ())
        known = next((length for length in lengths if words[at : at + length] in forms), 0)
        if known:
            found.append(range(at, at + known))
        at += max(1, known)
    return tuple(found)


@cache
def _lengths_by_first(language: str) -> dict[str, list[int]]:
    """How many words the phrases have that ask in a form, by their first word; the longest first."""
    lengths: dict[str, set[int]] = {}
    for words in native_of(language).forms:
        lengths.setdefault(words[0], set()).add(len(words))
    return {first: sorted(known, reverse=True) for first, known in lengths.items()}
