"""Tells among what a question chooses: its words and the rows that it names in, whether it means more out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.followup import content
from bot.conversation.queries.asked import Asked
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import Row
from bot.figures import Measure


def reaches_beyond(asked: Asked, measure: Measure, named: Sequence[Row], pools: Pools) -> bool:
    """Whether something without a name is joined behind "among" with what is named: "among race bikes and the Larks",
    "among the Larks and race bikes" where the table is one of both. `named`: the rows that fit what is named."""
    lists, words = asked.language.words, asked.words
    leads = [at for at, word in enumerate(words) if word in lists["among"]]
    places = sorted(at for at in asked.row_places if leads and at > leads[0])
    if not places or len(named) == len(pools.rows(measure)):
        return False
    joints = [at for at in range(leads[0], len(words)) if words[at] in lists["and"]]
    before = [at for at in joints if at < places[0] and not _content(asked, at + 1, places[0])]
    if before and _content(asked, leads[0] + 1, before[-1]):
        return True
    of_named = frozenset(word for row in named for word in row.words)
    behind = (_content(asked, at + 1, len(words))[:1] for at in joints if at > places[0])
    stems = {asked.lexicon.stem(word) for one in behind for word in one}
    return not stems.isdisjoint(pools.own_stems(measure) - of_named)


def _content(asked: Asked, start: int, stop: int) -> tuple[str, ...]:
    """The words from a place to another that say something of their own."""
    return tuple(content(asked.words[start:stop], asked.lexicon.language))
