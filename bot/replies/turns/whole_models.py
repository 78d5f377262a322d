"""Answers a question on a version by what is held of its model, one on a place by what is held of the wider one, and
one on a model by what is held of all, where nothing better is held of what is named.

The facet guard refuses what does not speak of a version that a question names: a figure of another one is worse than
none. What is held of the model may still be what is wanted ("does the Lark Pro have lights?"), so it comes behind a
line.
"""

from typing import NamedTuple

from bot.matching import Matcher, Ranking, read_facets
from bot.replies.deciding.deciding import decide
from bot.replies.turns.asking_anew import OfWhole, Pair, answers_more, asked_anew, behind_line, without_name
from bot.replies.turns.of_all_models import of_all


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
    return _of_wider_place(ranking, matcher) or of_all(ranking, matcher)


class _Version(NamedTuple):
    kind: str
    value: str
    parent: str  # The kind of its model.

    @property
    def pair(self) -> Pair:
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
    wider, found = asked_anew(without_name(version.pair, ranking.words, matcher, kept=version.parent), matcher)
    if found not in refused:
        return None
    best = ranking.candidates[0] if ranking.candidates else None
    comes_first = best is None or refused[found] > best.score
    if not comes_first and not answers_more(wider, ranking, matcher):
        return None
    if _tells_of(found, version, ranking, matcher):
        return OfWhole(wider)
    return behind_line(wider, ((version.parent, ranking.facets.of(version.parent)[0]), version.pair), matcher)


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
    wider, found = asked_anew(words, matcher)
    if found is None or not matcher.guard.speaks_of(found, name.kind, wide):
        return None
    if matcher.guard.speaks_of(found, name.kind, name.value):
        return OfWhole(wider)
    return behind_line(wider, [(name.kind, name.value)], matcher)
