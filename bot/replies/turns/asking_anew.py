"""Asks a question anew in other words: without a name, or with a wider one."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.conversation.followup import asks_after
from bot.matching import Matcher, Ranking, places_of
from bot.replies.deciding.deciding import decide
from bot.replies.deciding.named import full_name

Pair = tuple[str, str]  # A kind and a value.


class OfWhole(NamedTuple):
    """A question without the version, place or model that it names."""

    ranking: Ranking  # Its first candidate answers.
    line: str = ""  # What is said before the answer; empty where it tells of what is named.


def without_name(name: Pair, words: Sequence[str], matcher: Matcher, *, kept: str = "") -> tuple[str, ...]:
    """The words without those of a name, but with those that name the kind `kept`: "lark" of "lark pro"."""
    names = matcher.lexicon.names(words)
    left = places_of(one for one in names if (one.kind, one.value) == name)
    left -= places_of(one for one in names if one.kind == kept)
    return tuple(word for place, word in enumerate(words) if place not in left)


def asked_anew(words: Iterable[str], matcher: Matcher) -> tuple[Ranking, int | None]:
    """The ranking of other words, and the entry that answers them."""
    wider = matcher.ranking_of(" ".join(words))
    return wider, decide(wider, matcher).entry


def answers_more(wider: Ranking, ranking: Ranking, matcher: Matcher, *, or_surer: bool = True) -> bool:
    """Whether the first of `wider` tells more than that of `ranking` of what is asked; `or_surer`: or as much, and is
    surer."""
    asks = asks_after(wider.words, matcher.lexicon.language)
    new, old = wider.candidates[0].entry, ranking.candidates[0].entry
    told = matcher.words_told.shares(asks, [new, old])
    is_surer = or_surer and wider.confidence > ranking.confidence
    return bool(asks) and tells_more(told[new].anywhere, told[old].anywhere, or_as_much=is_surer)


def tells_more(new: float, old: float, *, or_as_much: bool) -> bool:
    """By the shares of what is asked that two answers tell."""
    return new > old or (or_as_much and new == old)


def behind_line(wider: Ranking, named: Iterable[Pair], matcher: Matcher) -> OfWhole:
    return OfWhole(wider, matcher.words.of_whole.format(missing=full_name(named, matcher)))
