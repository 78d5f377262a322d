"""Decides whether figures answer a question, by the probability of each query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.conversation.followup import content
from bot.conversation.queries.asked import Asked
from bot.conversation.queries.binding import BoundQuery, bind
from bot.conversation.queries.reader import FigureReader
from bot.conversation.thresholds import thresholds
from bot.figures import Answered, Measure, Operation, Reason, Refusal
from bot.matching import Matcher, Ranking, asks_for_picture, normalise
from bot.model import QUANTITY, TIME_KINDS, Entry, Kinds, Words
from bot.replies.query_evidence import query_chances
from bot.replies.query_scales import QueryScales, is_about_time, measure_shares, number_of

_FRONT = 4
"""Candidates among which an entry is looked for that tells what is asked."""


@dataclass(frozen=True, slots=True)
class Figured:
    """A query, and how sure it is that it answers.

    Figures answer, or a curated entry in their place (`entry_answers`); `agrees` and `entry_chance` say what speaks for
    the first entry. Where a message counts with what was just told (`told`, `of_told`), no entry competes.
    """

    entry: Entry
    """Of the measure that was ranked, though the query may be of another one on its matter; or, `entry_answers`, a
    curated one."""
    bound: BoundQuery
    confidence: float
    entry_answers: bool = False
    """The answer is that of the curated entry, in place of the figures."""
    agrees: bool = False
    """The first entry in the ranking, a curated one, tells the same."""
    entry_chance: float = 0.0
    """The probability that the first entry, a curated one, answers itself, and tells something else."""
    told: Mapping[str, Measure] = field(default_factory=dict)
    """Measures of what was told, of which it is counted."""
    of_told: bool = False
    """It is worked out from what was told before, which is still what is spoken of."""

    @property
    def falls_short(self) -> bool:
        """Whether it is a plain figure where something was plainly to be worked out, or that of one time where two were
        to be compared."""
        limits, weight = thresholds(), self.bound.other
        if self.cell is not None and self.bound.uptake.times_left and weight >= limits.comparison_from:
            return True
        return self.bound.uncomputed and weight >= limits.operation_from

    @property
    def cell(self) -> str | None:
        """The only cell that the answer gives the value of."""
        answer = self.bound.answer
        if isinstance(answer, Refusal) or len(answer.operands) != 1:
            return None
        if answer.query.operation not in (Operation.VALUE, Operation.CONVERT):
            return None
        cells = answer.operands[0].cells
        return cells[0] if len(cells) == 1 else None


def figured(ranking: Ranking, measure: str, matcher: Matcher, reader: FigureReader) -> Figured | None:
    """`measure`: that whose query a follow-up changes, or empty. None: no figures are asked for."""
    asked = _asked(ranking, matcher, reader)
    if asked is None or not (ranking.candidates or measure):
        return None
    if measure:
        return _further(measure, asked, matcher, reader)
    is_bare_date = not content(asked.besides_times, asked.lexicon.language)
    if is_bare_date or asks_for_picture(ranking.words, asked.lexicon.language):
        return None
    queries, entry_chance = _weighed(asked, ranking, matcher, reader)
    return _query_or_entry(_likeliest(queries), entry_chance, ranking, matcher, reader) if queries else None


def as_bound(answer: Answered, weight: float = 0.0) -> BoundQuery:
    """A result as one that leaves nothing of the question."""
    return BoundQuery(answer.query, answer, weight=weight)


def chance_of_entry(ranking: Ranking, matcher: Matcher, reader: FigureReader) -> float:
    """The probability that the first entry answers itself: `Figured.entry_chance` where there is no query."""
    asked = _asked(ranking, matcher, reader)
    return _weighed(asked, ranking, matcher, reader)[1] if asked is not None and ranking.candidates else 1.0


def _weighed(asked: Asked, ranking: Ranking, matcher: Matcher, reader: FigureReader) -> tuple[list[Figured], float]:
    """The queries, the likeliest first; and the probability that the first entry, a curated one, answers itself."""
    found = QueryScales(asked, ranking, matcher, reader).weigh()
    chances = query_chances([one.evidence for one in found])
    queries = [
        Figured(matcher.entries[one.entry], one.bound, chance, agrees=bool(one.evidence.agreed))
        for one, chance in zip(found, chances, strict=True)
        if one.bound is not None
    ]
    entry_chance = sum(chance for one, chance in zip(found, chances, strict=True) if one.bound is None)
    return sorted(_of_newest(queries, matcher, reader), key=lambda one: -one.confidence), entry_chance


def _of_newest(queries: Sequence[Figured], matcher: Matcher, reader: FigureReader) -> list[Figured]:
    """Of queries for one figure that ask two tables on one model for the same, that of the newer one, with what speaks
    for both: nothing says which of the two is meant."""
    kept: dict[object, Figured] = {}
    for one in sorted(queries, key=lambda one: one.entry.as_of or ""):
        asks = _asks_table_for(one, matcher, reader)
        older = kept.pop(asks, None)
        kept[asks] = one if older is None else replace(one, confidence=one.confidence + older.confidence)
    return list(kept.values())


def _asks_table_for(one: Figured, matcher: Matcher, reader: FigureReader) -> object:
    """The column, and the models that the table is about; a query for anything else is like no other."""
    measure, kinds = reader.pools.measures[one.bound.query.measure], matcher.kinds.leading
    number = matcher.entry_of_id[one.entry.id]
    models = frozenset((kind, value) for kind in kinds for value in matcher.guard.core(number, kind))
    is_of_row = one.cell is not None and measure.column and models and not reader.pools.own(measure).timed
    return (measure.column, models) if is_of_row else id(one)


def _likeliest(queries: Sequence[Figured]) -> Figured:
    """The likeliest query of the likeliest result, with the probability of all that come to it."""
    by_result: dict[object, list[Figured]] = {}
    for one in queries:
        by_result.setdefault(_result(one.bound), []).append(one)
    together = (replace(same[0], confidence=sum(one.confidence for one in same)) for same in by_result.values())
    return max(together, key=lambda one: one.confidence)


def _result(bound: BoundQuery) -> object:
    """What is equal where two queries come to the same; a refusal is like no other."""
    answer = bound.answer
    if isinstance(answer, Refusal):
        return id(bound)
    # "A month on average" is an average, and so much per month.
    operation = answer.query.operation if number_of(bound) is None else None
    return operation, answer.result, answer.unit


def _query_or_entry(
    best: Figured, entry_chance: float, ranking: Ranking, matcher: Matcher, reader: FigureReader
) -> Figured:
    """The query, or the curated entry that answers in its place: the first, if that tells the same; else one near the
    front that gives the single figure; else, where a series is first and lacks the figure, one on all that is named."""
    first = matcher.entries[ranking.candidates[0].entry]
    if best.agrees:
        return replace(best, entry=first, entry_answers=True, confidence=best.confidence + entry_chance)
    best = replace(best, entry_chance=entry_chance)
    telling = _entry_telling(best, ranking, matcher, reader)
    if telling is not None:
        return replace(best, entry=telling, entry_answers=True)
    if not first.labels:
        return best
    if isinstance(best.bound.answer, Refusal) and best.bound.answer.reason is Reason.MISSING:
        on_named = _entry_on_all_named(ranking, matcher)
        if on_named is not None:
            return Figured(on_named, best.bound, ranking.confidence, entry_answers=True)
    if best.falls_short:
        return best
    # Figures come first in any case; what is in doubt is which.
    share = measure_shares(ranking, matcher, reader).get(matcher.entry_of_id[best.entry.id], 0.0)
    return replace(best, confidence=max(best.confidence, min(share, ranking.confidence)))


def _entry_telling(best: Figured, ranking: Ranking, matcher: Matcher, reader: FigureReader) -> Entry | None:
    """A curated entry near the front that gives the single figure and is about its time; without a time, the first."""
    number = number_of(best.bound)
    if best.cell is None or number is None:
        return None
    timed = ranking.facets.finest_time() is not None
    for one in ranking.candidates[: _FRONT if timed else 1]:
        entry = matcher.entries[one.entry]
        about = not timed or is_about_time(one.entry, ranking, matcher)
        if about and not entry.labels and reader.of_entry(entry).begins_with(number):
            return entry
    return None


def _entry_on_all_named(ranking: Ranking, matcher: Matcher) -> Entry | None:
    """A curated entry near the front that is about the very time, names and amount that the figures lack."""
    named = [pair for pair in ranking.facets.values if pair[0] in (*TIME_KINDS, *matcher.kinds.exact)]
    amounts = ranking.facets.of(QUANTITY)
    if not named:
        return None
    for one in ranking.candidates[:_FRONT]:
        entry = matcher.entries[one.entry]
        on_named = all(value in matcher.guard.core(one.entry, kind) for kind, value in named)
        on_amount = not amounts or not matcher.guard.core(one.entry, QUANTITY).isdisjoint(amounts)
        if not entry.labels and on_named and on_amount:
            return entry
    return None


def _further(id: str, asked: Asked, matcher: Matcher, reader: FigureReader) -> Figured | None:
    measure = reader.pools.measures[id]
    bound = bind(asked, measure, reader.pools)
    if bound is None:
        return None
    return Figured(matcher.entries[matcher.entry_of_id[measure.series]], bound, thresholds().changed_query)


def cells_named(ranking: Ranking, matcher: Matcher, reader: FigureReader) -> dict[str, str]:
    """By the id of each measure among the candidates, the only cell of it that the question names."""
    asked = _asked(ranking, matcher, reader)
    if asked is None or not ranking.candidates:
        return {}
    found: dict[str, str] = {}
    for number in measure_shares(ranking, matcher, reader):
        bound = reader.bind(asked, matcher.entries[number])
        cell = Figured(matcher.entries[number], bound, 0.0).cell if bound is not None else None
        if bound is not None and cell is not None and not bound.uptake.left:
            found[matcher.entries[number].id] = cell
    return found


def _asked(ranking: Ranking, matcher: Matcher, reader: FigureReader) -> Asked | None:
    return reader.asked((*ranking.words, *_carried(ranking, reader.kinds, matcher.words)))


def _carried(ranking: Ranking, kinds: Kinds, words: Words) -> tuple[str, ...]:
    """The words of what a follow-up leaves unsaid, which the question before named."""
    said = ranking.facets.kinds()
    pairs = [pair for pair in ranking.facets.carried if pair[0] not in said]
    times = sorted((pair for pair in pairs if pair[0] in TIME_KINDS), key=lambda pair: TIME_KINDS.index(pair[0]))
    if any(kind in TIME_KINDS for kind in said):
        times = []
    names = [pair for pair in pairs if pair[0] in kinds.exact]
    told = [words.facet(kind, value) for kind, value in (*names, *times[-1:])]
    return tuple(word for text in told for word in normalise(text))
