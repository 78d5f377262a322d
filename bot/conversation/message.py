"""Splits a message into the parts that may hold the question, the likeliest first.

White space is folded before: where there is any, it is one sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.conversation.followup import has_cue
from bot.conversation.language_files import language_file, talk_of
from bot.matching import parted

LONG = 9
"""Words from which on a message is looked at in parts too."""
PART_LIMIT = 6
_SUBJECT = re.compile(r"[^\s,.;:?!…]++(?:\s[^\s,.;:?!…]++){0,3}")
"""A few words without a mark behind them: a comma parts them from what follows."""
MOST_ASKED = 3
_QUOTED = re.compile(r"(?m)^(?:>|&gt;).*+\n?")
_LINK = re.compile(r" ?\b(?:https?://|www\.)\S++", re.IGNORECASE)
_ENDS = (
    r"(?<=[?!.…;])\s|(?<=[？！。；])(?![？！。；])\s?|\n|\s[-–—]++\s|\s?[\U0001F300-\U0001FAFF\u2600-\u27BF]++\s?"
    r"|\s[:;]-?[()DP](?:\s|\Z)"
)
"""What ends a piece of a message in any language."""
_TIME = r"(?:q[1-4]|h[12]|(?:19|20)\d\d)"


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a language asks, made of the words in `[asking]` of its file."""

    boundary: re.Pattern[str]
    asking: re.Pattern[str]
    asking_first: re.Pattern[str]
    side_by_side: re.Pattern[str]
    """What is compared, put before the question about it ("Lark or Finch, which is faster")."""
    dated: re.Pattern[str]
    """A few words with a date at their end, put before the question ("sales q1 to q2 2026, what was the growth")."""
    joined: re.Pattern[str]
    """Between two questions of one sentence."""
    conjunction: re.Pattern[str]
    """Between two questions it joins them, and is no sign that the second leans on the first."""
    exclaiming: re.Pattern[str]
    """What begins like a question and is none ("how interesting"), up to its end."""
    placing: re.Pattern[str]
    """Words that say where, when or of which, up to the comma before what asks ("in the two recalls, were there")."""


@cache
def _asking_in(language: str) -> _Asking:
    data = language_file(language)
    words = {name: data.get("asking", {}).get(name) or "(?!)" for name in _NAMES}
    # A script without spaces has no ends of words.
    end, space, comma = (r"\b", r"\s", r"[,;]\s") if data.get("spaced", True) else ("", r"\s?", r"[,;，]\s?")
    asks, within = words["asks"], rf"(?:(?:{words['places']}){space})?"
    led = rf"(?:(?:{words['before']})\W{'++' if end else '*+'})*+"
    few = r"(?:[^\s,;.?!，。？！]++\s)"
    return _Asking(
        *(
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                rf"{_ENDS}|{comma}(?=(?:{words['apart']}){end})",
                rf"[?？]|{end}(?:{asks}){end}",
                rf"\A(?:[^:?？：]{{1,40}}[:：])?\W*+{led}{within}(?:{asks}){end}",
                rf"\A\W*+{few}{{1,4}}(?:{words['comparing']})\s{few}{{0,3}}[^\s,;.?!]++[,;]\s",
                rf"\A\W*+{few}{{1,5}}{_TIME}(?:\s{_TIME})?[,;]\s",
                rf"{space}(?:{words['joining']}){space}(?={within}(?:{asks}){end})",
                rf"\A(?:{words['conjunctions']}){end}[\s,，]*+(?=\w)",
                rf"\A(?:{words['exclaiming']})[^\w?？]*+\Z",
                rf"\A(?:{words['places']}){end}[^.;:?!…。；？！]*+\Z",
            )
        )
    )


_NAMES = ("asks", "before", "places", "apart", "comparing", "joining", "conjunctions", "exclaiming")


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
    sentences = [part.strip() for part in _pieces(text, language) if _length(part) >= 3]
    if len(sentences) < 2:
        return ()
    asking = [part for part in sentences if _asking_in(language).asking.search(part)]
    return tuple(asking[:PART_LIMIT])


def _length(text: str) -> int:
    """Words; of a script that puts no spaces between them, signs."""
    return len(parted(text).split())


def asks_of(text: str, language: str) -> tuple[str, ...]:
    """The questions of a message, in their order, where it asks two or three; else none, or one."""
    of = _asking_in(language)
    pieces = [piece for part in _pieces(text, language) for piece in of.joined.split(part)]
    kept = [of.conjunction.sub("", piece.strip(), count=1) for piece in pieces if piece.strip()]
    befores = ("", *kept)
    asked = tuple(
        f"{before}, {piece}" if _is_subject(before, language) and asks_first(piece, language) else piece
        for before, piece in zip(befores, kept, strict=False)
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
    if named and named in text and _is_subject(pieces[at - 1], language) and asks_first(question, language):
        at, question = at - 1, named  # "And the lamps, how many?"
    return " ".join(pieces[:at]), question


def joining_words(language: str) -> frozenset[str]:
    """What joins two questions, or two of what is asked for."""
    return frozenset(language_file(language).get("asking", {}).get("joining", "").split("|"))


def plainly_asks(part: str, language: str) -> bool:
    """Whether a part of a message is a question by its mark or by its first word; others may tell something ("I know
    what it costs")."""
    if part.rstrip().endswith(("?", "？")):
        return True
    return asks_first(part, language) and _asking_in(language).exclaiming.match(part) is None


def asks_first(part: str, language: str) -> bool:
    """Whether a part of a message begins with a word that asks."""
    of = _asking_in(language)
    return of.asking_first.match(of.dated.sub("", of.side_by_side.sub("", part, count=1), count=1)) is not None


def _is_subject(piece: str, language: str) -> bool:
    """Whether a piece only names what the next one asks about ("and the SkyBus, what is that?"), or says where."""
    leads = _SUBJECT.fullmatch(piece) or _asking_in(language).placing.match(piece)
    return leads is not None and not plainly_asks(piece, language)


def _is_topic(piece: str, of: _Asking) -> bool:
    """Whether a piece names what the next one asks about, and asks nothing itself."""
    found = of.side_by_side.fullmatch(piece) or of.dated.fullmatch(piece)
    return found is not None and of.asking.search(piece) is None


def _pieces(text: str, language: str) -> list[str]:
    """Cut a text at its boundaries, but not before a date alone: "..., so in 2021" says when of what stands before; nor
    behind what is compared."""
    of, date_alone = _asking_in(language), talk_of(language).patterns["date_alone"]
    marks = [found.span() for found in of.boundary.finditer(text)]
    ends = [*(start for start, _ in marks[1:]), len(text)]
    begins = [0, *(end for _, end in marks)]
    cuts = [
        mark
        for mark, end, begin in zip(marks, ends, begins, strict=False)
        if not (date_alone.fullmatch(text[mark[1] : end]) or _is_topic(text[begin : mark[1]], of))
    ]
    starts = [0, *(end for _, end in cuts)]
    return [text[start:end] for start, end in zip(starts, [*(start for start, _ in cuts), len(text)], strict=True)]
