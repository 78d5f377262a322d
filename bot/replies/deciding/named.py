"""Writes a facet for people: a name as the knowledge base writes it."""

import re
from collections.abc import Iterable

from bot.matching import Matcher
from bot.model import Entry, Kinds, Words


def full_name(facets: Iterable[tuple[str, str]], matcher: Matcher) -> str:
    """("model", "lark") and ("version", "pro") as "Lark Pro"."""
    return " ".join(named(one, matcher.words, matcher.entries, matcher.kinds) for one in facets)


def named(facet: tuple[str, str], words: Words, entries: Iterable[Entry], kinds: Kinds) -> str:
    """("model", "su-9-pro") as "SU-9 Pro", as the first answer that names it has it, else word by word; ("month",
    "2025-05") as "May 2025"."""
    kind, _ = facet
    text = words.facet(*facet)
    if kind not in kinds.named:
        return text
    answers = [entry.answer for entry in entries]
    return _as_written(text, answers) or " ".join(_as_written(word, answers) or as_name(word) for word in text.split())


def _as_written(name: str, answers: Iterable[str]) -> str:
    """The first answer's way to write a name; empty where none has it with a capital."""
    pattern = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    found = (found[0] for answer in answers for found in pattern.finditer(answer))
    return next((one for one in found if one != one.lower()), "")


def as_name(word: str) -> str:
    """ "Comet", and "SU9"."""
    return word.title() if word.isalpha() else word.upper()
