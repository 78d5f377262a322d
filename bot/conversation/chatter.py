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
_SPOKEN = re.compile(r"\S+")
_SPACES = re.compile(" +")
_ASKS = re.compile("[?？]")

_Phrase = tuple[str, ...]


class _Chatter(NamedTuple):
    """Of a language, in words."""

    opening: Collection[_Phrase]
    closing: Collection[_Phrase]
    """Each from its last word to its first."""


def without_chatter(text: str, language: str) -> str:
    """Cut off what the language's `chatter` says in front of a question and behind it; a mark that asks stays."""
    apart = _SPACES.sub(" ", parted(text)).strip(" ")
    spoken = list(_SPOKEN.finditer(apart))
    words = [" ".join(normalise(one[0])) for one in spoken]
    chatter = _chatter_of(language)
    begin = _count(words, chatter.opening)
    behind = _count(words[begin:][::-1], chatter.closing)
    end = len(words) - behind
    if begin + behind == 0 or sum(map(bool, words[begin:end])) < _LEAST_LEFT:
        return text
    kept = apart[spoken[begin].start() : spoken[end - 1].end()]
    asks = behind and _ASKS.search(apart, spoken[end].start()) and not _ASKS.search(kept[-1])
    return unparted(kept.rstrip(",;:–—- ") + ("?" if asks else ""))


def _count(words: Sequence[str], phrases: Collection[_Phrase]) -> int:
    """How many of the first words are chatter; an emoji is no word."""
    longest = max(map(len, phrases), default=0)
    at = 0
    while at < len(words):
        lengths = range(min(longest, len(words) - at), 0, -1)
        length = next((length for length in lengths if tuple(words[at : at + length]) in phrases), not words[at])
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
