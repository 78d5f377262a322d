"""Finds the questions of a message: each of them, or the only one with what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.conversation.asking import asking_patterns, is_question, joining_words
from bot.conversation.followup import SHORT, content, has_cue
from bot.conversation.pieces import is_topic_of, pieces_of
from bot.matching import normalise

MOST_ASKED = 3  # Questions of one message that are answered one by one, at most.
_MOST_PIECES = 9  # Pieces of a message, at most, among which one question is looked for with more behind it.


def separate_questions(text: str, language: str) -> tuple[str, ...]:
    """The questions of a message that asks two or three, in their order; empty where it asks fewer or more."""
    patterns = asking_patterns(language)
    pieces = [piece.strip() for part in pieces_of(text, language) for piece in patterns.joined.split(part)]
    kept = [patterns.conjunction.sub("", piece, count=1) for piece in pieces if piece]
    asked = tuple(
        f"{before}, {piece}" if is_topic_of(piece, before, language) else piece
        for before, piece in pairwise(("", *kept))
        if is_question(piece, language)
    )
    return asked if 2 <= len(asked) <= MOST_ASKED else ()


def question_with_more(text: str, language: str) -> tuple[str, ...]:
    """The only question of a message, and what few words behind it ask for: "how far does it go? and the battery"."""
    pieces = pieces_of(text, language)
    if len(pieces) > _MOST_PIECES:
        return ()
    asking = _places_of_questions(pieces, language)
    if len(asking) != 1:
        return ()
    more = [piece for piece in pieces[asking[0] + 1 :] if _asks_for_more(piece, language)]
    asked = (pieces[asking[0]], *(piece.split(maxsplit=1)[1] for piece in more))
    return asked if 2 <= len(asked) <= MOST_ASKED else ()


def _places_of_questions(pieces: Sequence[str], language: str) -> list[int]:
    return [at for at, piece in enumerate(pieces) if is_question(piece, language)]


def _asks_for_more(piece: str, language: str) -> bool:
    """Whether few words begin with one that joins, and name something behind it: "and the battery", but not "plus!"."""
    if len(piece.split()) > SHORT:
        return False
    words = normalise(piece)
    return joining_words(language).issuperset(words[:1]) and bool(content(words[1:], language))


@dataclass(frozen=True, slots=True)
class Remarked:
    """A question with what stands before it, as in "no way. how far does it go? mine does 300"."""

    remarks: str
    question: str
    topic: str = ""  # What the question begins with, and may only name what it is about.


def question_beside_remarks(text: str, language: str) -> Remarked | None:
    """None where a message asks nothing, or more than once, or tells nothing beside its question."""
    pieces = pieces_of(text, language)
    asking = _places_of_questions(pieces, language)
    if not asking and has_cue(pieces[-1], language):  # Where nothing asks, the last piece may be a follow-up.
        asking = [len(pieces) - 1]
    if len(asking) != 1 or len(pieces) < 2:
        return None
    at = asking[0]
    if at and is_topic_of(pieces[at], pieces[at - 1], language):
        with_topic = f"{pieces[at - 1]}, {pieces[at]}"
        if with_topic in text:  # They were cut at a comma, not at another mark.
            return Remarked(" ".join(pieces[: at - 1]), with_topic, pieces[at - 1])
    return Remarked(" ".join(pieces[:at]), pieces[at])
