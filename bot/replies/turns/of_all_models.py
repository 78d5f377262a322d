"""Answers a question on a model by what is held of all models, where nothing better is held of it.

"Where is the Lark made?" is told by what is held of no model. The facet guard does not refuse that, but anything that
names the Lark comes nearer.
"""

from collections.abc import Sequence

from bot.conversation.followup import asks_after, points_back
from bot.matching import Matcher, Ranking
from bot.model import SMALL_TALK
from bot.replies.deciding.deciding import decide
from bot.replies.turns.asking_anew import OfWhole, Pair, answers_more, asked_anew, behind_line, tells_more, without_name

_MOST_WORDS = 15  # Words of a question that is asked anew without a model: a longer one tells more than what it asks.


def of_all(ranking: Ranking, matcher: Matcher) -> OfWhole | None:
    """What is held of no model, where the question names one ("where is the Lark made?") and points at nothing. It must
    tell more of what is asked than the first candidate; or as much, and surer, where that is no answer."""
    thing = _only_thing(ranking, matcher)
    if thing is None or not ranking.candidates:
        return None
    words = without_name(thing, ranking.words, matcher)
    is_answered = decide(ranking, matcher).entry is not None
    if not _may_be_told_of_all(thing, words, ranking, matcher, is_answered=is_answered):
        return None
    wider, found = asked_anew(words, matcher)
    if found is None or not _is_of_none(found, thing, ranking, matcher):
        return None
    is_better = answers_more(wider, ranking, matcher, or_surer=not is_answered)
    return behind_line(wider, [thing], matcher) if is_better else None


def _only_thing(ranking: Ranking, matcher: Matcher) -> Pair | None:
    """The only model that a question names, if it is short and points at nothing else."""
    things = [pair for pair in ranking.facets.values if pair[0] in matcher.kinds.leading]
    if len(things) != 1 or len(ranking.words) > _MOST_WORDS:
        return None
    return None if points_back(ranking.words, matcher.lexicon.language) else things[0]


def _may_be_told_of_all(
    thing: Pair, words: Sequence[str], ranking: Ranking, matcher: Matcher, *, is_answered: bool
) -> bool:
    """Whether a candidate of no model tells more of what is asked than the first one; or as much, where that is no
    answer. Few questions have any, which spares another ranking."""
    first = ranking.candidates[0].entry
    of_none = [one.entry for one in ranking.candidates if _is_of_none(one.entry, thing, ranking, matcher)]
    if not of_none:
        return False
    told = matcher.words_told.shares(asks_after(words, matcher.lexicon.language), [first, *of_none])
    most = max(told[one].anywhere for one in of_none)
    return tells_more(most, told[first].anywhere, or_as_much=not is_answered)


def _is_of_none(entry: int, thing: Pair, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether an entry is about no model, tells of the one that is named or of none, and was not refused."""
    told = dict(matcher.index.texts.facets[entry].told).get(thing[0], ())
    is_apart = not matcher.guard.core(entry, thing[0]) and (not told or thing[1] in told)
    is_refused = entry in {one.scored.entry for one in ranking.refused}
    return is_apart and not is_refused and matcher.entries[entry].topic != SMALL_TALK
