"""Removes from a message what asks nothing: needless white space first, then quotes, links, lead-ins and asides."""

import re
from collections.abc import Collection

from bot.conversation.language_files import plainly_said, talk_of
from bot.matching import LENGTH_LIMIT, Lexicon, is_time, normalise

_ZERO_WIDTH = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
)
"""Joiners, marks of direction and shapes of emoji too: without them, a family of emoji is a row of emoji."""
_LIKE_ASCII = str.maketrans("ıſ\u212a", "isK")
"""Letters that a pattern for "i", "s" or "k" matches in either case, but no table of words holds."""
_QUOTED = re.compile(r"(?m)^(?:>|&gt;).*+\n?")
_LINK = re.compile(r" ?\b(?:https?://|www\.)\S++", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[^.?!？。！\n]|\.(?=\d))++")
_SPACED_THOUSANDS = re.compile(r"(?<![\w.,])([1-9]\d{1,2}) (\d{3})(?![\w%]|[.,:]\d| \d)")
"""As many write 269 900; 7 500 may be two numbers ("model 3 500 km")."""


def folded(text: str) -> str:
    """Return at most `LENGTH_LIMIT` characters, without empty lines and what has no width, with a plain "i" for one
    without a dot, and a comma in large numbers. No pattern behind this needs a repeat for white space: one space is all
    that parts two words."""
    seen = text if text.isascii() else _ZERO_WIDTH.sub("", text).translate(_LIKE_ASCII)
    lines = (_SPACED_THOUSANDS.sub(r"\1,\2", " ".join(line.split())) for line in seen.splitlines())
    return "\n".join(line for line in lines if line)[:LENGTH_LIMIT]


def without_quotes(text: str) -> str:
    """Drop quoted lines and links, unless nothing else is left."""
    plain = _LINK.sub(" ", _QUOTED.sub("", text)).strip()
    return plain if any(sign.isalnum() for sign in plain) else text


def without_lead_in(text: str, language: str) -> str:
    """Drop "one more:", "quick question:" and the like, which announce a question and say nothing of it."""
    return talk_of(language).patterns["lead_in"].sub("", text, count=1) or text


def in_plain_words(text: str, language: str) -> str:
    """Say "exceed" for "get past", and "plus" for the sign between two words; that of "20+ bikes" stays."""
    for pattern, words in plainly_said(language):
        text = pattern.sub(words, text)
    return text


def without_asides(text: str, lexicon: Lexicon) -> str:
    """Drop brackets that only tell what something named is to the subject: "the race (the one that the Lark won)" asks
    for no Lark. Those with a time tell which race is meant, and stay. A bracket that denies goes, too. Where it
    names a thing or a time, it moves to the end of its sentence instead, so that only what it names is excluded."""
    patterns = talk_of(lexicon.language).patterns

    def kept(found: re.Match[str]) -> str:
        names_any = _names_any(found[0], lexicon.kinds.labelling, lexicon)
        return "" if names_any and not _names_time(found[0]) else found[0]

    left = patterns["aside"].sub(kept, text)
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
