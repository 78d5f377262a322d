"""Cuts off what people say around a question and what asks nothing: "hi guys, ... pls", "honestly, ...? just curious".

Each of these words would make a question look less like every way of asking.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache, partial
from typing import Literal

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
_End = Literal["opening", "closing"]


def without_chatter(text: str, language: str) -> str:
    """Cut off what the language's `chatter` says in front of a question and behind it; a mark that asks stays."""
    whole = spaced(text)
    words = list(_WORD.finditer(whole))
    marked = [_MARKED.match(whole, one.end()) is not None for one in words]  # Those with a mark behind them.
    begin = _words_of_chatter(words, marked, "opening", language)
    # Read backwards, the mark before a word is the one behind it.
    behind = _words_of_chatter(words[begin:][::-1], marked[begin:-1][::-1], "closing", language)
    end = len(words) - behind
    if begin + behind == 0 or end - begin < _LEAST_LEFT:
        return text
    first, stop = words[begin - 1].end() if begin else 0, words[end].start() if behind else len(whole)
    kept = whole[first:stop].strip(_BETWEEN)
    asks = _ASKS.search(whole, stop) is not None and not _ASKS.match(kept[-1:])
    return unparted(f"{kept}?" if asks else kept)


def _words_of_chatter(words: Sequence[re.Match[str]], marked: Sequence[bool], end: _End, language: str) -> int:
    """How many of the first words are chatter. `marked`: whether a mark follows each, in the direction of reading."""
    phrases, apart = _phrases_of(language, end)
    longest = max((len(phrase) for phrase in (*phrases, *apart)), default=0)
    said = ["".join(normalise(one[0])) for one in words[:_MOST]]

    def is_chatter(at: int, length: int) -> bool:
        phrase = tuple(said[at : at + length])
        return phrase in phrases or (phrase in apart and (at > 0 or any(marked[at + length - 1 : at + length])))

    at = 0
    while length := next(filter(partial(is_chatter, at), range(min(longest, len(said) - at), 0, -1)), 0):
        at += length
    return at


@cache
def _phrases_of(language: str, end: _End) -> tuple[Collection[_Phrase], Collection[_Phrase]]:
    """The chatter at one end of a message, and that which counts only where a mark or other chatter parts it from the
    rest; the words of `closing` from the last to the first."""
    table, step = language_file(language).get("chatter", {}), 1 if end == "opening" else -1
    phrases, apart = (frozenset(normalise(one)[::step] for one in table.get(key, ())) for key in (end, "apart"))
    return phrases, apart
