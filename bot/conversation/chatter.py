"""Cuts off what people say around a question and what asks nothing: "hi guys, ... pls", "honestly, ...? just curious".

Each of these words would make a question look less like every way of asking.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from bot.conversation.language_files import language_file
from bot.matching import normalise, spaced, unparted

_LEAST_LEFT = 2
"""Words that stay, at least: "hi there" and "thanks bro" are said for their own sake."""
_MOST = 40  # Words of chatter that are looked for at each end, so that the work does not grow with the text.
_WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+")
_BETWEEN = " ,.:;!–—-\n，。：；！、…"  # What stands between chatter and a question.
_MARKED = re.compile(r" ?[,.:;!?–—…，。：；！？、-]")
_ASKS = re.compile("[?？]")

_Phrase = tuple[str, ...]


class _Chatter(NamedTuple):
    """Of a language, in words; those that end with `backwards` from the last word to the first."""

    opening: Collection[_Phrase]
    closing_backwards: Collection[_Phrase]
    apart: Collection[_Phrase]  # Chatter only where a mark or other chatter parts it from the question.
    apart_backwards: Collection[_Phrase]


def without_chatter(text: str, language: str) -> str:
    """Cut off what the language's `chatter` says in front of a question and behind it; a mark that asks stays."""
    whole = spaced(text)
    words, chatter = list(_WORD.finditer(whole)), _chatter_of(language)
    marked = [_MARKED.match(whole, one.end()) is not None for one in words]  # Those with a mark behind them.
    begin = _words_of_chatter(words[:_MOST], marked[:_MOST], chatter.opening, chatter.apart)
    # Read backwards, the mark before a word is the one behind it.
    rest, before = words[begin:][::-1], marked[begin:-1][::-1]
    behind = _words_of_chatter(rest[:_MOST], before[:_MOST], chatter.closing_backwards, chatter.apart_backwards)
    end = len(words) - behind
    if begin + behind == 0 or end - begin < _LEAST_LEFT:
        return text
    first, stop = words[begin - 1].end() if begin else 0, words[end].start() if behind else len(whole)
    kept = whole[first:stop].strip(_BETWEEN)
    asks = _ASKS.search(whole, stop) is not None and not _ASKS.match(kept[-1:])
    return unparted(f"{kept}?" if asks else kept)


def _words_of_chatter(
    words: Sequence[re.Match[str]], marked: Sequence[bool], phrases: Collection[_Phrase], apart: Collection[_Phrase]
) -> int:
    """How many of the first words are chatter. `marked`: whether a mark follows each, in the direction of reading."""
    longest = max((len(phrase) for phrase in (*phrases, *apart)), default=0)
    said = ["".join(normalise(one[0])) for one in words]

    def is_chatter(at: int, length: int) -> bool:
        phrase = tuple(said[at : at + length])
        return phrase in phrases or (phrase in apart and (at > 0 or any(marked[at + length - 1 : at + length])))

    at = 0
    while at < len(said):
        lengths = range(min(longest, len(said) - at), 0, -1)
        length = next((length for length in lengths if is_chatter(at, length)), 0)
        if not length:
            break
        at += length
    return at


@cache
def _chatter_of(language: str) -> _Chatter:
    table = language_file(language).get("chatter", {})
    opening, closing, apart = (frozenset(map(normalise, table.get(key, ()))) for key in ("opening", "closing", "apart"))
    return _Chatter(opening, _reversed(closing), apart, _reversed(apart))


def _reversed(phrases: Collection[_Phrase]) -> Collection[_Phrase]:
    return frozenset(phrase[::-1] for phrase in phrases)
