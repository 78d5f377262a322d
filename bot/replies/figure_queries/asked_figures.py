"""Reads what a question asks of figures, with the measures, cells and times that its ranking found."""

from math import exp

from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.knowledge.generating.cells import series_of
from bot.matching import Matcher, Ranking, normalise
from bot.model import SPAN, TIME_KINDS, Kinds, Words
from bot.replies.figure_queries.figured import cell_of

_LEAST_BESIDE_LIKELIEST = 0.01
"""A measure is tried from this share of the likeliest one's on: none less likely answered any of 594 questions, and a
quarter are less likely."""


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
        bound = reader.binder.bind_entry(asked, matcher.entries[number])
        cell = cell_of(bound) if bound is not None and not bound.uptake.left else None
        if cell is not None:
            found[matcher.entries[number].id] = cell
    return found


def measure_shares(ranking: Ranking, matcher: Matcher, reader: FigureReader) -> dict[int, float]:
    """By the entry of each measure that is likely enough: its own share, and those of entries on the same matter."""
    found: dict[int, float] = {}
    numbers = matcher.entry_of_id
    for number, share in ranking.log_shares().items():
        entry = matcher.entries[number]
        # A measure counts for itself; one that is a column and no entry has the entry of its table.
        beside = (
            {number}
            if entry.labels
            else {numbers.get(id, numbers[series_of(id)]) for id in reader.measures_beside(entry)}
        )
        for one in sorted(beside):
            found[one] = found.get(one, 0.0) + exp(share)
    least = _LEAST_BESIDE_LIKELIEST * max(found.values(), default=0.0)
    return {one: share for one, share in found.items() if share >= least}


def _carried(ranking: Ranking, kinds: Kinds, words: Words) -> tuple[str, ...]:
    """The words of what a follow-up leaves unsaid, which the question before named."""
    said = ranking.facets.kinds()
    pairs = [pair for pair in ranking.facets.carried if pair[0] not in said]
    times = sorted((pair for pair in pairs if pair[0] in TIME_KINDS), key=lambda pair: TIME_KINDS.index(pair[0]))
    finest = times[-1:] if set(said).isdisjoint(TIME_KINDS) else []
    names = [pair for pair in pairs if pair[0] in kinds.exact]
    told = [words.facet(kind, value) for kind, value in (*names, *finest)]
    return tuple(word for text in told for word in normalise(text))


def is_about_time(entry: int, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether an entry is about the finest time that the question names; False where it names none."""
    return any(value in matcher.guard.core(entry, kind) for kind, value in _finest_times(ranking))


def leaves_out_time(entry: int, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether the question names a time, and the entry does not speak of the finest one."""
    times = _finest_times(ranking)
    mentioned = any(matcher.guard.mentions(entry, kind, value) for kind, value in times)
    return bool(times) and not mentioned and not is_about_time(entry, ranking, matcher)


def _finest_times(ranking: Ranking) -> list[tuple[str, str]]:
    """A span is finer than all other times."""
    facets, finest = ranking.facets, ranking.facets.finest_time()
    kind = SPAN if facets.of(SPAN) or finest is None else TIME_KINDS[finest]
    return [(kind, value) for value in facets.of(kind)]
