"""Leaves out what a message names in passing: its text in, the same without such brackets out."""

from __future__ import annotations

import re

from bot.conversation.language_files import talk_of
from bot.matching import Lexicon, is_time, normalise


def without_asides(text: str, lexicon: Lexicon) -> str:
    """Drop brackets that only tell how something named stands to what is spoken of: "the race (the one that the Lark
    won)" asks for no Lark. A time in them tells which race is meant."""

    def kept(found: re.Match[str]) -> str:
        words = normalise(found[0])
        names_any = any(name.kind in lexicon.kinds.labelling for name in lexicon.names(words))
        return "" if names_any and not any(map(is_time, words)) else found[0]

    return talk_of(lexicon.language).patterns["aside"].sub(kept, text)
