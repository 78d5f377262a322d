"""Splits a message into the parts that may hold the question, the likeliest first.

White space is folded before: where there is any, it is one sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.conversation.asking import asks_first, patterns_in, plainly_asks
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


def asking_parts(text: str, language: str) -> tuple[str, ...]:
    """Return the parts of a long message that may ask something, in their order; none for a short one."""
    if _length(text) < LONG:
        return ()
    parts = [piece.strip() for piece in _pieces(text, language) if _length(piece) >= _LEAST_SAID]
    of = patterns_in(language)
    asking = [part for part in parts if of["asking"].search(part)]
    return tuple(asking[:PART_LIMIT]) if len(parts) > 1 else ()


def _length(text: str) -> int:
    """Words; of a script that puts no spaces between them, signs."""
    return len(parted(text).split())


def asks_of(text: str, language: str) -> tuple[str, ...]:
    """The questions of a message, in their order, where it asks two or three; else none, or one."""
    of = patterns_in(language)
    pieces = [piece.strip() for part in _pieces(text, language) for piece in of["joined"].split(part)]
    kept = [of["conjunction"].sub("", piece, count=1) for piece in pieces if piece]
    asked = tuple(
        f"{before}, {piece}" if _leads_to(before, piece, language) else piece
        for before, piece in pairwise(("", *kept))
        if plainly_asks(piece, language)
    )
    return asked if len(asked) <= MOST_ASKED else ()


def only_question(text: str, language: str) -> tuple[str, str]:
    """Of a message that asks once and tells something beside it ("no way. how far does it go? mine does 300"): what
    stands before the question, and the question; two empty texts where it is not like that."""
    pieces = [piece.strip() for piece in _pieces(text, language)]
    asking = [at for at, piece in enumerate(pieces) if plainly_asks(piece, language)]
    if not asking and pieces and has_cue(pieces[-1], language):
        asking = [len(pieces) - 1]
    if len(asking) != 1 or len(pieces) < 2:
        return "", ""
    at, question = asking[0], pieces[asking[0]]
    named = f"{pieces[at - 1]}, {question}" if at else ""
    if named and named in text and _leads_to(pieces[at - 1], question, language):
        at, question = at - 1, named  # "And the lamps, how many?"
    return " ".join(pieces[:at]), question


def _leads_to(piece: str, question: str, language: str) -> bool:
    """Whether a piece only names what the next one asks about ("and the SkyBus, what is that?"), or says where."""
    leads = _SUBJECT.fullmatch(piece) or patterns_in(language)["placing"].match(piece)
    return leads is not None and asks_first(question, language) and not plainly_asks(piece, language)


def _is_topic(piece: str, language: str) -> bool:
    """Whether a piece, with the mark behind it, names what the next one asks about, and asks nothing itself."""
    of = patterns_in(language)
    found = of["side_by_side"].fullmatch(piece) or of["dated"].fullmatch(piece)
    return found is not None and of["asking"].search(piece) is None


def _pieces(text: str, language: str) -> list[str]:
    """Cut a text at its boundaries, but not before a date alone: "..., so in 2021" says when of what stands before; nor
    behind what is compared."""
    boundary, date_alone = patterns_in(language)["boundary"], talk_of(language).patterns["date_alone"]
    edges = _within(text, [found.span() for found in boundary.finditer(text)])
    cuts = [
        (start, end)
        for (_, begin), (start, end), (stop, _) in zip(edges, edges[1:], edges[2:], strict=False)
        if not date_alone.fullmatch(text[end:stop]) and not _is_topic(text[begin:end], language)
    ]
    return [text[begin:stop] for (_, begin), (stop, _) in pairwise(_within(text, cuts))]


def _within(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The marks between the beginning of the text and its end."""
    return [(0, 0), *marks, (len(text), len(text))]
