"""Finds what a message asks: its text in; the parts that may hold the question, or each of its questions, out.

A message is cut into pieces: sentences, lines, and clauses that ask something of their own. Some pieces ask nothing and
only name what the next one asks about. `_is_topic` knows them by their own words, and does not cut them off.
`_is_topic_of` knows the others by the question behind them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.conversation.asking import asking_patterns, begins_like_a_question, is_question, joining_words
from bot.conversation.followup import SHORT, content, has_cue
from bot.conversation.language_files import talk_of
from bot.matching import normalise, parted

LONG = 9  # Words from which on a message is looked at in parts too, and mostly stands for itself.
MOST_ASKED = 3  # Questions of one message that are answered one by one, at most.
_MOST_PIECES = 9  # Pieces of a message, at most, among which one question is looked for with more behind it.
_AT_A_TIME = 8  # Texts whose pieces are remembered: those of one turn.
PART_LIMIT = 6  # Parts of a message that are looked at, at most.
_LEAST_SAID = 3  # Words of a part that may ask something, at least.
_FEW_WORDS = re.compile(r"[^\s,.;:?!…]++(?:\s[^\s,.;:?!…]++){0,3}(?:,\sthe(?:\s[^\s,.;:?!…]++){1,3})?")
"""In front of a comma, perhaps with an apposition ("Ann Lark, the old head, is she ...")."""


def parts_that_may_ask(text: str, language: str) -> tuple[str, ...]:
    """The parts of a message that hold a word or a mark that asks, in their order, or else the last one; none of a
    message that is all one part, or short. "How many were there?" asks nothing without the part before it."""
    if _length(text) < LONG:
        return ()
    pieces = pieces_of(text, language)
    parts = [part for part in pieces if _length(part) >= _LEAST_SAID]
    if len(pieces) < 2 or not parts:
        return ()
    asks = asking_patterns(language).asking
    asking = [part for part in parts if asks.search(part)] or parts[-1:]
    return tuple(part for part in asking if not _only_asks(part, language))[:PART_LIMIT]


def _only_asks(part: str, language: str) -> bool:
    """Whether it says nothing but "how many" or the like; "what is it" asks of all that was said before."""
    said = content(normalise(part), language)
    return bool(said) and talk_of(language).words["question_words"].issuperset(said)


def _length(text: str) -> int:
    """Words; of a script that puts no spaces between them, signs."""
    return len(parted(text).split())


def separate_questions(text: str, language: str) -> tuple[str, ...]:
    """The questions of a message that asks two or three, in their order; empty where it asks fewer or more."""
    patterns = asking_patterns(language)
    pieces = [piece.strip() for part in pieces_of(text, language) for piece in patterns.joined.split(part)]
    kept = [patterns.conjunction.sub("", piece, count=1) for piece in pieces if piece]
    asked = tuple(
        f"{before}, {piece}" if _is_topic_of(piece, before, language) else piece
        for before, piece in pairwise(("", *kept))
        if is_question(piece, language)
    )
    return asked if 2 <= len(asked) <= MOST_ASKED else ()


def question_with_more(text: str, language: str) -> tuple[str, ...]:
    """The only question of a message, and what few words behind it ask for: "how far does it go? and the battery"."""
    pieces, joining = pieces_of(text, language), joining_words(language)
    if len(pieces) > _MOST_PIECES:
        return ()
    asking = [at for at, piece in enumerate(pieces) if is_question(piece, language)]
    if len(asking) != 1:
        return ()
    behind = ((piece, normalise(piece)) for piece in pieces[asking[0] + 1 :] if len(piece.split()) <= SHORT)
    more = [piece for piece, words in behind if joining.issuperset(words[:1]) and content(words[1:], language)]
    asked = (pieces[asking[0]], *(piece.split(maxsplit=1)[1] for piece in more))
    return asked if 2 <= len(asked) <= MOST_ASKED else ()


@dataclass(frozen=True, slots=True)
class Remarked:
    """A question with what stands before it, as in "no way. how far does it go? mine does 300"."""

    remarks: str
    question: str
    topic: str = ""  # What the question begins with, and may only name what it is about.


def question_beside_remarks(text: str, language: str) -> Remarked | None:
    """None where a message asks nothing, or more than once, or tells nothing beside its question."""
    pieces = pieces_of(text, language)
    asking = [at for at, piece in enumerate(pieces) if is_question(piece, language)]
    if not asking and has_cue(pieces[-1], language):  # Where nothing asks, the last piece may be a follow-up.
        asking = [len(pieces) - 1]
    if len(asking) != 1 or len(pieces) < 2:
        return None
    at = asking[0]
    if at and _is_topic_of(pieces[at], pieces[at - 1], language):
        with_topic = f"{pieces[at - 1]}, {pieces[at]}"
        if with_topic in text:
            return Remarked(" ".join(pieces[: at - 1]), with_topic, pieces[at - 1])
    return Remarked(" ".join(pieces[:at]), pieces[at])


@lru_cache(_AT_A_TIME)
def pieces_of(text: str, language: str) -> tuple[str, ...]:
    """In order, without the marks between them. A date alone ("..., so in 2021") is of the piece before it."""
    date_alone = talk_of(language).patterns["date_alone"]
    marks = list(asking_patterns(language).boundary.finditer(text))
    pieces, begin = [], 0
    for at, mark in enumerate(marks):
        before = text[marks[at - 1].end() if at else 0 : mark.end()]
        behind = text[mark.end() : marks[at + 1].start() if at + 1 < len(marks) else len(text)]
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


def _is_topic_of(question: str, piece: str, language: str) -> bool:
    """Whether a piece only names what the question behind it is about ("and the SkyBus, what is that?"), or where."""
    names = _FEW_WORDS.fullmatch(piece) or asking_patterns(language).placing.match(piece)
    return names is not None and begins_like_a_question(question, language) and not is_question(piece, language)
