"""Recognises follow-ups: a short question and what was answered before in, whole questions to try out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.matching import Matcher
from bot.matching.entry_facets import EXACT_KINDS
from bot.matching.facets import MONTHS, TIME_KINDS, read_facets, replaced_by
from bot.matching.naming import Found, Lexicon
from bot.matching.text import normalise

SHORT = 7
"""Words up to which a question may lean on the one before."""
_CUES = re.compile(
    r"^\s*(?:ok(?:ay)?|so|right|cool|hm+|well|lol)?[\s,.!]*"
    r"(?:and|what about|how about|whatabout|n|plus|or|but|then|same for|also)\b",
    re.IGNORECASE,
)
_POINTING = frozenset(
    "it its that this they them their those these he his him she her there one ones same else then since".split()
)
_POINTING_AT = frozenset("it its that this they them their those these he him his she her".split())
_FILLER = frozenset(
    "and what about how the a an in of for then is was are were so ok okay or but also same by to on with plus did do"
    " does".split()
)
_ASKING_FIRST = frozenset("when where who which what why how".split())
_DETAILS = frozenset(("when", "where", "who", "how much"))
"""Forms of a follow-up that mostly asks for what the answer before tells too,"""
_BACK = frozenset("so in on at per by for with from until till since".split())
"""words that it begins with,"""
_SAYING = frozenset(("said", "says"))
"""and words that stand in it."""
_TIME_WORD = re.compile(r"(?:19|20)\d\d|[qh][1-4]")
_RANK_WORDS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth 1st 2nd 3rd 4th 5th".split())
_SUPERLATIVE = re.compile(r"best|worst|most|least|fewest|\w{3,}est")


def has_cue(text: str) -> bool:
    return _CUES.match(text) is not None


def leans(words: Sequence[str], text: str) -> bool:
    """Whether the question may be a follow-up: short, or with a word that points back."""
    return (
        has_cue(text) or len(words) <= SHORT or (len(words) <= 2 * SHORT and any(word in _POINTING for word in words))
    )


def points_back(words: Sequence[str]) -> bool:
    return any(word in _POINTING_AT for word in words)


def asks_for_detail(words: Sequence[str], forms: Sequence[str]) -> bool:
    """Whether a follow-up mostly asks for what the answer before tells too, as "since when?" and "so by 2027?" do; who
    asks who is second asks for another."""
    if not _RANK_WORDS.isdisjoint(words):
        return False
    return not _DETAILS.isdisjoint(forms) or bool(words and words[0] in _BACK) or not _SAYING.isdisjoint(words)


def content(words: Sequence[str]) -> tuple[str, ...]:
    """The words that say something of their own."""
    return tuple(word for word in words if word not in _FILLER and word not in _POINTING)


def exchanged(before: str, after: str, matcher: Matcher) -> str | None:
    """Put the facets of `after` into the question `before`; None where `after` holds none, or says more than that."""
    old, new = normalise(before), matcher.repaired(after)
    lexicon = matcher.lexicon
    kinds: Collection[str] = read_facets(new, lexicon).kinds()
    inserted: Sequence[str]
    spoken = lexicon.names(old)
    again = None if kinds else _named_again(old, spoken, new, lexicon)
    if again is not None:
        spoken_of, inserted, kinds = again
        drop = set(range(spoken_of.start, spoken_of.end))
        going = set(kinds)
    elif kinds and not (set(kinds) == {"quantity"} and new[0] in _ASKING_FIRST):
        covered = {at for name in lexicon.names(new) for at in range(name.start, name.end)}
        rest = {word for at, word in enumerate(new) if at not in covered}
        said = [word for word in content(new) if word in rest and not _is_time(word) and word not in _RANK_WORDS]
        if len([word for word in said if not word.isdigit()]) > 1:
            return None
        drop = set()
        going = replaced_by(kinds)
        inserted = [word for at, word in enumerate(new) if at in covered or word not in _FILLER]
    else:
        return None
    staying = (name for name in spoken if name.kind == "model" and name.kind not in going)
    kept = {at for name in staying for at in range(name.start, name.end)}
    for name in spoken:
        if name.kind in going:
            drop.update(at for at in range(name.start, name.end) if at not in kept)
    if any(kind in TIME_KINDS for kind in kinds):
        keep_year = "year" not in kinds
        drop.update(at for at, word in enumerate(old) if _is_time(word) and not (keep_year and word.isdigit()))
    if "rank" in kinds:
        drop.update(at for at, word in enumerate(old) if word in _RANK_WORDS)
    place = min(drop, default=len(old))
    head = [word for at, word in enumerate(old) if at not in drop and at < place]
    tail = [word for at, word in enumerate(old) if at not in drop and at >= place]
    return " ".join([*head, *inserted, *tail])


def _named_again(
    old: Sequence[str], spoken: Sequence[Found], new: Sequence[str], lexicon: Lexicon
) -> tuple[Found, Sequence[str], set[str]] | None:
    """What few words name together with one of the names `spoken` in `old`, as "the blue one?" does after a question
    on the Lark: that name, the words that name more, and the kinds of it."""
    said = content(new)
    if not 1 <= len(said) <= 2:
        return None
    for name in spoken:
        own = old[name.start : name.end]
        for whole in ((*said, *own), (*own, *said)):
            named = [one for one in lexicon.names(whole) if one.end - one.start == len(whole)]
            kinds = {one.kind for one in named if (one.kind, one.value) != (name.kind, name.value)}
            if kinds and name.kind in EXACT_KINDS:
                return name, whole, kinds
    return None


def spoken_out(after: str, subject: Sequence[str], matcher: Matcher) -> str | None:
    """Put the subject in the place of what points back to it ("how fast is it"), or behind what asks about it
    ("top speed?"); None where `after` names a subject itself, or asks nothing."""
    words = matcher.repaired(after)
    if not subject or not content(words) or read_facets(words, matcher.lexicon).kinds() not in ((), ("quantity",)):
        return None
    at = next((at for at, word in enumerate(words) if word in _POINTING_AT or word in ("one", "ones")), None)
    if at is None:
        return " ".join([*words, *subject])
    first = at - (at > 0 and words[at - 1] in ("that", "this", "the"))
    return " ".join([*words[:first], *subject, *words[at + 1 :]])


def sibling(last: int, after: str, matcher: Matcher) -> int | None:
    """The entry of the same series that `after` names, as "and in August?" does after July; None where unclear."""
    words = matcher.repaired(after)
    said = set(content(words))
    opposite = _opposite(last, words, matcher)
    if opposite is not None:
        return opposite
    if any(name.kind == "quantity" for name in matcher.lexicon.names(words)):
        return None  # Another figure is asked for ("range?"), even where a label has the same word ("Long Range").
    family = matcher.family(last)
    if len(family) < 2:
        return None
    labels = {entry: set(matcher.label(entry)) for entry in family}
    common = set.union(*labels.values())
    if not said or len(said - common) > 1:
        return None
    own = labels[last]

    def fit(entry: int) -> tuple[int, int, int]:
        return len(labels[entry] & said), len(labels[entry] & own), -len(labels[entry] - own - said)

    ranked = sorted((entry for entry in family if entry != last), key=fit, reverse=True)
    best = ranked[0]
    if not labels[best] & said or (len(ranked) > 1 and fit(ranked[1]) == fit(best)):
        return None
    return best


def _opposite(last: int, words: Sequence[str], matcher: Matcher) -> int | None:
    """The other end of a series, where "the worst one?" follows the best."""
    series, _, end = matcher.entries[last].id.rpartition(":")
    other = {"max": "min", "min": "max"}.get(end)
    said = content(words)
    if other is None or not said or not all(_SUPERLATIVE.fullmatch(word) for word in said):
        return None
    if set(said) & set(normalise(matcher.entries[last].question)):
        return None
    return matcher.entry_of_id.get(f"{series}:{other}")


def _is_time(word: str) -> bool:
    return bool(_TIME_WORD.fullmatch(word)) or word in MONTHS
