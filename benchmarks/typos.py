"""Puts typing errors into a share of the words of a text, by a seed."""

import re
from random import Random

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def mistype(text: str, share: float, seed: int, number: int) -> str:
    """Give one edit at an inner letter to each word of more than three letters, with probability `share`.

    `number` is the question's place in its file. Digits are no letters, and stay.
    """
    draw = Random(f"{seed}:{number}")
    return _LONG_WORD.sub(lambda word: _edited(word[0], draw) if draw.random() < share else word[0], text)


def _edited(word: str, draw: Random) -> str:
    at = draw.randrange(1, len(word) - 1)
    edit = draw.choice((_drop, _double, _swap, _replace))
    return word[:at] + edit(word, at, draw)


def _drop(word: str, at: int, draw: Random) -> str:
    return word[at + 1 :]


def _double(word: str, at: int, draw: Random) -> str:
    return word[at] + word[at:]


def _swap(word: str, at: int, draw: Random) -> str:
    return word[at + 1] + word[at] + word[at + 2 :]


def _replace(word: str, at: int, draw: Random) -> str:
    letter = draw.choice(neighbours(word[at].lower()) or word[at])
    return (letter.upper() if word[at].isupper() else letter) + word[at + 1 :]


def neighbours(letter: str) -> str:
    """Return the letters beside, above and below it on a QWERTY keyboard; none for other characters."""
    for row, keys in enumerate(_ROWS):
        at = keys.find(letter)
        if letter and at >= 0:
            beside = keys[max(0, at - 1) : at] + keys[at + 1 : at + 2]
            above = _ROWS[row - 1][at : at + 2] if row > 0 else ""
            below = _ROWS[row + 1][max(0, at - 1) : at + 1] if row < 2 else ""
            return beside + above + below
    return ""
