"""Removes complaints about the last answer from a message: "That is not what I asked. You skipped the price"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.conversation.asking import asking_patterns
from bot.conversation.followup import content
from bot.conversation.language_files import language_file
from bot.matching import normalise, parted, spaced, unparted

_TOKEN = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+|[,.!，。！]")
_MARKS = str.maketrans("，。！", ",.!")
_NO_APOSTROPHES = str.maketrans("", "", "'’")  # `normalise` would drop the "'s" of "that's" as a possessive.
_ANYTHING = "..."  # In a phrase of the language's file: any words.


@dataclass(frozen=True, slots=True)
class _Phrases:
    only_leads: re.Pattern[str]  # A piece that does not say more: "huh?".
    dropped: re.Pattern[str]  # How a piece begins that only speaks of the answer.
    frames: re.Pattern[str]  # What stands before something that is asked again: "you did not say".
    restated: re.Pattern[str]  # The same, of the asker: "I asked".
    trailing: frozenset[str]  # What may stand behind it.


def without_complaints(text: str, language: str) -> str | None:
    """What a message asks besides complaining; None where it complains of nothing, or asks nothing besides.

    Pieces that only speak of the last answer go, and so do the words before what is asked for again.
    """
    pieces = [piece for piece in map(str.strip, _pieces(spaced(text), language)) if piece]
    kept: list[str] = []
    for piece in pieces:
        left = _left_of(piece, language, is_first=not kept).strip()
        if left:
            kept.append(left)
    only_leads = _phrases_of(language).only_leads
    asked = " ".join(piece for piece in kept if not only_leads.fullmatch(_said(_TOKEN.finditer(piece))))
    return unparted(asked) if kept != pieces and content(normalise(asked), language) else None


def _pieces(text: str, language: str) -> list[str]:
    """The text, cut where a piece of a message ends, with its marks."""
    ends = [mark.end() for mark in asking_patterns(language).boundary.finditer(text)]
    return [text[begin:end] for begin, end in zip((0, *ends), (*ends, len(text)), strict=True)]


def _left_of(piece: str, language: str, *, is_first: bool) -> str:
    """A piece without its complaint; nothing where it is one.

    Of "fine and you did not say how heavy it is" the frame goes, "and you did not say"; "fine how heavy it is" is left.
    Where a complaint stands in front of the frame, it goes too. "I asked ..." at the beginning of a message is no frame
    but a correction, for `without_signs` to find.
    """
    phrases, tokens = _phrases_of(language), list(_TOKEN.finditer(piece))
    said = _said(tokens)
    complaint = phrases.dropped.match(said)
    frame = phrases.frames.search(said) or (None if is_first else phrases.restated.search(said))
    if complaint is not None and (frame is None or frame.end() <= complaint.end()):
        return ""  # "That is not what I asked": nothing is asked again behind it.
    if frame is None:
        return piece
    # Each token of `said` has a space behind it, so spaces count tokens.
    first, behind = said.count(" ", 0, frame.start()), said.count(" ", 0, frame.end())
    in_front = piece[: tokens[first].start()].strip() if complaint is None else ""
    return f"{in_front} {_from(tokens[behind:], piece, phrases.trailing)}"


def _said(tokens: Iterable[re.Match[str]]) -> str:
    """Words and marks, each with a space behind it."""
    words = (_plain(one[0]) or one[0].translate(_MARKS) for one in tokens)
    return "".join(f"{word} " for word in words)


def _from(tokens: Sequence[re.Match[str]], piece: str, trailing: frozenset[str]) -> str:
    """The piece from the first of these, its last tokens, on, without `trailing` words at its end; its last mark stays.
    Nothing where no word is left."""
    said = [one for one in tokens if one[0][0].isalnum()]
    while said and _plain(said[-1][0]) in trailing:
        said.pop()
    if not said:
        return ""
    mark = piece.rstrip()[-1]
    return piece[said[0].start() : said[-1].end()] + ("" if mark.isalnum() else mark)


@cache
def _phrases_of(language: str) -> _Phrases:
    """Patterns for what `_said` returns. With the phrase "you did not say", "but" among the leads and "just" that may
    stand between words, `dropped` finds "but you just did not say "."""
    table = language_file(language).get("complaints", {})
    between = _any_of(table.get("between", ()))
    leads = _any_of((*table.get("leads", ()), *table.get("between", ())))

    def compiled(begin: str, phrases: Sequence[str]) -> re.Pattern[str]:
        longest_first = sorted(phrases, key=len, reverse=True)
        found = "|".join(_as_pattern(phrase, between) for phrase in longest_first) or "(?!)"
        return re.compile(rf"{begin}(?:{leads})*(?:{found})")

    anywhere = rf"(?:\A|(?<= )(?:{_any_of((*table.get('joining', ()), ','))}))"
    return _Phrases(
        only_leads=re.compile(rf"(?:{leads})+"),
        dropped=compiled(r"\A", table.get("dropped", ())),
        frames=compiled(anywhere, table.get("frames", ())),
        restated=compiled(anywhere, table.get("restated", ())),
        trailing=frozenset(map(_plain, table.get("between", ()))),
    )


def _any_of(phrases: Sequence[str]) -> str:
    spaced_out = ("".join(f"{word} " for word in _words_of(phrase)) for phrase in phrases)
    return "|".join(map(re.escape, spaced_out)) or "(?!)"


def _words_of(phrase: str) -> Sequence[str]:
    """Its words and marks; of a script without spaces a word is a sign."""
    return [_plain(part) or part for part in parted(phrase).split()]


def _plain(word: str) -> str:
    return "".join(normalise(word.translate(_NO_APOSTROPHES)))


def _as_pattern(phrase: str, between: str) -> str:
    """A pattern for a phrase, also with some of `between` behind its words: of "you skipped" and "just "
    `you (?:just )*+skipped (?:just )*+`."""
    words = _words_of(phrase)
    return "".join(r"(?:\S+ )*?" if word == _ANYTHING else rf"{re.escape(word)} (?:{between})*+" for word in words)
