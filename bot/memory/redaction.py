"""Removes addresses, numbers and secrets from a text before it is stored."""

import re
import unicodedata
from itertools import groupby, islice

from bot.memory.redaction_rules import RULES

_KEPT = 2_000
"""Characters that are kept of a text."""
_READ = 6_000
"""Characters that are looked at, so that a megabyte costs no time."""
_MARKS_READ = 30
"""Accents upon one letter that are read, as many as the "stream-safe text" of Unicode's annex 15 has."""
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Unicode's categories: control, format, surrogate, private, unassigned."""
_PATTERNS = tuple((rule, re.compile(rule.pattern, rule.flags)) for rule in RULES)


def redacted(text: str) -> str:
    """Return at most 2,000 characters, on one line, without what can be recognised as personal or secret."""
    text = text[:_READ]
    if not (text.isascii() and text.isprintable()):
        text = "".join(_visible(letter) for letter in unicodedata.normalize("NFKC", _with_few_marks(text)))
    text = " ".join(text.split())  # So that no rule meets more than one space.
    for rule, pattern in _PATTERNS:
        if rule.needed in text:
            text = pattern.sub(rule.instead, text)
    return text[:_KEPT]


def _with_few_marks(text: str) -> str:
    """With no more upon one letter than any language puts there: to put thousands in order takes long."""
    runs = groupby(text, key=lambda sign: unicodedata.combining(sign) > 0)
    return "".join(sign for are_marks, run in runs for sign in islice(run, _MARKS_READ if are_marks else None))


def _visible(letter: str) -> str:
    """Nothing for what is not seen, a space for what ends a line, 0 to 9 for the digits of all scripts."""
    if letter in "\n\t\r":
        return " "
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return "" if unicodedata.category(letter) in _INVISIBLE else letter
