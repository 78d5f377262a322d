"""Answers a question on a version by what is held of its model as a whole, where nothing better is held of the version.

The facet guard refuses what does not speak of a version that a question names: a figure of another one is worse than
none. What is held of the model may still be what is wanted ("does the Lark Pro have lights?"), so it comes behind a
line.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.conversation.followup import asks_after
from bot.matching import Matcher, Ranking, places_of
from bot.replies.deciding import decide
from bot.replies.named import named


class OfWhole(NamedTuple):
    """A question without the version that it names."""

    ranking: Ranking
    """Its first candidate answers."""
    line: str
    """What is said before the answer."""


def of_whole(ranking: Ranking, matcher: Matcher) -> OfWhole | None:
    """What is held of a model as a whole, where the question names a version of it, and what is held of that version
    comes behind, or tells less of what is asked."""
    part = _part_named(ranking, matcher)
    refused = {one.scored.entry: one.scored.score for one in ranking.refused if part and one.kind == part[0]}
    if part is None or ranking.exact or not refused:
        return None
    wider = matcher.ranking_of(" ".join(_without(part, ranking.words, matcher)))
    found = decide(wider, matcher)
    if found.entry not in refused or not _is_of_any(found.entry, part[0], ranking, matcher):
        return None
    best = ranking.candidates[0] if ranking.candidates else None
    comes_first = best is None or refused[found.entry] > best.score
    if not comes_first and not _answers_more(wider, ranking, matcher):
        return None
    return OfWhole(wider, matcher.words.of_whole.format(missing=_full_name(part, ranking, matcher)))


def _full_name(part: tuple[str, str], ranking: Ranking, matcher: Matcher) -> str:
    """A version with its model before it: "Lark Pro"."""
    parent = matcher.kinds.of(part[0]).parent or ""
    pairs = ((parent, ranking.facets.of(parent)[0]), part)
    return " ".join(named(pair, matcher.words, matcher.entries, matcher.kinds) for pair in pairs)


def _part_named(ranking: Ranking, matcher: Matcher) -> tuple[str, str] | None:
    """A version that is named with its model."""
    parents = {pair: matcher.kinds.of(pair[0]).parent for pair in ranking.facets.values}
    return next((pair for pair, parent in parents.items() if parent and ranking.facets.of(parent)), None)


def _answers_more(wider: Ranking, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether the first of `wider` tells more than that of `ranking` of what is asked, or as much and is surer."""
    asks = asks_after(wider.words, matcher.lexicon.language)
    both = (wider, ranking)
    told = matcher.situations.shares_told(asks, [one.candidates[0].entry for one in both])
    more, less = ((told[one.candidates[0].entry].anywhere, one.confidence) for one in both)
    return bool(asks) and more > less


def _is_of_any(entry: int, kind: str, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether an entry is about no version, and about the model that the question names, or none."""
    parent, core = matcher.kinds.of(kind).parent or "", matcher.guard.core
    about = core(entry, parent)
    return not core(entry, kind) and (not about or not about.isdisjoint(ranking.facets.of(parent)))


def _without(part: tuple[str, str], words: Sequence[str], matcher: Matcher) -> Iterator[str]:
    """The words without those that name a version; those of its model stay: "lark" of "lark pro"."""
    names, parent = matcher.lexicon.names(words), matcher.kinds.of(part[0]).parent
    of_model = places_of(name for name in names if name.kind == parent)
    gone = places_of(name for name in names if (name.kind, name.value) == part) - of_model
    return (word for place, word in enumerate(words) if place not in gone)
