"""Normalises a text into plain words."""

import re
import unicodedata
from functools import lru_cache

from bot.matching.language.numbers import plain_numbers
from bot.matching.language.periods import plain_periods
from bot.matching.language.wide import parted

_TEXTS_CACHED = 64  # Texts of one turn and their parts, each of which is looked at several times.
LENGTH_LIMIT = 10_000  # Characters of a message that are read; the rest is ignored.
WORD_LIMIT = 200
"""Words of a message that are matched; a question further behind is found when the message is taken apart."""
WORD_LENGTH = 40  # Characters of a word that are read.

_APOSTROPHES = re.compile(r"[’‘ʼ`´]")
_PLACE = re.compile(r"#\s?(\d{1,2})(?!\d)")  # In a ranking.
_COMPARED = re.compile(r"(?<![\w<>=-])([<>])\s?(?=[$€£¥₹]?\d)(?!3(?!\d|[.,]\d))")
"""A number behind "<" or ">", which is a limit; "<3" is a heart, and "->" an arrow."""
_LIMITS = {"<": " under ", ">": " over "}
_SIGNS = {"$": " dollar ", "€": " euro ", "£": " pound ", "¥": " yuan ", "%": " percent ", "₹": " rupee ", "&": " and "}
_YEAR_SHORT = re.compile(r"(?<!\w)'(\d\d)(?!\w)")
_POSSESSIVE = re.compile(r"(?<=\w)'s(?!\w)")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"(?<!\d)\d++\.\d++|[^\W_]++")


@lru_cache(_TEXTS_CACHED)
def normalise(text: str) -> tuple[str, ...]:
    """Return the words in lower case without accents; numbers and quarters in one spelling each.

    "410k", "410,000" and "410 thousand" become "410000"; "first quarter" becomes "q1"; Chinese becomes one word a sign.
    """
    text = text[:LENGTH_LIMIT].casefold()
    if text.isascii() and text.isalpha():
        return (text[:WORD_LENGTH],)
    text = _without_apostrophes(_with_signs_in_words(_in_plain_letters(text)))
    # Numbers last: "$5k" has a space before its digits by now.
    if _DIGIT.search(text) or "quarter" in text or "half" in text:
        text = plain_numbers(plain_periods(text))
    return tuple(word[:WORD_LENGTH] for word in _WORD.findall(parted(text))[:WORD_LIMIT])


def _in_plain_letters(text: str) -> str:
    """Of "Café’s ＢＩＫＥ" "cafe's bike"."""
    text = _APOSTROPHES.sub("'", text)
    if text.isascii():
        return text
    # Marks go first: sorting those on one letter takes quadratic time.
    text = unicodedata.normalize("NFKD", _without_marks(text)).casefold()
    return unicodedata.normalize("NFKC", _without_marks(text))


def _without_marks(text: str) -> str:
    """Without combining accents and invisible characters."""
    return "".join(sign for sign in text if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")


def _with_signs_in_words(text: str) -> str:
    """Of "#3 at <$20" "3th at under dollar 20"."""
    if "#" in text:
        text = _PLACE.sub(r"\1th", text)
    # Before the signs of currencies, by which an amount is told from a heart.
    if "<" in text or ">" in text:
        text = _COMPARED.sub(lambda found: _LIMITS[found[1]], text)
    for sign, word in _SIGNS.items():
        if sign in text:
            text = text.replace(sign, word)
    return text


def _without_apostrophes(text: str) -> str:
    """Of "the shop's sales in '25, don't" "the shop sales in 2025, dont"."""
    if "'" not in text:
        return text
    return _POSSESSIVE.sub("", _YEAR_SHORT.sub(r"20\1", text)).replace("'", "")
