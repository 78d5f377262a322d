"""Normalises a text into plain words."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from bot.matching.language.periods import plain_periods

_TEXTS_AT_A_TIME = 64  # Texts of one turn and their parts, each of which is looked at several times.
_WORDS_AT_A_TIME = 1024  # Their words, each of which is looked at several times.
LENGTH_LIMIT = 10_000  # Characters of a message that are read; the rest is ignored.
WORD_LIMIT = 200
"""Words of a message that are matched; a question further behind is found when the message is taken apart."""
WORD_LENGTH = 40  # Characters of a word that are read.

_SCALES = {
    word: 10**zeros
    for zeros, words in ((3, "k thousand"), (6, "m mn mio million"), (9, "b bn billion"), (12, "trillion"))
    for word in words.split()
}
_SIGNS = {"$": " dollar ", "€": " euro ", "£": " pound ", "¥": " yuan ", "%": " percent ", "₹": " rupee ", "&": " and "}

_COMPARED = re.compile(r"(?<![\w<>=-])([<>])\s?(?=[$€£¥₹]?\d)(?!3(?!\d|[.,]\d))")
"""A number behind "<" or ">", which is a limit; "<3" is a heart, and "->" an arrow."""
_LIMITS = {"<": " under ", ">": " over "}

_APOSTROPHES = re.compile(r"[’‘ʼ`´]")
_PLACE = re.compile(r"#\s?(\d{1,2})(?!\d)")
"""A place in a ranking ("#3")."""
_YEAR_SHORT = re.compile(r"(?<!\w)'(\d\d)(?!\w)")
_POSSESSIVE = re.compile(r"(?<=\w)'s(?!\w)")
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:[,.]\d{3})++(?![\w,]|\.\d)")
_COUNTED_UP = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})++|\d{4,15})(?:st|nd|rd|th)(?!\w)")
"""The place of one of very many, as "the 500,000th bike": it is asked for as the number is."""
_SCALED = re.compile(
    r"(?<![\w.,])(\d{1,15}(?:[.,]\d{1,15})?)(?:(k|m|mn|mio|b|bn)|[ -]?(thousand|million|billion|trillion|bn|mn))(?!\w)"
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"(?<!\d)\d++\.\d++|[^\W_]++")
_FIRST_WIDE = "\u2e80"
_WIDE = f"[{_FIRST_WIDE}-\u9fff\uac00-\ud7af\uf900-\ufaff\u3040-\u30ff]"
"""A sign of a script that puts no spaces between words; each is read as a word."""
_EACH_WIDE = re.compile(f"({_WIDE})")
_BETWEEN_WIDE = re.compile(f"(?<={_WIDE}) (?={_WIDE})")


@lru_cache(_TEXTS_AT_A_TIME)
def normalise(text: str) -> tuple[str, ...]:
    """Return the words in lower case without accents; numbers and quarters in one spelling each.

    "410k", "410,000" and "410 thousand" become "410000"; "first quarter" becomes "q1"; Chinese becomes one word a sign.
    """
    text = text[:LENGTH_LIMIT].casefold()
    if text.isascii() and text.isalpha():
        return (text[:WORD_LENGTH],)
    text = _APOSTROPHES.sub("'", text)
    if not text.isascii():
        # Marks go first: sorting those on one letter takes quadratic time.
        text = unicodedata.normalize("NFKD", without_marks(text)).casefold()
        text = unicodedata.normalize("NFKC", without_marks(text))
    if "#" in text:
        text = _PLACE.sub(r"\1th", text)
    if "<" in text or ">" in text:
        text = _COMPARED.sub(lambda found: _LIMITS[found[1]], text)
    for sign, word in _SIGNS.items():
        if sign in text:
            text = text.replace(sign, word)
    if "'" in text:
        text = _YEAR_SHORT.sub(r"20\1", text)
        text = _POSSESSIVE.sub("", text).replace("'", "")
    if _DIGIT.search(text) or "quarter" in text or "half" in text:
        text = _plain_numbers(plain_periods(text))
    text = parted(text)
    return tuple(word[:WORD_LENGTH] for word in _WORD.findall(text)[:WORD_LIMIT])


@lru_cache(_WORDS_AT_A_TIME)
def is_number(word: str) -> bool:
    """Whether a normalised word is a number in digits, with or without a point."""
    return word.replace(".", "", 1).isdecimal()


def parted(text: str) -> str:
    """With spaces around each character of a script without spaces."""
    return text if text.isascii() else _EACH_WIDE.sub(r" \1 ", text)


def spaced(text: str) -> str:
    """As `parted`, but with single spaces."""
    return text if text.isascii() else " ".join(parted(text).split())


def unparted(text: str) -> str:
    """Without the spaces that `parted` adds."""
    return text if text.isascii() else _BETWEEN_WIDE.sub("", text)


def is_wide(word: str) -> bool:
    """Whether it begins with a Chinese, Japanese or Korean sign, or one behind these in Unicode, as an emoji."""
    return word[0] >= _FIRST_WIDE


def without_marks(text: str) -> str:
    """Without combining accents and invisible characters."""
    return "".join(sign for sign in text if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")


def _plain_numbers(text: str) -> str:
    text = _COUNTED_UP.sub(r"\1", text)
    text = _GROUPED.sub(lambda found: found[0].replace(",", "").replace(".", ""), text)
    return _SCALED.sub(_scaled, text)


def _scaled(found: re.Match[str]) -> str:
    value = Decimal(found[1].replace(",", ".")) * _SCALES[found[2] or found[3]]
    return f"{value.normalize():f}"
