"""Cuts off what people say around a question and what asks nothing: "hi guys, ... pls", "honestly, ...? just curious".

Each of these words would make a question look less like every way of asking.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

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


def without_chatter(text: str, language: str) -> str:
    """Cut off what the language's `chatter` says in front of a question and behind it; a mark that asks stays."""
    whole = spaced(text)
    words = list(_WORD.finditer(whole))
    marked = [_MARKED.match(whole, one.end()) is not None for one in words]  # Those with a mark behind them.
    begin = _words_of_chatter(words, marked, _chatter_of(language, "opening"))
    # The mark in front of a word is that behind the one before; the first has no question before it to be parted from.
    marked_before = [False, *marked[begin:-1]]
    behind = _words_of_chatter(words[begin:][::-1], marked_before[::-1], _chatter_of(language, "closing"))
    end = len(words) - behind
    if begin + behind == 0 or end - begin < _LEAST_LEFT:
        return text
    first, stop = words[begin - 1].end() if begin else 0, words[end].start() if behind else len(whole)
    kept = whole[first:stop].strip(_AROUND)
    asks = _ASKS.search(whole, stop) is not None and not _ASKS.match(kept[-1:])
    return unparted(f"{kept}?" if asks else kept)


def _words_of_chatter(words: Sequence[re.Match[str]], marked: Sequence[bool], chatter: _Chatter) -> int:
    """How many of the first words are chatter. `marked`: whether a mark parts each from the next that is read."""
    said = tuple("".join(normalise(one[0])) for one in words[:_MOST])
    read = 0
    while (length := _longest_at(read, said, marked, chatter)) > 0:
        read += length
    return read


def _longest_at(begin: int, said: _Phrase, marked: Sequence[bool], chatter: _Chatter) -> int:
    """How many words the longest phrase that begins there has; 0 where none does."""
    for end in range(min(begin + chatter.longest, len(said)), begin, -1):
        phrase, is_apart = said[begin:end], begin > 0 or marked[end - 1]
        if phrase in chatter.anywhere or (is_apart and phrase in chatter.apart):
            return end - begin
    return 0


@cache
def _chatter_of(language: str, place: Literal["opening", "closing"]) -> _Chatter:
    table, step = language_file(language).get("chatter", {}), 1 if place == "opening" else -1
    anywhere, apart = (frozenset(normalise(one)[::step] for one in table.get(key, ())) for key in (place, "apart"))
    return _Chatter(anywhere, apart, max(map(len, anywhere | apart), default=0))
