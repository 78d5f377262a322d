"""Tells whether a part of a message is a question, by its mark or its first words."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from bot.conversation.language_files import language_file
from bot.knowledge.dates import A_YEAR

_PIECE_ENDS = "|".join(
    (
        r"(?<=[?!.…;])\s",  # A mark,
        r"(?<=[？！。；])(?![？！。；])\s?",  # a wide one,
        r"\n|\s[-–—]++\s",  # a line or a dash,
        r"\s?[\U0001F300-\U0001FAFF\u2600-\u27BF]++\s?",  # an emoji,
        r"\s[:;]-?[()DP](?:\s|\Z)",  # a smile in marks.
    )
)
"""What ends a piece of a message in any language."""
AskingPart = Literal[
    "asks", "places", "before", "apart", "comparing", "joining", "alternatives", "conjunctions", "exclaiming"
]
"""The keys of the table `asking` of a language's file."""
_TIME = rf"(?:q[1-4]|h[12]|{A_YEAR})"


@dataclass(frozen=True, slots=True)
class AskingPatterns:
    """How a language asks; of what it has no words for nothing is found. The examples are of English."""

    boundary: re.Pattern[str]
    """Between two pieces of a message: the space in "Nice! How far?", the comma in "I have one, and how far?"."""
    asking: re.Pattern[str]  # What asks, wherever it stands: "what" in "I know what it costs".
    question_start: re.Pattern[str]
    """A question up to the word that asks: "and in which" of "and in which colours", "The Lark: what"."""
    side_by_side: re.Pattern[str]
    """What is compared, put before the question about it: "Lark or Finch, " of "Lark or Finch, which is faster"."""
    dated: re.Pattern[str]
    """A few words before the question that end with one date or two: "sales q1 to q2 2026, what was the growth"."""
    joined: re.Pattern[str]
    """Between two questions of one sentence: " and " in "how old is it and how big", " or " in "... or is it not"."""
    conjunction: re.Pattern[str]
    """Before the second of two questions, where it is no sign that this leans on the first: "and " of "and how big"."""
    exclaiming: re.Pattern[str]  # What begins like a question and is none, up to its end: "how interesting!".
    placing: re.Pattern[str]
    """What says where, when or of which, put before the question: "in the two recalls, were there deaths"."""


@cache
def asking_patterns(language: str) -> AskingPatterns:
    data = language_file(language)
    own = data.get("asking", {})
    words: dict[AskingPart, str] = {part: rf"(?:{own.get(part, '(?!)')})" for part in get_args(AskingPart)}
    # A script without spaces has no edges of words.
    edge, space, comma = (r"\b", r"\s", r"[,;]\s") if data.get("spaced", True) else ("", r"\s?", r"[,;，]\s?")
    asking_word, preposition = rf"{words['asks']}{edge}", rf"(?:{words['places']}{space})?"
    words_before = rf"(?:{words['before']}\W{'++' if edge else '*+'})*+"
    a_word = r"(?:[^\s,;.?!，。？！]++\s)"
    time = rf"{_TIME}(?:\s{_TIME})?"

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return AskingPatterns(
        boundary=compiled(rf"{_PIECE_ENDS}|{comma}(?={words['apart']}{edge})"),
        asking=compiled(rf"[?？]|{edge}{asking_word}"),
        question_start=compiled(rf"\A(?:[^:?？：]{{1,40}}[:：])?\W*+{words_before}{preposition}{asking_word}"),
        side_by_side=compiled(rf"\A\W*+{a_word}{{1,4}}{words['comparing']}\s{a_word}{{0,3}}[^\s,;.?!]++[,;]\s"),
        dated=compiled(rf"\A\W*+{a_word}{{1,5}}(?:{time}\s{words['joining']}\s{a_word}?)?{time}[,;]\s"),
        joined=compiled(
            rf"{space}{words['joining']}{space}(?={preposition}{asking_word})"
            rf"|{space}{words['alternatives']}{space}(?={asking_word}(?:\s[^\s,;.?!]++){{2}})"
        ),
        conjunction=compiled(rf"\A{words['conjunctions']}{edge}[\s,，]*+(?=\w)"),
        exclaiming=compiled(rf"\A{words['exclaiming']}[^\w?？]*+\Z"),
        placing=compiled(rf"\A{words['places']}{edge}[^.;:?!…。；？！]*+\Z"),
    )


def joining_words(language: str) -> frozenset[str]:
    """What joins two questions, or two of what is asked for, so far as it is written as plain words."""
    joining = language_file(language).get("asking", {}).get("joining")
    return frozenset(joining.split("|") if joining else ())


def is_question(part: str, language: str) -> bool:
    """Whether a part of a message asks by its mark or its first word: "I know what it costs" only tells something."""
    exclaims = asking_patterns(language).exclaiming.match(part) is not None
    return ends_with_question_mark(part) or (not exclaims and begins_like_a_question(part, language))


def ends_with_question_mark(part: str) -> bool:
    return part.rstrip().endswith(("?", "？"))


def begins_like_a_question(part: str, language: str) -> bool:
    """Whether a part of a message begins with a word that asks, but for what is put before the question."""
    patterns = asking_patterns(language)
    question = patterns.dated.sub("", patterns.side_by_side.sub("", part, count=1), count=1)
    return patterns.question_start.match(question) is not None
