"""Splits a message into the parts that may hold the question, the likeliest first.

White space is folded before: where there is any, it is one sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.conversation.asking import begins_like_a_question, is_question, patterns_in
from bot.conversation.followup import has_cue
from bot.conversation.language_files import talk_of
from bot.matching import parted

LONG = 9
"""Words from which on a message is looked at in parts too."""
MOST_ASKED = 3
"""Questions of one message that are answered one by one, at most."""
PART_LIMIT = 6
"""Parts of a message that are looked at, at most."""
_LEAST_SAID = 3
"""Words of a part that may ask something, at least."""
_SUBJECT = re.compile(r"[^\s,.;:?!…]++(?:\s[^\s,.;:?!…]++){0,3}")
"""A few words without a mark behind them: a comma parts them from what follows."""
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
    parts = [piece.strip() for piece in _pieces(text, language) if _length(piece) >= _LEAST_SAID]
    asks = patterns_in(language)["asking"]
    return tuple(part for part in parts if asks.search(part))[:PART_LIMIT] if len(parts) > 1 else ()


def _length(text: str) -> int:
    """Words; of a script that puts no spaces between them, signs."""
    return len(parted(text).split())


def separate_questions(text: str, language: str) -> tuple[str, ...]:
    """The questions of a message that asks two or three, in their order; empty where it asks fewer or more."""
    patterns = patterns_in(language)
    pieces = [piece.strip() for part in _pieces(text, language) for piece in patterns["joined"].split(part)]
    kept = [patterns["conjunction"].sub("", piece, count=1) for piece in pieces if piece]
    asked = tuple(
        f"{before}, {piece}" if _leads_to(before, piece, language) else piece
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
    pieces = [piece.strip() for piece in _pieces(text, language)]
    asking = [at for at, piece in enumerate(pieces) if is_question(piece, language)]
    if not asking and pieces and has_cue(pieces[-1], language):
        asking = [len(pieces) - 1]
    if len(asking) != 1 or len(pieces) < 2:
        return None
    at = asking[0]
    if at and _leads_to(pieces[at - 1], pieces[at], language):
        led = f"{pieces[at - 1]}, {pieces[at]}"
        if led in text:
            return Remarked(" ".join(pieces[: at - 1]), led)
    return Remarked(" ".join(pieces[:at]), pieces[at])


def _leads_to(piece: str, question: str, language: str) -> bool:
    """Whether a piece only names what the next one asks about ("and the SkyBus, what is that?"), or says where."""
    leads = _SUBJECT.fullmatch(piece) or patterns_in(language)["placing"].match(piece)
    return leads is not None and begins_like_a_question(question, language) and not is_question(piece, language)


def _is_topic(piece: str, language: str) -> bool:
    """Whether a piece, with the mark behind it, names what the next one asks about, and asks nothing itself."""
    patterns = patterns_in(language)
    found = patterns["side_by_side"].fullmatch(piece) or patterns["dated"].fullmatch(piece)
    return found is not None and patterns["asking"].search(piece) is None


def _pieces(text: str, language: str) -> list[str]:
    """Cut a text at its boundaries, but not before a date alone: "..., so in 2021" says when of what stands before; nor
    behind what is compared."""
    date_alone = talk_of(language).patterns["date_alone"]
    marks = [mark.span() for mark in patterns_in(language)["boundary"].finditer(text)]
    starts = [0, *[end for _, end in marks]]
    stops = [*[start for start, _ in marks], len(text)]
    cuts = [
        at
        for at in range(len(marks))
        if not date_alone.fullmatch(text[starts[at + 1] : stops[at + 1]])
        and not _is_topic(text[starts[at] : starts[at + 1]], language)
    ]
    begins, ends = [0, *(starts[at + 1] for at in cuts)], [*(stops[at] for at in cuts), len(text)]
    return [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
