"""Takes the figures of a question out of the reader and the ranking, so that it is asked of less knowledge."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.figure_truth import FigureTruth
from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.index_reader import reader_of
from bot.conversation.queries.reader import FigureReader
from bot.figures import Measure, Operation
from bot.matching import Matcher, Ranking

_OVER_MANY = frozenset(
    {Operation.EXTREME, Operation.THRESHOLD, Operation.COUNT, Operation.TREND, Operation.LIST, Operation.AVERAGE}
)
"""Operations that are worked out of what is held, however much is not."""
_LEAST_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of figures, and how a question ranks then."""

    reader: FigureReader
    ranking: Ranking


def thinned(held: Held, right: Sequence[BoundQuery], truth: FigureTruth, matcher: Matcher) -> Iterator[Held]:
    """Without an operand of the first of the right queries; then without the series, and the entries that tell the
    result."""
    for bound in right[:1]:
        if bound.query.operation not in _OVER_MANY:
            yield Held(_without_cells(held.reader, bound.query.groups[-1].cells, matcher), held.ranking)
    ranking = _without_truth(held.ranking, truth, matcher)
    if ranking is not None:
        measures = held.reader.pools.measures
        kept = {id: one for id, one in measures.items() if one.series != truth.series}
        yield Held(_holding(kept, held.reader, matcher), ranking)


def _without_cells(reader: FigureReader, gone: Collection[str], matcher: Matcher) -> FigureReader:
    def thin(measure: Measure) -> Measure:
        return replace(measure, cells=tuple(cell for cell in measure.cells if cell.id not in gone))

    return _holding({one.id: thin(one) for one in reader.pools.measures.values()}, reader, matcher)


def _holding(measures: Mapping[str, Measure], reader: FigureReader, matcher: Matcher) -> FigureReader:
    """As if these, by their ids, were all measures of the knowledge base."""
    holding = reader_of(matcher)
    holding.pools = Pools(measures, matcher.lexicon, reader.pools.units)
    return holding


def _without_truth(ranking: Ranking, truth: FigureTruth, matcher: Matcher) -> Ranking | None:
    """As if what is gone had never competed; None where nothing is left."""

    def is_gone(number: int) -> bool:
        entry = matcher.entries[number]
        return entry.series == truth.series or (not entry.labels and truth.is_told_by(entry))

    kept = [one for one in ranking.candidates if not is_gone(one.entry)]
    share = max(_LEAST_SHARE, 1 - sum(one.confidence for one in ranking.candidates if one not in kept))
    raised = tuple(replace(one, confidence=min(1.0, one.confidence / share)) for one in kept)
    return replace(ranking, candidates=raised) if kept else None
