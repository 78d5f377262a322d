"""Finds what a message asks: its text in; the parts that may hold the question, or each of its questions, out.

White space is folded before: where there is any, it is one sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.conversation.asking import asking_patterns, is_question
from bot.conversation.followup import has_cue
from bot.conversation.language_files import talk_of
from bot.conversation.pieces import is_topic_of, pieces_of
from bot.matching import parted

LONG = 9
"""Words from which on a message is looked at in parts too."""
MOST_ASKED = 3
"""Questions of one message that are answered one by one, at most."""
PART_LIMIT = 6
"""Parts of a message that are looked at, at most."""
_LEAST_SAID = 3
"""Words of a part that may ask something, at least."""
_QUOTED = re.compile(r"(?m)^(?:>|&gt;).*+\n?")
_LINK = re.compile(r" ?\b(?:https?://|www\.)\S++", re.IGNORECASE)


def without_quotes(text: str) -> str:
    """Drop quoted lines and links, unless nothing else is left."""
    plain = _LINK.sub(" ", _QUOTED.sub("", text)).strip()
    return plain if any(sign.isalnum() for sign in plain) else text


def without_lead_in(text: str, language: str) -> str:
    """Drop "one more:", "quick question:" and the like, which announce a question and say nothing of it."""
    return talk_of(language).patterns["lead_in"].sub("", text, count=1) or text


def parts_that_may_ask(text: str, language: str) -> tuple[str, ...]:
    """The parts of a long message that hold a word or a mark that asks, in their order; none of a short one, nor where
    it is all one part."""
    if _length(text) < LONG:
        return ()
    parts = [piece for piece in pieces_of(text, language) if _length(piece) >= _LEAST_SAID]
    asks = asking_patterns(language).asking
    return tuple(part for part in parts if asks.search(part))[:PART_LIMIT] if len(parts) > 1 else ()


def _length(text: str) -> int:
    """Words; of a script that puts no spaces between them, signs."""
    return len(parted(text).split())


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


@dataclass(frozen=True, slots=True)
class Remarked:
    """A question with what stands before it, as in "no way. how far does it go? mine does 300"."""

    remarks: str
    question: str


def question_beside_remarks(text: str, language: str) -> Remarked | None:
    """None where a message asks nothing, or more than once, or tells nothing beside its question."""
    pieces = pieces_of(text, language)
    at = _place_of_only_question(pieces, language)
    if at is None or len(pieces) < 2:
        return None
    if at and is_topic_of(pieces[at], pieces[at - 1], language):
        with_topic = f"{pieces[at - 1]}, {pieces[at]}"
        if with_topic in text:
            return Remarked(" ".join(pieces[: at - 1]), with_topic)
    return Remarked(" ".join(pieces[:at]), pieces[at])


def _place_of_only_question(pieces: Sequence[str], language: str) -> int | None:
    """Where nothing asks, the last piece may begin like a follow-up."""
    asking = [at for at, piece in enumerate(pieces) if is_question(piece, language)]
    if not asking and has_cue(pieces[-1], language):
        return len(pieces) - 1
    return asking[0] if len(asking) == 1 else None
