"""Answers a question on a version by what is held of its model, one on a place by what is held of the wider one, and
one on a model by what is held of all, where nothing better is held of what is named.

The facet guard refuses what does not speak of a version that a question names: a figure of another one is worse than
none. What is held of the model may still be what is wanted ("does the Lark Pro have lights?"), so it comes behind a
line. What is held of all ("where is the Lark made?") is not refused, but anything that names the Lark comes nearer.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.conversation.followup import asks_after, points_back
from bot.matching import Matcher, Ranking, places_of, read_facets
from bot.model import SMALL_TALK
from bot.replies.deciding.deciding import decide
from bot.replies.deciding.named import full_name

_Pair = tuple[str, str]  # A kind and a value.
_MOST_WORDS = 15  # Words of a question that is asked anew without a model: a longer one tells more than what it asks.


class OfWhole(NamedTuple):
    """A question without the version, place or model that it names."""

    ranking: Ranking  # Its first candidate answers.
    line: str = ""  # What is said before the answer; empty where it tells of what is named.


def of_whole(ranking: Ranking, matcher: Matcher) -> OfWhole | None:
    """An answer about a wider thing than the question names, if it tells more of what is asked than any answer about
    the thing itself. The first of these that fits the question:

    1. It names a version: what is held of its model ("does the Lark Pro have lights?").
    2. It names a place: what is held of that within which it lies ("can I buy one in Rome?").
    3. It names a model: what is held of all models ("where is the Lark made?").

    Each asks the question anew without that name, or with the wider place, and looks at what answers it then.
    """
    if ranking.exact:
        return None
    version = _version_named(ranking, matcher)
    if version is not None:
        return _of_model(version, ranking, matcher)
    return _of_wider_place(ranking, matcher) or _of_all(ranking, matcher)


class _Version(NamedTuple):
    kind: str
    value: str
    parent: str  # The kind of its model.

    @property
    def pair(self) -> _Pair:
        return self.kind, self.value


def _version_named(ranking: Ranking, matcher: Matcher) -> _Version | None:
    """A version that is named with its model."""
    found = (_Version(*pair, matcher.kinds.of(pair[0]).parent or "") for pair in ranking.facets.values)
    return next((one for one in found if ranking.facets.of(one.parent)), None)


def _of_model(version: _Version, ranking: Ranking, matcher: Matcher) -> OfWhole | None:
    """What was refused only as it is of the whole model ("does the Lark Pro have lights?"), and answers the question
    without the version; if it comes before all candidates, or tells more of what is asked than the first of them."""
    of_version = (one.scored for one in ranking.refused if one.kind == version.kind)
    refused = {one.entry: one.score for one in of_version if _is_of_model(one.entry, version, ranking, matcher)}
    if not refused:
        return None
    wider, found = _asked_anew(_without(version.pair, ranking.words, matcher, kept=version.parent), matcher)
    if found not in refused:
        return None
    best = ranking.candidates[0] if ranking.candidates else None
    comes_first = best is None or refused[found] > best.score
    if not comes_first and not _answers_more(wider, ranking, matcher):
        return None
    if _tells_of(found, version, ranking, matcher):
        return OfWhole(wider)
    return _behind_line(wider, ((version.parent, ranking.facets.of(version.parent)[0]), version.pair), matcher)


def _is_of_model(entry: int, version: _Version, ranking: Ranking, matcher: Matcher) -> bool:
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
    return version.pair in beside.union(read_facets(told, lexicon).values)


def _of_wider_place(ranking: Ranking, matcher: Matcher) -> OfWhole | None:
    """What is held of that within which a place lies ("can I buy one in Rome?"), where the question has no answer."""
    names, kinds = matcher.lexicon.names(ranking.words), matcher.kinds
    within = [(name, wide) for name in names if (wide := kinds.wider(name.kind, name.value)) is not None]
    if len(within) != 1 or decide(ranking, matcher).entry is not None:
        return None
    (name, wide) = within[0]
    words = (*ranking.words[: name.start], *wide.split("-"), *ranking.words[name.end :])
    wider, found = _asked_anew(words, matcher)
    if found is None or not matcher.guard.speaks_of(found, name.kind, wide):
        return None
    if matcher.guard.speaks_of(found, name.kind, name.value):
        return OfWhole(wider)
    return _behind_line(wider, [(name.kind, name.value)], matcher)


def _of_all(ranking: Ranking, matcher: Matcher) -> OfWhole | None:
    """What is held of no model, where the question names one ("where is the Lark made?") and points at nothing. It must
    tell more of what is asked than the first candidate; or as much, and surer, where that is no answer."""
    thing = _only_thing(ranking, matcher)
    if thing is None or not ranking.candidates:
        return None
    words = _without(thing, ranking.words, matcher)
    is_answered = decide(ranking, matcher).entry is not None
    if not _may_be_told_of_all(thing, words, ranking, matcher, is_answered=is_answered):
        return None
    wider, found = _asked_anew(words, matcher)
    if found is None or not _is_of_none(found, thing, ranking, matcher):
        return None
    tells_more = _answers_more(wider, ranking, matcher, or_surer=not is_answered)
    return _behind_line(wider, [thing], matcher) if tells_more else None


def _only_thing(ranking: Ranking, matcher: Matcher) -> _Pair | None:
    """The only model that a question names, if it is short and points at nothing else."""
    things = [pair for pair in ranking.facets.values if pair[0] in matcher.kinds.leading]
    if len(things) != 1 or len(ranking.words) > _MOST_WORDS:
        return None
    return None if points_back(ranking.words, matcher.lexicon.language) else things[0]


def _may_be_told_of_all(
    thing: _Pair, words: Sequence[str], ranking: Ranking, matcher: Matcher, *, is_answered: bool
) -> bool:
    """Whether a candidate of no model tells more of what is asked than the first one; or as much, where that is no
    answer. Few questions have any, which spares another ranking."""
    first = ranking.candidates[0].entry
    of_none = [one.entry for one in ranking.candidates if _is_of_none(one.entry, thing, ranking, matcher)]
    if not of_none:
        return False
    told = matcher.words_told.shares(asks_after(words, matcher.lexicon.language), [first, *of_none])
    most, of_first = max(told[one].anywhere for one in of_none), told[first].anywhere
    return most > of_first if is_answered else most >= of_first


def _is_of_none(entry: int, thing: _Pair, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether an entry is about no model, tells of the one that is named or of none, and was not refused."""
    told = dict(matcher.index.texts.facets[entry].told).get(thing[0], ())
    is_apart = not matcher.guard.core(entry, thing[0]) and (not told or thing[1] in told)
    is_refused = entry in {one.scored.entry for one in ranking.refused}
    return is_apart and not is_refused and matcher.entries[entry].topic != SMALL_TALK


def _without(name: _Pair, words: Sequence[str], matcher: Matcher, *, kept: str = "") -> tuple[str, ...]:
    """The words without those of a name, but with those that name the kind `kept`: "lark" of "lark pro"."""
    names = matcher.lexicon.names(words)
    left = places_of(one for one in names if (one.kind, one.value) == name)
    left -= places_of(one for one in names if one.kind == kept)
    return tuple(word for place, word in enumerate(words) if place not in left)


def _asked_anew(words: Iterable[str], matcher: Matcher) -> tuple[Ranking, int | None]:
    """The ranking of other words, and the entry that answers them."""
    wider = matcher.ranking_of(" ".join(words))
    return wider, decide(wider, matcher).entry


def _answers_more(wider: Ranking, ranking: Ranking, matcher: Matcher, *, or_surer: bool = True) -> bool:
    """Whether the first of `wider` tells more than that of `ranking` of what is asked; `or_surer`: or as much, and is
    surer."""
    asks = asks_after(wider.words, matcher.lexicon.language)
    new, old = wider.candidates[0].entry, ranking.candidates[0].entry
    told = matcher.words_told.shares(asks, [new, old])
    is_surer = or_surer and told[new].anywhere == told[old].anywhere and wider.confidence > ranking.confidence
    return bool(asks) and (told[new].anywhere > told[old].anywhere or is_surer)


def _behind_line(wider: Ranking, named: Iterable[_Pair], matcher: Matcher) -> OfWhole:
    return OfWhole(wider, matcher.words.of_whole.format(missing=full_name(named, matcher)))
