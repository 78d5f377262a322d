"""Tells what asks: a part of a message and the code of a language in, whether it is a question out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bot.conversation.language_files import language_file

_ENDS = (
    r"(?<=[?!.…;])\s|(?<=[？！。；])(?![？！。；])\s?|\n|\s[-–—]++\s|\s?[\U0001F300-\U0001FAFF\u2600-\u27BF]++\s?"
    r"|\s[:;]-?[()DP](?:\s|\Z)"
)
"""What ends a piece of a message in any language."""
_TIME = r"(?:q[1-4]|h[12]|(?:19|20)\d\d)"
_LISTS = ("asks", "before", "places", "apart", "comparing", "joining", "conjunctions", "exclaiming")
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
        "boundary": rf"{_ENDS}|{comma}(?=(?:{words['apart']}){end})",
        "asking": rf"[?？]|{end}{asks}",
        "question_start": rf"\A(?:[^:?？：]{{1,40}}[:：])?\W*+{led}{within}{asks}",
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
        # Words that say where, when or of which, up to the comma before what asks ("in the two recalls, were there").
        "placing": rf"\A(?:{words['places']}){end}[^.;:?!…。；？！]*+\Z",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def joining_words(language: str) -> frozenset[str]:
    """What joins two questions, or two of what is asked for, so far as it is written as plain words."""
    joining = language_file(language).get("asking", {}).get("joining")
    return frozenset(joining.split("|") if joining else ())


def is_question(part: str, language: str) -> bool:
    """Whether a part of a message is a question by its mark or by its first word; others may tell something ("I know
    what it costs")."""
    exclaims = patterns_in(language)["exclaiming"].match(part) is not None
    return part.rstrip().endswith(("?", "？")) or (begins_like_a_question(part, language) and not exclaims)


def begins_like_a_question(part: str, language: str) -> bool:
    """Whether a part of a message begins with a word that asks, but for what is put before the question."""
    patterns = patterns_in(language)
    question = patterns["dated"].sub("", patterns["side_by_side"].sub("", part, count=1), count=1)
    return patterns["question_start"].match(question) is not None
