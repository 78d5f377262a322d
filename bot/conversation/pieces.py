"""Cuts a message into pieces: sentences, lines, and clauses that ask something of their own.

A piece may only name what the next one asks about. Where its own words show that, it is not cut off (`_is_topic`); of
others the next piece tells (`is_topic_of`).
"""

from __future__ import annotations

import re

from bot.conversation.asking import asking_patterns, begins_like_a_question, is_question
from bot.conversation.language_files import talk_of

_FEW_WORDS = re.compile(r"[^\s,.;:?!…]++(?:\s[^\s,.;:?!…]++){0,3}(?:,\sthe(?:\s[^\s,.;:?!…]++){1,3})?")
"""Without a mark behind them: a comma parts them from what follows. An apposition may be among them ("Ann Lark, the old
head, is she ...")."""


def pieces_of(text: str, language: str) -> list[str]:
    """In their order, without the marks between them. A date alone says when of what stands before it ("..., so in
    2021"), and is of the same piece."""
    date_alone = talk_of(language).patterns["date_alone"]
    marks = list(asking_patterns(language).boundary.finditer(text))
    pieces, begin = [], 0
    for at, mark in enumerate(marks):
        before = text[marks[at - 1].end() if at else 0 : mark.end()]
        behind = text[mark.end() : marks[at + 1].start() if at + 1 < len(marks) else len(text)]
        if not date_alone.fullmatch(behind) and not _is_topic(before, language):
            pieces.append(text[begin : mark.start()].strip())
            begin = mark.end()
    return [*pieces, text[begin:].strip()]


def _is_topic(piece: str, language: str) -> bool:
    """Whether a piece, with the mark behind it, compares things, ends with a date or says how figures are to be told,
    and asks nothing itself: "Lark or Finch, which is faster", "month by month, how did it go"."""
    patterns = asking_patterns(language)
    one_by_one = talk_of(language).patterns["one_by_one"].fullmatch(piece)
    found = patterns.side_by_side.fullmatch(piece) or patterns.dated.fullmatch(piece) or one_by_one
    return found is not None and patterns.asking.search(piece) is None


def is_topic_of(question: str, piece: str, language: str) -> bool:
    """Whether the piece before a question only names what it is about ("and the SkyBus, what is that?"), or says
    where."""
    names = _FEW_WORDS.fullmatch(piece) or asking_patterns(language).placing.match(piece)
    return names is not None and begins_like_a_question(question, language) and not is_question(piece, language)
