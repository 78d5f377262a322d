"""Cuts a message into sentences, lines, and clauses that ask something of their own.

Of the pieces of "Nice! And the SkyBus, what is that?" the first is a remark, the second a topic, and the third asks.
A topic asks nothing and only names what the next piece asks about. `_is_topic` knows some by their own words, and does
not cut them off; `is_topic_of` knows the others by the question behind them.
"""

import re
from functools import lru_cache

from bot.conversation.asking import asking_patterns, begins_like_a_question, is_question
from bot.conversation.language_files import talk_of

_AT_A_TIME = 8  # Texts whose pieces are remembered: those of one turn.
_FEW_WORDS = re.compile(r"[^\s,.;:?!…]++(?:\s[^\s,.;:?!…]++){0,3}(?:,\sthe(?:\s[^\s,.;:?!…]++){1,3})?")
"""In front of a comma, perhaps with an apposition ("Ann Lark, the old head, is she ...")."""


@lru_cache(_AT_A_TIME)
def pieces_of(text: str, language: str) -> tuple[str, ...]:
    """In order, without the marks between them. A date alone ("..., so in 2021") is of the piece before it."""
    date_alone = talk_of(language).patterns["date_alone"]
    marks = list(asking_patterns(language).boundary.finditer(text))
    begins, ends = (0, *(mark.end() for mark in marks)), (*(mark.start() for mark in marks), len(text))
    pieces, begin = [], 0
    for at, mark in enumerate(marks):
        # Only what stands between two marks is looked at, whatever was left uncut before it.
        before, behind = text[begins[at] : mark.end()], text[begins[at + 1] : ends[at + 1]]
        if not date_alone.fullmatch(behind) and not _is_topic(before, language):
            pieces.append(text[begin : mark.start()].strip())
            begin = mark.end()
    return (*pieces, text[begin:].strip())


def _is_topic(piece: str, language: str) -> bool:
    """Whether a piece with its mark compares, ends with a date or says how to tell figures, and asks nothing: "Lark or
    Finch, which is faster", "month by month, how did it go"."""
    patterns = asking_patterns(language)
    one_by_one = talk_of(language).patterns["one_by_one"].fullmatch(piece)
    found = patterns.side_by_side.fullmatch(piece) or patterns.dated.fullmatch(piece) or one_by_one
    return found is not None and patterns.asking.search(piece) is None


def is_topic_of(question: str, piece: str, language: str) -> bool:
    """Whether a piece only names what the question behind it is about ("and the SkyBus, what is that?"), or where."""
    names = _FEW_WORDS.fullmatch(piece) or asking_patterns(language).placing.match(piece)
    return names is not None and begins_like_a_question(question, language) and not is_question(piece, language)
