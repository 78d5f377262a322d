"""Reads a ranking's question for figures, with what a follow-up leaves unsaid; and the cells that it names."""

from __future__ import annotations

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.reader import FigureReader
from bot.matching import Matcher, Ranking, normalise
from bot.model import TIME_KINDS, Kinds, Words
from bot.replies.figured import cell_of
from bot.replies.query_scales import measure_shares


def asked_of(ranking: Ranking, matcher: Matcher, reader: FigureReader) -> Asked | None:
    """None where nothing is known of the language."""
    return reader.asked((*ranking.words, *_carried(ranking, reader.kinds, matcher.words)))


def cells_named(ranking: Ranking, matcher: Matcher, reader: FigureReader) -> dict[str, str]:
    """By the id of each measure among the candidates, the only cell of it that the question names."""
    asked = asked_of(ranking, matcher, reader)
    if asked is None or not ranking.candidates:
        return {}
    found: dict[str, str] = {}
    for number in measure_shares(ranking, matcher, reader):
        bound = reader.bind(asked, matcher.entries[number])
        cell = cell_of(bound) if bound is not None and not bound.uptake.left else None
        if cell is not None:
            found[matcher.entries[number].id] = cell
    return found


def _carried(ranking: Ranking, kinds: Kinds, words: Words) -> tuple[str, ...]:
    """The words of what a follow-up leaves unsaid, which the question before named."""
    said = ranking.facets.kinds()
    pairs = [pair for pair in ranking.facets.carried if pair[0] not in said]
    times = sorted((pair for pair in pairs if pair[0] in TIME_KINDS), key=lambda pair: TIME_KINDS.index(pair[0]))
    finest = times[-1:] if set(said).isdisjoint(TIME_KINDS) else []
    names = [pair for pair in pairs if pair[0] in kinds.exact]
    told = [words.facet(kind, value) for kind, value in (*names, *finest)]
    return tuple(word for text in told for word in normalise(text))
