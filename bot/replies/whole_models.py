"""Answers a question on a version by what is held of its model, one on a place by what is held of the wider one, and
one on a model by what is held of all, where nothing better is held of what is named.

The facet guard refuses what does not speak of a version that a question names: a figure of another one is worse than
none. What is held of the model may still be what is wanted ("does the Lark Pro have lights?"), so it comes behind a
line. What is held of all ("where is the Lark made?") is not refused, but anything that names the Lark comes nearer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.conversation.followup import asks_after, points_back
from bot.matching import Matcher, Ranking, places_of, read_facets
from bot.model import SMALL_TALK
from bot.replies.deciding import decide
from bot.replies.figured import Figured, is_plain
from bot.replies.named import named

Pair = tuple[str, str]  # A kind and a value.
_MOST_WORDS = 15  # Words of a question that is asked anew without a model: a longer one tells more than what it asks.


class OfWhole(NamedTuple):
    """A question without the version, or the model, that it names."""

    ranking: Ranking  # Its first candidate answers.
    line: str  # What is said before the answer; empty where it tells of what is named.


def of_whole(ranking: Ranking, matcher: Matcher) -> OfWhole | None:
    """What is held of a wider thing than the question names, where what is held of that tells less of what is asked."""
    if ranking.exact:
        return None
    version = _version_named(ranking, matcher)
    if version is not None:
        return _of_model(version, ranking, matcher)
    return _of_wider(ranking, matcher) or _of_all(ranking, matcher)


def _of_wider(ranking: Ranking, matcher: Matcher) -> OfWhole | None:
    """What is held of that within which a place lies ("can I buy one in Rome?"), where the question has no answer."""
    names, kinds = matcher.lexicon.names(ranking.words), matcher.kinds
    within = [(name, wide) for name in names if (wide := kinds.wider(name.kind, name.value)) is not None]
    if len(within) != 1 or decide(ranking, matcher).entry is not None:
        return None
    (name, wide) = within[0]
    words = (*ranking.words[: name.start], *wide.split("-"), *ranking.words[name.end :])
    wider = matcher.ranking_of(" ".join(words))
    found = decide(wider, matcher).entry
    if found is None or not matcher.guard.speaks_of(found, name.kind, wide):
        return None
    if matcher.guard.speaks_of(found, name.kind, name.value):
        return OfWhole(wider, "")
    return OfWhole(wider, matcher.words.of_whole.format(missing=_full_name([(name.kind, name.value)], matcher)))


def _of_all(ranking: Ranking, matcher: Matcher) -> OfWhole | None:
    """What is held of no model, where the question names one; of what is pointed at besides, nothing is held so."""
    things = [pair for pair in ranking.facets.values if pair[0] in matcher.kinds.leading]
    if len(things) != 1 or not ranking.candidates or len(ranking.words) > _MOST_WORDS:
        return None
    if points_back(ranking.words, matcher.lexicon.language):
        return None
    names = matcher.lexicon.names(ranking.words)
    of_thing = places_of(name for name in names if (name.kind, name.value) == things[0])
    words = [word for at, word in enumerate(ranking.words) if at not in of_thing]
    asks, first = asks_after(words, matcher.lexicon.language), ranking.candidates[0].entry
    of_none = [one.entry for one in ranking.candidates if _is_of_none(one.entry, things[0], ranking, matcher)]
    told = matcher.situations.shares_told(asks, [first, *of_none])
    is_answered = decide(ranking, matcher).entry is not None
    most, least = max((told[one].anywhere for one in of_none), default=-1.0), told[first].anywhere
    if most < least or (is_answered and most == least):
        return None
    wider = matcher.ranking_of(" ".join(words))
    found = decide(wider, matcher).entry
    if found is None or not _is_of_none(found, things[0], ranking, matcher):
        return None
    if not _answers_more(wider, ranking, matcher, or_surer=not is_answered):
        return None
    return OfWhole(wider, matcher.words.of_whole.format(missing=_full_name(things, matcher)))


def _is_of_none(entry: int, thing: Pair, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether an entry is about no model, tells of the one that is named or of none, and was not refused."""
    told = dict(matcher.index.texts.facets[entry].told).get(thing[0], ())
    is_apart = not matcher.guard.core(entry, thing[0]) and (not told or thing[1] in told)
    is_refused = entry in {one.scored.entry for one in ranking.refused}
    return is_apart and not is_refused and matcher.entries[entry].topic != SMALL_TALK


def _of_model(version: _Version, ranking: Ranking, matcher: Matcher) -> OfWhole | None:
    """What is held of a model as a whole, where the question names a version of it."""
    of_version = (one.scored for one in ranking.refused if one.kind == version.kind)
    refused = {one.entry: one.score for one in of_version if _is_of_any(one.entry, version, ranking, matcher)}
    if not refused:
        return None
    wider = matcher.ranking_of(" ".join(_without(version, ranking.words, matcher)))
    found = decide(wider, matcher)
    if found.entry not in refused:
        return None
    best = ranking.candidates[0] if ranking.candidates else None
    comes_first = best is None or refused[found.entry] > best.score
    if not comes_first and not _answers_more(wider, ranking, matcher):
        return None
    if _tells_of(found.entry, version, ranking, matcher):
        return OfWhole(wider, "")
    pairs = ((version.parent, ranking.facets.of(version.parent)[0]), (version.kind, version.value))
    return OfWhole(wider, matcher.words.of_whole.format(missing=_full_name(pairs, matcher)))


def _full_name(pairs: Iterable[Pair], matcher: Matcher) -> str:
    return " ".join(named(pair, matcher.words, matcher.entries, matcher.kinds) for pair in pairs)


def gives_way(by: Figured | None, sure: float) -> bool:
    """Whether an answer on the version, by figures or not, gives way to one on the model that is so sure: what is
    worked out does not."""
    return by is None or (is_plain(by) and sure > by.confidence)


class _Version(NamedTuple):
    kind: str
    value: str
    parent: str  # The kind of its model.


def _version_named(ranking: Ranking, matcher: Matcher) -> _Version | None:
    """A version that is named with its model."""
    found = (_Version(*pair, matcher.kinds.of(pair[0]).parent or "") for pair in ranking.facets.values)
    return next((one for one in found if ranking.facets.of(one.parent)), None)


def _answers_more(wider: Ranking, ranking: Ranking, matcher: Matcher, *, or_surer: bool = True) -> bool:
    """Whether the first of `wider` tells more than that of `ranking` of what is asked, or as much and is surer."""
    asks = asks_after(wider.words, matcher.lexicon.language)
    both = (wider, ranking)
    told = matcher.situations.shares_told(asks, [one.candidates[0].entry for one in both])
    more, less = ((told[one.candidates[0].entry].anywhere, one.confidence if or_surer else 0.0) for one in both)
    return bool(asks) and more > less


def _is_of_any(entry: int, version: _Version, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether an entry is about no version, and about the model that the question names, or none."""
    about = matcher.guard.core(entry, version.parent)
    is_of_model = not about or not about.isdisjoint(ranking.facets.of(version.parent))
    return is_of_model and not matcher.guard.core(entry, version.kind)


def _tells_of(entry: int, version: _Version, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether an answer names the version, if only beside its model: "the Pro has one"."""
    lexicon = matcher.lexicon
    told = lexicon.words(matcher.entries[entry].answer)
    asked = (name for name in lexicon.names(ranking.words) if name.kind == version.parent)
    beside = lexicon.names.meant_beside((ranking.words[name.start : name.end] for name in asked), told)
    return (version.kind, version.value) in beside.union(read_facets(told, lexicon).values)


def _without(version: _Version, words: Sequence[str], matcher: Matcher) -> Iterator[str]:
    """The words without those that name a version; those of its model stay: "lark" of "lark pro"."""
    names = matcher.lexicon.names(words)
    of_model = places_of(name for name in names if name.kind == version.parent)
    of_version = places_of(name for name in names if (name.kind, name.value) == version[:2])
    return (word for place, word in enumerate(words) if place not in of_version - of_model)
