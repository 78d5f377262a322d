"""Splits a message into the parts that may hold the question, the likeliest first.

White space is folded before: where there is any, it is one sign.
"""

from __future__ import annotations

import re

LONG = 9
"""Words from which on a message is looked at in parts too."""
PART_LIMIT = 6
_QUOTED = re.compile(r"(?m)^(?:>|&gt;).*+\n?")
_LINK = re.compile(r" ?\b(?:https?://|www\.)\S++", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"\A\W*+(?:(?:ok(?:ay)?|so|and|oh|hey|btw|also|plus|well|right)[\s,]++){0,3}(?:(?:one|another|a|just|my|the)\s)?"
    r"(?:(?:(?:more|last|final|next|other|quick|small|dumb|follow[ -]?up)\s?){1,2}(?:thing|question|q|one)?"
    r"|(?:thing|question))\s?[:,–—-]\s",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"(?<=[?!.…;])\s|\n|\s[-–—]++\s|\s?[\U0001F300-\U0001FAFF\u2600-\u27BF]++\s?"
    r"|[,;]\s(?=(?:and|but|so|does|do|did|is|are|anyone|anybody|can|could|would|what|which|who|when|where|whereabouts|why|how"
    r"|whats|hows|whos)\b)",
    re.IGNORECASE,
)
_DATE_ALONE = re.compile(
    r"\A(?:(?:and|but|so|i mean|like)\s)*+(?:(?:in|for|of|during|by|since)\s)?(?:\w++\s)?(?:19|20)\d\d\W*+",
    re.IGNORECASE,
)
_ASKS = (
    "what|whats|which|who|whos|whose|whom|when|where|whereabouts|why|how|hows|does|do|did|is|are|was|were|will|can|could"
    "|has|have|should i|should we|shall i|shall we|tell me|anyone know|any idea|explain|give me|show me|compare|plot"
)
_ASKING = re.compile(rf"\?|\b(?:{_ASKS})\b", re.IGNORECASE)
_ASKING_FIRST = re.compile(
    r"\A\W*+(?:(?:and|but|so|or|also|then|hi|hey|hello|ok|okay|please|pls)\W++)*+"
    rf"(?:(?:in|at|on|for|by|from|since|to|with)\s)?(?:{_ASKS})\b",
    re.IGNORECASE,
)
_SIDE_BY_SIDE = re.compile(
    r"\A\W*+(?:[^\s,;.?!]++\s){1,4}(?:or|vs|versus)\s(?:[^\s,;.?!]++\s){0,3}[^\s,;.?!]++[,;]\s", re.IGNORECASE
)
"""What is compared, put before the question about it ("Lark or Finch, which is faster")."""
_DATED = re.compile(
    r"\A\W*+(?:[^\s,;.?!]++\s){1,5}(?:q[1-4]|h[12]|(?:19|20)\d\d)(?:\s(?:q[1-4]|h[12]|(?:19|20)\d\d))?[,;]\s",
    re.IGNORECASE,
)
"""A few words with a date at their end, put before the question ("sales q1 to q2 2026, what was the growth")."""

_JOINED = re.compile(
    rf"\s(?:and|also|plus)\s(?=(?:(?:in|at|on|for|by|from|since|to|with)\s)?(?:{_ASKS})\b)", re.IGNORECASE
)
"""Between two questions of one sentence."""
_CONJUNCTION = re.compile(r"\A(?:and|also|plus|but|so)\b[\s,]*+(?=\w)", re.IGNORECASE)
"""Between two questions it joins them, and is no sign that the second leans on the first."""
_MOST_ASKED = 3


def without_quotes(text: str) -> str:
    """Drop quoted lines and links, unless nothing else is left."""
    plain = _LINK.sub(" ", _QUOTED.sub("", text)).strip()
    return plain if any(sign.isalnum() for sign in plain) else text


def without_lead_in(text: str) -> str:
    """Drop "one more:", "quick question:" and the like, which announce a question and say nothing of it."""
    return _LEAD_IN.sub("", text, count=1) or text


def asking_parts(text: str) -> tuple[str, ...]:
    """Return the parts of a long message that may ask something, in their order; none for a short one."""
    if len(text.split()) < LONG:
        return ()
    sentences = [part.strip() for part in _pieces(text) if len(part.split()) >= 3]
    if len(sentences) < 2:
        return ()
    asking = [part for part in sentences if _ASKING.search(part)]
    return tuple(asking[:PART_LIMIT])


def asks_of(text: str) -> tuple[str, ...]:
    """The questions of a message, in their order, where it asks two or three; else none, or one."""
    pieces = [piece for part in _pieces(text) for piece in _JOINED.split(part)]
    kept = [_CONJUNCTION.sub("", piece.strip(), count=1) for piece in pieces if piece.strip()]
    asked = tuple(piece for piece in kept if plainly_asks(piece))
    return asked if len(asked) <= _MOST_ASKED else ()


def plainly_asks(part: str) -> bool:
    """Whether a part of a message is a question by its mark or by its first word; others may tell something ("I know
    what it costs")."""
    return part.rstrip().endswith("?") or asks_first(part)


def asks_first(part: str) -> bool:
    """Whether a part of a message begins with a word that asks."""
    return _ASKING_FIRST.match(_DATED.sub("", _SIDE_BY_SIDE.sub("", part, count=1), count=1)) is not None


def _is_topic(piece: str) -> bool:
    """Whether a piece names what the next one asks about, and asks nothing itself."""
    found = _SIDE_BY_SIDE.fullmatch(piece) or _DATED.fullmatch(piece)
    return found is not None and _ASKING.search(piece) is None


def _pieces(text: str) -> list[str]:
    """Cut a text at its boundaries, but not before a date alone: "..., so in 2021" says when of what stands before; nor
    behind what is compared."""
    marks = [found.span() for found in _BOUNDARY.finditer(text)]
    ends = [*(start for start, _ in marks[1:]), len(text)]
    begins = [0, *(end for _, end in marks)]
    cuts = [
        mark
        for mark, end, begin in zip(marks, ends, begins, strict=False)
        if not (_DATE_ALONE.fullmatch(text[mark[1] : end]) or _is_topic(text[begin : mark[1]]))
    ]
    starts = [0, *(end for _, end in cuts)]
    return [text[start:end] for start, end in zip(starts, [*(start for start, _ in cuts), len(text)], strict=True)]
