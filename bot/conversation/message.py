"""Splits a message into the parts that may hold the question, the likeliest first.

White space is folded before: where there is any, it is one sign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from bot.conversation.followup import has_cue
from bot.conversation.language_files import language_file, talk_of
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
_ENDS = (
    r"(?<=[?!.…;])\s|(?<=[？！。；])(?![？！。；])\s?|\n|\s[-–—]++\s|\s?[\U0001F300-\U0001FAFF\u2600-\u27BF]++\s?"
    r"|\s[:;]-?[()DP](?:\s|\Z)"
)
"""What ends a piece of a message in any language."""
_TIME = r"(?:q[1-4]|h[12]|(?:19|20)\d\d)"
_LISTS = ("asks", "before", "places", "apart", "comparing", "joining", "conjunctions", "exclaiming", "telling")
"""The alternatives in `[asking]` of a language's file."""


@cache
def patterns_in(language: str) -> Mapping[str, re.Pattern[str]]:
    """How a language asks; of what it has no words for nothing is found."""
    data = language_file(language)
    words = {name: data.get("asking", {}).get(name) or "(?!)" for name in _LISTS}
    # A script without spaces has no ends of words.
    end, space, comma = (r"\b", r"\s", r"[,;]\s") if data.get("spaced", True) else ("", r"\s?", r"[,;，]\s?")
    asks, within = rf"(?:{words['asks']}){end}", rf"(?:(?:{words['places']}){space})?"
    led = rf"(?:(?:{words['before']})\W{'++' if end else '*+'})*+"
    few = r"(?:[^\s,;.?!，。？！]++\s)"
    patterns = {
        "boundary": rf"{_ENDS}|{comma}(?=(?:{words['apart']}|{words['telling']}){end})",
        "asking": rf"[?？]|{end}{asks}",
        "asking_first": rf"\A(?:[^:?？：]{{1,40}}[:：])?\W*+{led}{within}{asks}",
        # What is compared, put before the question about it ("Lark or Finch, which is faster").
        "side_by_side": rf"\A\W*+{few}{{1,4}}(?:{words['comparing']})\s{few}{{0,3}}[^\s,;.?!]++[,;]\s",
        # A few words with a date at their end, put before the question ("sales q1 to q2 2026, what was the growth").
        "dated": rf"\A\W*+{few}{{1,5}}{_TIME}(?:\s{_TIME})?[,;]\s",
        # Between two questions of one sentence.
        "joined": rf"{space}(?:{words['joining']}){space}(?={within}{asks})",
        # Between two questions it joins them, and is no sign that the second leans on the first.
        "conjunction": rf"\A(?:{words['conjunctions']}){end}[\s,，]*+(?=\w)",
        # What begins like a question and is none ("how interesting"), up to its end.
        "exclaiming": rf"\A(?:{words['exclaiming']})[^\w?？]*+\Z",
        # What tells the circumstances, whatever mark stands behind it ("..., because my bus is late?").
        "telling": rf"\A(?:{words['telling']}){end}",
        # Words that say where, when or of which, up to the comma before what asks ("in the two recalls, were there").
        "placing": rf"\A(?:{words['places']}){end}[^.;:?!…。；？！]*+\Z",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def without_quotes(text: str) -> str:
    """Drop quoted lines and links, unless nothing else is left."""
    plain = _LINK.sub(" ", _QUOTED.sub("", text)).strip()
    return plain if any(sign.isalnum() for sign in plain) else text


def without_lead_in(text: str, language: str) -> str:
    """Drop "one more:", "quick question:" and the like, which announce a question and say nothing of it."""
    return talk_of(language).patterns["lead_in"].sub("", text, count=1) or text


def without_politeness(text: str, language: str) -> str:
    """Drop "could you please tell me", "I would like to know" and the like, which say nothing of the question; within a
    message only where what follows shows by itself that it asks."""

    def asked(found: re.Match[str]) -> str:
        is_first = not any(sign.isalnum() for sign in text[: found.start()])
        drops = is_first or asks_first(text[found.end() :], language)
        return found["before"] if drops else found[0]

    return talk_of(language).patterns["polite"].sub(asked, text) or text


def asking_parts(text: str, language: str) -> tuple[str, ...]:
    """Return the parts of a long message that may ask something, in their order; none for a short one."""
    if _length(text) < LONG:
        return ()
    parts = [piece.strip() for piece in _pieces(text, language) if _length(piece) >= _LEAST_SAID]
    of = patterns_in(language)
    asking = [part for part in parts if of["asking"].search(part)]
    asking = [part for part in asking if not of["telling"].match(part)] or asking
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


def joining_words(language: str) -> frozenset[str]:
    """What joins two questions, or two of what is asked for."""
    return frozenset(language_file(language).get("asking", {}).get("joining", "").split("|"))


def plainly_asks(part: str, language: str) -> bool:
    """Whether a part of a message is a question by its mark or by its first word; others may tell something ("I know
    what it costs")."""
    if part.rstrip().endswith(("?", "？")):
        return patterns_in(language)["telling"].match(part) is None
    return asks_first(part, language) and patterns_in(language)["exclaiming"].match(part) is None


def asks_first(part: str, language: str) -> bool:
    """Whether a part of a message begins with a word that asks, but for what is put before the question."""
    of = patterns_in(language)
    question = of["dated"].sub("", of["side_by_side"].sub("", part, count=1), count=1)
    return of["asking_first"].match(question) is not None


def _leads_to(piece: str, question: str, language: str) -> bool:
    """Whether a piece only names what the next one asks about ("and the SkyBus, what is that?"), or says where."""
    leads = _SUBJECT.fullmatch(piece) or patterns_in(language)["placing"].match(piece)
    return leads is not None and asks_first(question, language) and not plainly_asks(piece, language)


def _is_topic(piece: str, language: str) -> bool:
    """Whether a piece names what the next one asks about, and asks nothing itself."""
    of = patterns_in(language)
    found = of["side_by_side"].fullmatch(piece) or of["dated"].fullmatch(piece)
    return found is not None and of["asking"].search(piece) is None


def _pieces(text: str, language: str) -> list[str]:
    """Cut a text at its boundaries, but not before a date alone: "..., so in 2021" says when of what stands before; nor
    behind what is compared."""
    boundary, date_alone = patterns_in(language)["boundary"], talk_of(language).patterns["date_alone"]
    marks = [found.span() for found in boundary.finditer(text)]
    # The pieces before and behind each mark reach to the next one.
    begins, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks[1:]), len(text)]
    cuts = [
        (start, end)
        for (start, end), begin, next_end in zip(marks, begins, ends, strict=False)
        if not date_alone.fullmatch(text[end:next_end]) and not _is_topic(text[begin:end], language)
    ]
    edges = [0, *(place for cut in cuts for place in cut), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
