"""Recognises follow-ups: a short question and what was answered before in, whole questions to try out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.matching import Matcher
from bot.matching.facets import MONTHS, TIME_KINDS, read_facets
from bot.matching.text import normalise

SHORT = 7
"""Words up to which a question may lean on the one before."""
_CUES = re.compile(
    r"^\s*(?:ok(?:ay)?|so|right|cool|hm+|well|lol)?[\s,.!]*(?:and|what about|how about|whatabout|n|plus|or|but|then|same for|also)\b",
    re.IGNORECASE,
)
_POINTING = frozenset(
    "it its that this they them their those these he his him she her there one ones same else then which worldwide".split()
)
_FILLER = frozenset("and what about how the a in of for then is was so ok okay or but also same by to on with plus".split())
_TIME_WORD = re.compile(r"(?:19|20)\d\d|[qh][1-4]")


def has_cue(text: str) -> bool:
    return _CUES.match(text) is not None


def leans(words: Sequence[str], text: str) -> bool:
    """Whether the question may be a follow-up: short, or with a word that points back."""
    return has_cue(text) or len(words) <= SHORT or (len(words) <= 2 * SHORT and any(word in _POINTING for word in words))


def exchanged(before: str, after: str, matcher: Matcher) -> str | None:
    """Put the facets of `after` into the question `before`; None where `after` holds none, or says more than that."""
    old, new = normalise(before), normalise(after)
    lexicon = matcher.lexicon
    asked = read_facets(new, lexicon)
    kinds = [kind for kind in asked.kinds()]
    if not kinds:
        return None
    spans = [(name.start, name.end, name.kind) for name in lexicon.names(new)]
    covered = {at for start, end, _ in spans for at in range(start, end)}
    rest = [word for at, word in enumerate(new) if at not in covered and word not in _FILLER and not _is_time(word)]
    rest = [word for word in rest if not word.rstrip("stndrdth").isdigit() and word not in _RANK_WORDS]
    if len(rest) > 2:
        return None
    replaced = list(old)
    drop: set[int] = set()
    for name in lexicon.names(old):
        if name.kind in kinds:
            drop.update(range(name.start, name.end))
    if any(kind in TIME_KINDS for kind in kinds):
        finer = any(kind in TIME_KINDS[1:] for kind in kinds)
        keep_year = finer and "year" not in kinds
        drop.update(at for at, word in enumerate(old) if _is_time(word) and not (keep_year and word.isdigit()))
    if "rank" in kinds:
        drop.update(at for at, word in enumerate(old) if word in _RANK_WORDS)
    place = min(drop, default=len(replaced))
    inserted = [word for word in new if word not in _FILLER]
    kept = [(at, word) for at, word in enumerate(replaced) if at not in drop]
    head = [word for at, word in kept if at < place]
    tail = [word for at, word in kept if at >= place]
    return " ".join([*head, *inserted, *tail])


_RANK_WORDS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth 1st 2nd 3rd 4th 5th".split())


def _is_time(word: str) -> bool:
    return bool(_TIME_WORD.fullmatch(word)) or word in MONTHS
