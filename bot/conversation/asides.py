"""Leaves out what a message names in passing, or says that it does not mean: its text in, the same without such
brackets out."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.conversation.language_files import talk_of
from bot.matching import Lexicon, is_time, normalise

_SENTENCE = re.compile(r"(?:[^.?!？。！\n]|\.(?=\d))++")


def without_asides(text: str, lexicon: Lexicon) -> str:
    """Drop brackets that only tell how something named stands to what is spoken of: "the race (the one that the Lark
    won)" asks for no Lark. A time in them tells which race is meant. Drop those, too, that tell what is not meant,
    unless they name a single thing or a time, which is then excluded."""
    patterns = talk_of(lexicon.language).patterns

    def kept(found: re.Match[str]) -> str:
        names_any = _names_any(found[0], lexicon.kinds.labelling, lexicon)
        return "" if names_any and not _names_time(found[0]) else found[0]

    left = patterns["aside"].sub(kept, text)
    if not patterns["denied_aside"].search(left):
        return left
    return _SENTENCE.sub(lambda found: _with_denied_behind(found[0], patterns["denied_aside"], lexicon), left)


def _with_denied_behind(sentence: str, denied: re.Pattern[str], lexicon: Lexicon) -> str:
    """What a bracket excludes stands last: of "sales of the Lark (not the Finch) in May" no May is excluded."""
    brackets = [found[0] for found in denied.finditer(sentence)]
    named = (one for one in brackets if _names_any(one, lexicon.kinds.named, lexicon) or _names_time(one))
    return denied.sub("", sentence) + "".join(named)


def _names_any(bracket: str, kinds: Collection[str], lexicon: Lexicon) -> bool:
    return any(name.kind in kinds for name in lexicon.names(normalise(bracket)))


def _names_time(bracket: str) -> bool:
    return any(map(is_time, normalise(bracket)))
