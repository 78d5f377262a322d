"""Brings numbers into one spelling: "410k", "410,000" and "410 thousand" become "410000"."""

import re
from decimal import Decimal
from functools import lru_cache

_WORDS_CACHED = 1024  # Words of one turn, each of which is looked at several times.
_SCALES = {
    word: 10**zeros
    for zeros, words in ((3, "k thousand"), (6, "m mn mio million"), (9, "b bn billion"), (12, "trillion"))
    for word in words.split()
}
_COUNTED_UP = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})++|\d{4,15})(?:st|nd|rd|th)(?!\w)")
"""The place of one of very many, as "the 500,000th bike": it is asked for as the number is."""
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:[,.]\d{3})++(?![\w,]|\.\d)")
_SCALED = re.compile(
    r"(?<![\w.,])(\d{1,15}(?:[.,]\d{1,15})?)(?:(k|m|mn|mio|b|bn)|[ -]?(thousand|million|billion|trillion|bn|mn))(?!\w)"
)


def plain_numbers(text: str) -> str:
    """`text`: in lower case."""
    text = _COUNTED_UP.sub(r"\1", text)
    text = _GROUPED.sub(lambda found: found[0].replace(",", "").replace(".", ""), text)
    return _SCALED.sub(_scaled, text)


def _scaled(found: re.Match[str]) -> str:
    value = Decimal(found[1].replace(",", ".")) * _SCALES[found[2] or found[3]]
    return f"{value.normalize():f}"


@lru_cache(_WORDS_CACHED)
def is_number(word: str) -> bool:
    """Whether a normalised word is a number in digits, with or without a point."""
    return word.replace(".", "", 1).isdecimal()
