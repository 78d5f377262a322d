"""Decides whether figures answer a question, by the probability of each query."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib.resources import files
from math import exp, log

from bot.conversation.followup import content
from bot.conversation.queries.asked import Asked
from bot.conversation.queries.binding import COMPUTED, RELATED, Bound, bind
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.unsaid import unsaid_shares
from bot.figures import FigureAnswer, Measure, Operation, Reason, Refusal
from bot.matching import Matcher, Ranking, asks_for_picture, compatible, normalise
from bot.model import QUANTITY, SPAN, TIME_KINDS, Entry, Kinds, Words
from bot.replies.softmax import softmax

_FURTHER = 0.9
"""Confidence in a query that a follow-up changed: its measure is the one that is spoken of."""
_NOTHING_STRANGE = 0.1
"""Share of a question that may be unknown to a measure that explains all of it: a typo, an aside."""
_PLAINLY = 1.9
"""Weight of the words for an operation from which on a figure that leaves it out is no answer."""
_COMPARING = 2.0
"""The same for a comparison, where a time that is named is left over."""
_DOUBT = 0.001
"""Nothing is surer than that it is not wrong by so much."""
_OF_ONE = frozenset({Operation.EXTREME, Operation.THRESHOLD})
"""Operations that may choose a single one of several figures."""
_FRONT = 4
"""Candidates among which an entry is looked for that tells what is asked."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one reading of a question as a query, or, all else being 0, for the curated entry that is first
    in the ranking."""

    share: float = 0.0
    """Logarithm of the measure's share of all that was ranked; entries beside its picture count for it."""
    measured_share: float = 0.0
    """The same where a measure comes first."""
    times: float = 0.0
    """Times that the query takes up,"""
    times_left: float = 0.0
    """and those that it does not; the same for names."""
    names_left: float = 0.0
    operands: float = 0.0
    """Whether it compares two or more things that are named;"""
    operands_cue: float = 0.0
    """by how strongly the question asks for the operation."""
    uncounted: float = 0.0
    """How strongly it asks for another one."""
    answered: float = 0.0
    """Whether there is a result; that none is beyond a limit is hardly one."""
    told: float = 0.0
    """Whether the first entry is asked for this operation itself; of a plain value, whether it is a curated one."""
    agreed: float = 0.0
    """Whether the first entry, a curated one, tells the very number;"""
    disagreed: float = 0.0
    """whether one plain value is asked for and it tells another."""
    titled: float = 0.0
    """The share of the measure's title, each word by its rarity, that the question says."""
    numbered: float = 0.0
    """Whether what stands behind "how many" or a number is what the measure counts."""
    strange: float = 0.0
    """The share of the question that nothing of the measure explains."""
    numbers_left: float = 0.0
    """Numbers of the question that the query does not take up."""
    elsewhere: float = 0.0
    """Whether a place is named that neither its rows nor its ways of asking speak of."""
    lasted: float = 0.0
    """Whether it tells how long something took, both ends of which the measure holds."""
    clash: float = 0.0
    """Whether the question names another quantity than the measure's."""
    suited: float = 0.0
    """Whether its unit is one that a word asks for, as "heavier" asks for kg;"""
    unsuited: float = 0.0
    """whether a word asks for other units."""
    entry: float = 0.0
    """It is the first entry;"""
    entry_sure: float = 0.0
    """by the logarithm of the odds that it is right;"""
    entry_share: float = 0.0
    """by the logarithm of its share;"""
    entry_strange: float = 0.0
    """by the share of the question that nothing of the entry explains;"""
    entry_timed: float = 0.0
    """where it is about the very time that is asked about;"""
    entry_untimed: float = 0.0
    """where it does not even speak of it;"""
    entry_numbers_left: float = 0.0
    """by the numbers that it does not speak of;"""
    entry_unworked: float = 0.0
    """Whether all that is asked can be worked out of figures on its matter, and it does not tell what that comes to;"""
    entry_seldom_sure: float = 0.0
    """by how strongly the question asks for an operation that the entry is seldom asked for, by its confidence."""


@dataclass(frozen=True, slots=True)
class Figured:
    entry: Entry
    """Of the measure that was ranked; the query may be of another one on its matter."""
    bound: Bound
    confidence: float
    instead: bool = False
    """`entry`, a curated one, tells it."""
    evidence: Evidence | None = None
    told: Mapping[str, Measure] = field(default_factory=dict)
    """Measures of what was told, of which it is counted."""
    of_told: bool = False
    """It is worked out from what was told before, which is still what is spoken of."""
    rival: float = 0.0
    """The probability that a curated entry, the first in the ranking, answers and comes to something else."""

    @property
    def agrees(self) -> bool:
        """Whether the first entry, a curated one, tells the same."""
        return self.evidence is not None and bool(self.evidence.agreed)

    @property
    def falls_short(self) -> bool:
        """Whether it is a plain figure where something was plainly to be worked out, or that of one time where two were
        to be compared."""
        one_of_two = self.cell is not None and bool(self.bound.left[0]) and self.bound.other >= _COMPARING
        return one_of_two or (self.bound.uncomputed and self.bound.other >= _PLAINLY)

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
    if asks_for_picture(ranking.words, asked.lexicon.language) or not content(
        asked.besides_times, asked.lexicon.language
    ):
        return None  # A bare date asks for nothing.
    found, entry = weighed(asked, ranking, matcher, reader)
    if not found:
        return None
    best = _by_result(found)[0]
    first = matcher.entries[ranking.candidates[0].entry]
    if best.agrees:
        return replace(best, entry=first, instead=True, confidence=best.confidence + entry)
    best = replace(best, rival=entry)
    teller = _teller(best, ranking, matcher, reader)
    if teller is not None:
        return replace(best, entry=matcher.entries[teller], instead=True)
    if not first.labels:
        return best
    if isinstance(best.bound.answer, Refusal) and best.bound.answer.reason is Reason.MISSING:
        instead = _instead(ranking, matcher)
        if instead is not None:
            return Figured(matcher.entries[instead], best.bound, ranking.confidence, instead=True)
    if best.falls_short:
        return best
    # Figures come first in any case; what is in doubt is which.
    return replace(best, confidence=max(best.confidence, ranking.confidence))


def _by_result(found: Sequence[Figured]) -> list[Figured]:
    """The likeliest reading of each result, with the probability of all that come to it; the likeliest first."""
    groups: dict[object, list[Figured]] = {}
    for one in found:
        answer = one.bound.answer
        # "A month on average" is an average, and so much per month.
        kind = isinstance(answer, FigureAnswer) and (isinstance(answer.result, float) or answer.query.operation)
        same = isinstance(answer, FigureAnswer) and (kind, answer.result, answer.unit)
        groups.setdefault(same or id(one), []).append(one)
    together = (replace(ones[0], confidence=sum(one.confidence for one in ones)) for ones in groups.values())
    return sorted(together, key=lambda one: -one.confidence)


def entry_chance(ranking: Ranking, matcher: Matcher, reader: FigureReader) -> float:
    """The probability that the first entry answers itself: as `rival` where a query competes with it."""
    asked = _asked(ranking, matcher, reader)
    return weighed(asked, ranking, matcher, reader)[1] if asked is not None and ranking.candidates else 1.0


def weighed(asked: Asked, ranking: Ranking, matcher: Matcher, reader: FigureReader) -> tuple[list[Figured], float]:
    """The query that the question binds to for each measure that something speaks for, with its probability, the
    likeliest first; and the probability that the first entry, a curated one, answers itself."""
    rows = evidence_of(asked, ranking, matcher, reader)
    chances = softmax([_score(evidence) for *_, evidence in rows])
    found = [
        Figured(matcher.entries[number], bound, chance, evidence=evidence)
        for (number, bound, evidence), chance in zip(rows, chances, strict=True)
        if bound is not None
    ]
    entry = sum(chance for (_, bound, _), chance in zip(rows, chances, strict=True) if bound is None)
    return sorted(found, key=lambda one: -one.confidence), entry


def evidence_of(
    asked: Asked, ranking: Ranking, matcher: Matcher, reader: FigureReader
) -> list[tuple[int, Bound | None, Evidence]]:
    """A row for each measure with its query, and one without a query for the first entry where it is a curated one."""
    shares = ranking.shares()
    first = ranking.candidates[0]
    leader = matcher.entries[first.entry]
    curated = not leader.labels
    found: list[tuple[int, Bound | None, Evidence]] = []
    unworked = False
    agreeing = tuple(_agreeing(asked, ranking, matcher, reader))
    titles = {number: reader.pools.titles_of(bound.query.groups) for number, _, bound in agreeing}
    unsaid = unsaid_shares(asked, {first.entry: frozenset(), **titles}, matcher.index)
    for number, share, bound in agreeing:
        operation = bound.query.operation
        answered = isinstance(bound.answer, FigureAnswer) and bound.answer.result != ()
        plain = operation in (Operation.VALUE, Operation.LIST)
        value = _number(bound)
        agreed = curated and _is_told(bound, leader, reader)
        operands = float(len(bound.query.groups) > 1)
        suits = reader.suits_any(asked, bound)
        unworked |= curated and _comes_to_else(bound, unsaid[number], leader, reader)
        evidence = Evidence(
            share=log(share),
            measured_share=log(share) * (not curated),
            times=float(bound.taken[0]),
            times_left=float(bound.left[0]),
            names_left=float(bound.left[1]),
            operands=operands,
            operands_cue=operands * bound.weight,
            uncounted=bound.other,
            answered=float(answered),
            told=float(curated and (plain or _is_asked_for(operation, leader, reader))),
            agreed=float(agreed),
            disagreed=float(
                curated and value is not None and not (agreed or operands) and operation is Operation.VALUE
            ),
            titled=reader.says_title(asked, matcher.entries[number], bound, matcher.index.common.weight),
            numbered=float(reader.counts(asked, bound)),
            strange=unsaid[number],
            numbers_left=float(bound.numbers_left),
            elsewhere=float(_speaks_of_elsewhere(number, asked, bound, matcher)),
            lasted=float(answered and operation is Operation.DURATION),
            clash=float(_is_other_quantity(number, ranking, matcher)),
            suited=float(bool(asked.amounts) and suits),
            unsuited=float(not suits),
        )
        found.append((number, bound, evidence))
    if curated:
        evidence = Evidence(
            entry=1.0,
            entry_sure=_odds(ranking.confidence),
            entry_share=shares[first.entry],
            entry_strange=unsaid[first.entry],
            entry_timed=float(_speaks_of_time(first.entry, ranking, matcher, core=True)),
            entry_untimed=float(not _speaks_of_time(first.entry, ranking, matcher)),
            entry_unworked=float(unworked),
            entry_seldom_sure=reader.seldom(asked, leader) * ranking.confidence,
            entry_numbers_left=float(reader.numbers_untold(asked, leader)),
        )
        found.append((first.entry, None, evidence))
    return found


def _odds(confidence: float) -> float:
    chance = min(max(confidence, _DOUBT), 1 - _DOUBT)
    return log(chance / (1 - chance))


def _speaks_of_elsewhere(entry: int, asked: Asked, bound: Bound, matcher: Matcher) -> bool:
    places = [pair for pair in asked.names if pair[0] in matcher.kinds.places]
    met = sum(bound.taken[1:] + bound.left[1:])
    return met < len(asked.names) and any(not matcher.guard.speaks_of(entry, *pair) for pair in places)


def _is_other_quantity(entry: int, ranking: Ranking, matcher: Matcher) -> bool:
    asked, own = ranking.facets.of(QUANTITY), matcher.guard.core(entry, QUANTITY)
    return bool(asked and own) and not any(compatible(one, other) for one in asked for other in own)


def _is_asked_for(operation: Operation, entry: Entry, reader: FigureReader) -> bool:
    return not reader.operations_of(entry).isdisjoint(RELATED.get(operation, {operation}))


def _comes_to_else(bound: Bound, strange: float, entry: Entry, reader: FigureReader) -> bool:
    """Whether a query works out all that is asked, and the entry does not tell what it comes to."""
    value, left = _number(bound), sum(bound.left) + bound.numbers_left
    worked = value is not None and bound.query.operation in COMPUTED and bound.weight >= bound.other
    whole = not left and sum(bound.taken) > 0 and strange <= _NOTHING_STRANGE
    return worked and whole and not reader.rounds(entry, value or 0.0)


def _is_told(bound: Bound, entry: Entry, reader: FigureReader) -> bool:
    """Whether an entry states the result of all that is asked: of several plain figures each, of the highest and the
    like its figure first."""
    answer, value = bound.answer, _number(bound)
    if bound.left[0] or bound.uncomputed:
        return False
    if isinstance(answer, FigureAnswer) and bound.query.operation is Operation.VALUE and len(answer.operands) > 1:
        return all(isinstance(one.value, float) and reader.tells(entry, one.value) for one in answer.operands)
    if value is not None:
        return reader.tells(entry, value)
    if not isinstance(answer, FigureAnswer) or not isinstance(answer.result, tuple) or len(answer.result) != 1:
        return False
    chosen = answer.operands[0].value
    return bound.query.operation in _OF_ONE and isinstance(chosen, float) and reader.gives(entry, chosen)


def _number(bound: Bound) -> float | None:
    """The result, where it is a single number."""
    answer = bound.answer
    return answer.result if isinstance(answer, FigureAnswer) and isinstance(answer.result, float) else None


def _speaks_of_time(entry: int, ranking: Ranking, matcher: Matcher, *, core: bool = False) -> bool:
    """Whether the entry speaks of the finest time that the question names, or, `core`, is about it; of a question that
    names none every entry speaks, and none is about it."""
    finest = ranking.facets.finest_time()
    pairs = [(SPAN, value) for value in ranking.facets.of(SPAN)]
    if not pairs and finest is not None:
        pairs = [(TIME_KINDS[finest], value) for value in ranking.facets.of(TIME_KINDS[finest])]
    if not pairs:
        return not core
    guard = matcher.guard
    return any(
        value in guard.core(entry, kind) or (not core and guard.mentions(entry, kind, value)) for kind, value in pairs
    )


def _agreeing(
    asked: Asked, ranking: Ranking, matcher: Matcher, reader: FigureReader
) -> Iterator[tuple[int, float, Bound]]:
    """Each measure with its query and share; of measures whose queries come to the same cells the likeliest, with the
    shares of all."""
    found: dict[tuple[object, ...], list[tuple[float, int, Bound]]] = {}
    for number, share in _shares(ranking, matcher, reader).items():
        bound = reader.bind(asked, matcher.entries[number])
        if bound is not None:
            cells = tuple(group.cells for group in bound.query.groups)
            found.setdefault((bound.query.operation, cells), []).append((share, number, bound))
    for same in found.values():
        _, number, bound = max(same, key=lambda one: one[0])
        yield number, min(1.0, sum(share for share, *_ in same)), bound


def _shares(ranking: Ranking, matcher: Matcher, reader: FigureReader) -> dict[int, float]:
    """The share of each measure: its own, and those of entries on the same matter."""
    found: dict[int, float] = {}
    for number, share in ranking.shares().items():
        entry = matcher.entries[number]
        beside = {number} if entry.labels else {_candidate(id, matcher) for id in reader.beside(entry)}
        for one in sorted(beside):
            found[one] = found.get(one, 0.0) + exp(share)
    return found


def _candidate(id: str, matcher: Matcher) -> int:
    """The candidate for a measure: a column that is none of its own is that of its table."""
    return matcher.entry_of_id.get(id, matcher.entry_of_id[id.split(":")[0]])


def _score(evidence: Evidence) -> float:
    known = weights()
    # `asdict` would copy each value.
    return sum((known[one.name] * getattr(evidence, one.name) for one in fields(evidence)), known["constant"])


@cache
def weights() -> Mapping[str, float]:
    """By the names of `Evidence`, and "constant"; written by `python -m benchmarks.fit_figures`."""
    file = files("bot.replies") / "figured.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))["weights"]
    return {name: float(found[name]) for name in (*(one.name for one in fields(Evidence)), "constant")}


def cells_named(ranking: Ranking, matcher: Matcher, reader: FigureReader) -> dict[str, str]:
    """By the id of each measure among the candidates, the only cell of it that the question names."""
    asked = _asked(ranking, matcher, reader)
    if asked is None or not ranking.candidates:
        return {}
    found: dict[str, str] = {}
    for number in _shares(ranking, matcher, reader):
        bound = reader.bind(asked, matcher.entries[number])
        cell = Figured(matcher.entries[number], bound, 0.0).cell if bound is not None else None
        if bound is not None and cell is not None and not sum(bound.left):
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


def _further(id: str, asked: Asked, matcher: Matcher, reader: FigureReader) -> Figured | None:
    measure = reader.pools.measures[id]
    bound = bind(asked, measure, reader.pools)
    return Figured(matcher.entries[matcher.entry_of_id[measure.series]], bound, _FURTHER) if bound is not None else None


def _teller(best: Figured, ranking: Ranking, matcher: Matcher, reader: FigureReader) -> int | None:
    """A curated entry near the front that gives the single figure and is about its time; without a time, the first."""
    value = _number(best.bound)
    if best.cell is None or value is None:
        return None
    timed = ranking.facets.finest_time() is not None
    for one in ranking.candidates[: _FRONT if timed else 1]:
        entry = matcher.entries[one.entry]
        about = not timed or _speaks_of_time(one.entry, ranking, matcher, core=True)
        if about and not entry.labels and reader.gives(entry, value):
            return one.entry
    return None


def _instead(ranking: Ranking, matcher: Matcher) -> int | None:
    """A curated entry near the front that is about the very time, names and amount that the figures lack."""
    asked = [pair for pair in ranking.facets.values if pair[0] in (*TIME_KINDS, *matcher.kinds.exact)]
    amounts = ranking.facets.of(QUANTITY)
    for one in ranking.candidates[:_FRONT]:
        told = all(value in matcher.guard.core(one.entry, kind) for kind, value in asked)
        amount = not amounts or any(value in matcher.guard.core(one.entry, QUANTITY) for value in amounts)
        if not matcher.entries[one.entry].labels and asked and told and amount:
            return one.entry
    return None
