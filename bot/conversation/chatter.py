"""Cuts off what people say around a question and what asks nothing: "hi guys, ... pls", "honestly, ...? just curious".

Each of these words would make a question look less like every way of asking.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from bot.conversation.language_files import language_file
from bot.matching import normalise, parted, unparted

_LEAST_LEFT = 2
"""Words that stay, at least: "hi there" and "thanks bro" are said for their own sake."""
_MOST = 40  # Words of chatter that are looked for at each end, so that the work does not grow with the text.
_WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+")
_SPACES = re.compile(" ++")
_BETWEEN = " ,.:;!–—-\n，。：；！、…"  # What stands between chatter and a question.
_ASKS = re.compile("[?？]")

_Phrase = tuple[str, ...]


class _Chatter(NamedTuple):
    """Of a language, in words."""

    opening: Collection[_Phrase]
    closing: Collection[_Phrase]
    """Each from its last word to its first."""


def without_chatter(text: str, language: str) -> str:
    """Cut off what the language's `chatter` says in front of a question and behind it; a mark that asks stays."""
    apart = text if text.isascii() else _SPACES.sub(" ", parted(text)).strip(" ")
    words, chatter = list(_WORD.finditer(apart)), _chatter_of(language)
    begin = _count(words[:_MOST], chatter.opening)
    behind = _count(words[begin:][: -_MOST - 1 : -1], chatter.closing)
    end = len(words) - behind
    if begin + behind == 0 or end - begin < _LEAST_LEFT:
        return text
    first, last = words[begin - 1].end() if begin else 0, words[end].start() if behind else len(apart)
    kept = apart[first:last].strip(_BETWEEN)
    asks = _ASKS.search(apart, last) is not None and not _ASKS.match(kept[-1:])
    return unparted(f"{kept}?" if asks else kept)


def _count(words: Sequence[re.Match[str]], phrases: Collection[_Phrase]) -> int:
    """How many of the first words are chatter."""
    longest = max(map(len, phrases), default=0)
    said = ["".join(normalise(one[0])) for one in words]
    at = 0
    while at < len(said):
        lengths = range(min(longest, len(said) - at), 0, -1)
        length = next((length for length in lengths if tuple(said[at : at + length]) in phrases), 0)
        if not length:
            break
        at += length
    return at


@cache
def _chatter_of(language: str) -> _Chatter:
    table = language_file(language).get("chatter", {})
    opening, closing = (_phrases(table.get(key, ())) for key in ("opening", "closing"))
    return _Chatter(opening, frozenset(phrase[::-1] for phrase in closing))


def _phrases(texts: Iterable[str]) -> frozenset[_Phrase]:
    return frozenset(map(normalise, texts))
