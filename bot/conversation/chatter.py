"""Cuts off what people say around a question and what asks nothing: "hi guys, ... pls", "honestly, ...? just curious".

Each of these words would make a question look less like every way of asking.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple, Self

from bot.conversation.language_files import language_file
from bot.matching import normalise, spaced, unparted

_LEAST_LEFT = 2
"""Words that stay, at least: "hi there" and "thanks bro" are said for their own sake."""
_MOST = 40  # Words of chatter that are looked for at each end, so that the work does not grow with the text.
_WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+")
_MARKS = ",.:;!–—…，。：；！、-"  # Part chatter from a question.
_AROUND = f" \n{_MARKS}"
_MARKED = re.compile(rf" ?[?？{_MARKS}]")
_ASKS = re.compile("[?？]")

_Phrase = tuple[str, ...]


class _Chatter(NamedTuple):
    """What is said at one end of a message, its words from that end on; of `closing` from the last to the first."""

    anywhere: frozenset[_Phrase]
    apart: frozenset[_Phrase]  # Counts only where a mark or other chatter parts it from the rest.
    longest: int  # Words of the longest phrase.


class _Word(NamedTuple):
    found: re.Match[str]
    mark_before: bool
    mark_behind: bool

    def turned(self) -> Self:
        """As it is read from the end: the mark before it then stands behind it."""
        return self._replace(mark_before=self.mark_behind, mark_behind=self.mark_before)


def without_chatter(text: str, language: str) -> str:
    """Cut off what the language's `chatter` says in front of a question and behind it; a mark that asks stays."""
    whole = spaced(text)
    words = list(_WORD.finditer(whole))
    opening = _words_of_chatter(_with_marks(words, whole), _chatter_of(language, "opening"))
    from_end = [word.turned() for word in reversed(_with_marks(words[opening:], whole))]
    closing = _words_of_chatter(from_end, _chatter_of(language, "closing"))
    if opening + closing == 0 or len(words) - opening - closing < _LEAST_LEFT:
        return text
    cut_from = words[opening - 1].end() if opening else 0
    cut_to = words[-closing].start() if closing else len(whole)
    kept = whole[cut_from:cut_to].strip(_AROUND)
    asks = _ASKS.search(whole, cut_to) is not None and not _ASKS.match(kept[-1:])
    return unparted(f"{kept}?" if asks else kept)


def _with_marks(words: Sequence[re.Match[str]], whole: str) -> list[_Word]:
    """The words with the marks between them; a mark before the first parts it from nothing."""
    behind = [_MARKED.match(whole, word.end()) is not None for word in words]
    return [_Word(word, *marks) for word, marks in zip(words, pairwise([False, *behind]), strict=True)]


def _words_of_chatter(words: Sequence[_Word], chatter: _Chatter) -> int:
    """How many of the words that are read first are chatter: 2 of "hi guys, how far does it go"."""
    said = tuple("".join(normalise(word.found[0])) for word in words[:_MOST])
    read = 0
    while (length := _longest_at(read, said, words, chatter)) > 0:
        read += length
    return read


def _longest_at(begin: int, said: _Phrase, words: Sequence[_Word], chatter: _Chatter) -> int:
    """How many words the longest phrase that begins there has; 0 where none does."""
    for end in range(min(begin + chatter.longest, len(said)), begin, -1):
        phrase, is_apart = said[begin:end], begin > 0 or words[end - 1].mark_behind
        if phrase in chatter.anywhere or (is_apart and phrase in chatter.apart):
            return end - begin
    return 0


@cache
def _chatter_of(language: str, place: Literal["opening", "closing"]) -> _Chatter:
    table, step = language_file(language).get("chatter", {}), 1 if place == "opening" else -1
    anywhere, apart = (frozenset(normalise(one)[::step] for one in table.get(key, ())) for key in (place, "apart"))
    return _Chatter(anywhere, apart, max(map(len, anywhere | apart), default=0))
