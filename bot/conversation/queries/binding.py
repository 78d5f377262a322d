"""Binds a question to a measure: its words in; a query with its answer, and how much of it is taken up, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.conversation.queries.cues import Cues, Language, read_cues
from bot.conversation.queries.pools import Pools, unit_of
from bot.conversation.queries.rows import Mention, fitting, mentioned, rows_of
from bot.conversation.queries.times import Times, before, range_of, read_times
from bot.figures import (
    Cell,
    FigureAnswer,
    FigureQuery,
    Group,
    Limit,
    Measure,
    Operation,
    Refusal,
    Span,
    compute,
)
from bot.figures.times import span_of
from bot.knowledge.dates import Period
from bot.matching.entry_facets import EXACT_KINDS
from bot.matching.facets import read_facets
from bot.matching.naming import Lexicon, places_of
from bot.matching.text import normalise
from bot.model import Kind

_TWO = frozenset({Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO, Operation.SHARE, Operation.COMPARE})
_EARLIER = frozenset("before previous earlier ago yoy qoq mom prior preceding".split())
"""Words by which one time is compared with the one before."""
_GRAINS = {
    "month": "month",
    "months": "month",
    "monthly": "month",
    "montly": "month",
    "quarter": "quarter",
    "quarters": "quarter",
    "quarterly": "quarter",
    "year": "year",
    "years": "year",
    "yearly": "year",
    "annual": "year",
}
_OVER_SEVERAL = frozenset(
    {Operation.TREND, Operation.EXTREME, Operation.THRESHOLD, Operation.AVERAGE, Operation.LIST, Operation.COUNT}
)
"""Operations for which one figure is too few."""
_CELLWISE = frozenset(
    {Operation.EXTREME, Operation.THRESHOLD, Operation.COUNT, Operation.LIST, Operation.SUM, Operation.AVERAGE}
)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


@dataclass(frozen=True, slots=True)
class Bound:
    query: FigureQuery
    answer: FigureAnswer | Refusal
    taken: tuple[int, int]
    """Times and names of the question that the query takes up,"""
    left: tuple[int, int]
    """and those that it does not."""
    weight: float = 0.0
    """How strongly the question asks for the operation; 0 for a plain value."""
    unasked: int = 0
    """Models and trims that the figures are of, and that the question does not name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as far as figures are concerned; read once, bound to several measures."""

    words: tuple[str, ...]
    cues: Cues
    times: Times
    lexicon: Lexicon
    language: Language
    own: frozenset[tuple[str, str]]
    """Names of the subject itself, which say nothing of a single figure."""

    @property
    def timed_places(self) -> set[int]:
        return {at for one in self.times.named for at in range(one.start, one.stop)}

    @property
    def excluded_places(self) -> set[int]:
        """Places of names that are asked about no longer: "not the Pro"."""
        excluded = read_facets(self.words, self.lexicon).excluded
        return places_of(name for name in self.lexicon.names(self.words) if (name.kind, name.value) in excluded)

    def names(self) -> tuple[tuple[str, str], ...]:
        facets = read_facets(self.words, self.lexicon)
        kinds = (*EXACT_KINDS, "company", "place")
        return tuple(pair for pair in facets.values if pair[0] in kinds and pair not in self.own)


def asked_of(
    words: Sequence[str], lexicon: Lexicon, language: Language, own: frozenset[tuple[str, str]] = frozenset()
) -> Asked:
    named = places_of(name for name in lexicon.names(words) if name.kind in EXACT_KINDS)
    cues = read_cues(words, language, named)
    return Asked(tuple(words), cues, read_times(words, language), lexicon, language, own)


def bind(asked: Asked, measure: Measure, pools: Pools) -> Bound | None:
    """Return the reading of the question as one about this measure; None where it says nothing that could be bound."""
    measure = pools.measures[measure.id]
    own = {asked.lexicon.stem(word) for word in normalise(f"{measure.title} {measure.noun}")}
    found: list[tuple[float, Bound]] = []
    # "Average" asks for no mean where the figure itself is one.
    weighed = [
        (one, weight) for one, weight, said in asked.cues.weights if not own.issuperset(map(asked.lexicon.stem, said))
    ]
    for operation, weight in (*weighed, (Operation.VALUE, 0.0)):
        groups = _groups(asked, operation, measure, pools)
        if not groups:
            continue
        query = _query(asked, operation, groups, pools)
        answer = compute(query, pools.measures)
        taken, left = _taken(asked, query, pools)
        worth = weight + sum(taken) - 2 * sum(left) - (3.0 if isinstance(answer, Refusal) else 0.0)
        unasked = _unasked(asked, query, pools)
        found.append((worth, Bound(query, answer, taken, left, weight, unasked)))
    return max(found, key=lambda one: one[0])[1] if found else None


def _query(asked: Asked, operation: Operation, groups: tuple[Group, ...], pools: Pools) -> FigureQuery:
    cues, measure = asked.cues, pools.measures[groups[0].measure]
    limit = cues.limit
    if limit is not None:
        limit = Limit(limit.value / _scale(measure, limit.value), limit.above)
    return FigureQuery(operation, groups, _lowest(cues, measure), cues.rank, cues.best, limit, cues.which, cues.per)


def _lowest(cues: Cues, measure: Measure) -> bool:
    if abs(cues.direction) == 2:
        less = unit_of(measure) in ("s", "seconds", "minutes", "weeks", "days") or _is_price(measure)
        return less == (cues.direction > 0)
    return cues.direction < 0


def _is_price(measure: Measure) -> bool:
    return "price" in measure.column.casefold() or ("quantity", "price") in measure.about


def _scale(measure: Measure, value: float) -> float:
    """ "100 billion" is 100 where the unit counts billions."""
    scale = next((size for word, size in _SCALES.items() if word in (measure.unit or "")), 1.0)
    return scale if value >= scale else 1.0


def _groups(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    timed = sum(cell.span is not None for cell in measure.cells) * 2 > len(measure.cells)
    if timed and len({cell.label for cell in measure.cells}) == len({cell.span for cell in measure.cells}):
        return _timed_groups(asked, operation, measure, pools)
    return _row_groups(asked, operation, measure, pools)


# Figures over time.


def _timed_groups(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    involved = _involved(asked, operation, measure, pools)
    times = asked.times
    whole = range_of(times)
    if len(involved) > 1:
        span = times.spans[0] if times.spans else None
        return tuple(_group_at(one, span, pools) for one in involved)
    if operation is Operation.PER_UNIT and measure.kind in (Kind.RUNNING, Kind.LEVEL):
        return _two_times(asked, Operation.DIFFERENCE, measure, pools)
    measure = involved[0]
    if operation in _TWO:
        return _two_times(asked, operation, measure, pools)
    if operation is Operation.VALUE and times.pair and whole is not None:
        return (_group_at(measure, whole, pools),)
    if operation in (Operation.VALUE, Operation.PER_UNIT) and whole is None:
        return tuple(
            _group_at(measure, span, pools, one.at_end) for one, span in zip(times.named, times.spans, strict=True)
        )
    if operation is Operation.AVERAGE and len(times.spans) == 1 and asked.cues.per:
        return (_group_at(measure, times.spans[0], pools),)
    spans = (whole,) if whole is not None else times.spans
    least = 2 if operation in _OVER_SEVERAL else 1
    grain = next((_GRAINS[word] for word in asked.words if word in _GRAINS), "") if least > 1 else ""
    fine = _of_grain(measure, grain, pools)
    if not spans:
        return (_whole(fine),) if len(fine.cells) >= least else ()
    inside = _within(fine, spans, pools, least)
    return (inside,) if inside else ()


def _of_grain(measure: Measure, grain: str, pools: Pools) -> Measure:
    """The measure of the same matter that is told by months, where months are asked for."""
    if not grain or measure.grain == grain:
        return measure
    alike = (one for one in pools.of(measure)[1:] if one.grain == grain and _models(one) == _models(measure))
    return next(alike, measure)


def _involved(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Measure, ...]:
    """The measure, or those of the models that are named, in their order; of a share the part comes first."""
    found: list[Measure] = []
    for kind, value in asked.names():
        if kind in EXACT_KINDS:
            special = pools.special(measure, kind, value)
            if special is not None and special not in found:
                found.append(special)
    if operation is Operation.SHARE and len(found) == 1:
        general = pools.general(found[0])
        return (found[0], general) if general else (found[0],)
    if operation is Operation.SHARE and len(found) > 1:
        return tuple(found)
    if len(found) > 1 and (operation in _TWO or operation in (Operation.SUM, Operation.VALUE)):
        return tuple(found)
    if not found and _models(measure):
        # Figures of one model are none of all.
        general = pools.general(measure)
        return (general or measure,)
    return tuple(found[:1]) or (measure,)


def _two_times(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The later one first, for a difference counts from the earlier one."""
    times = asked.times
    if operation is Operation.SHARE and (len(times.spans) == 1 or times.pair):
        part = range_of(times) or times.spans[0]
        if part.kind != "year" and part.start.year == part.end.year:
            return (_group_at(measure, part, pools), _group_at(measure, span_of(Period(part.start.year)), pools))
    if len(times.spans) >= 2:
        spans = sorted(times.spans[:2], key=lambda span: span.end, reverse=operation is not Operation.SHARE)
        if operation is Operation.SHARE:
            spans = sorted(times.spans[:2], key=lambda span: span.days)
        return tuple(_group_at(measure, span, pools) for span in spans)
    if times.open_range is not None:
        newest = _newest(measure)
        return (_single(measure, newest), _group_at(measure, times.spans[0], pools)) if newest else ()
    words = asked.words
    if len(times.spans) == 1 and (operation is Operation.CHANGE or not _EARLIER.isdisjoint(words)):
        back = (
            ""
            if {"qoq", "mom"} & set(words) or _says(words, ("quarter", "before")) or _says(words, ("month", "before"))
            else "year"
        )
        earlier = before(times.spans[0], back)
        if earlier is not None:
            return (_group_at(measure, times.spans[0], pools), _group_at(measure, earlier, pools))
    return ()


def _says(words: Sequence[str], pair: tuple[str, str]) -> bool:
    return pair in zip(words, words[1:], strict=False)


def _group_at(measure: Measure, span: Span | None, pools: Pools, at_end: bool = False) -> Group:
    """The figure that is stated for a time, by this measure or one of the same matter; else the cells that fill it."""
    if span is None:
        newest = _newest(measure)
        return _single(measure, newest) if newest else Group(measure.id, ())
    alike = [one for one in pools.of(measure) if _models(one) == _models(measure)]
    for one in alike:
        cell = _stated(one, span, at_end)
        if cell is not None:
            return _single(one, cell, span)
    best = Group(measure.id, (), span.text, span)
    for one in alike:
        inside = [cell for cell in one.cells if cell.span is not None and span.holds(cell.span)]
        if inside and one.kind is Kind.FLOW:
            whole = Group(one.id, tuple(cell.id for cell in inside), span.text, span)
            if sum(cell.span.days for cell in inside if cell.span) == span.days:
                return whole
            best = whole if one is measure else best
    return best


def _stated(measure: Measure, span: Span, at_end: bool) -> Cell | None:
    for cell in measure.cells:
        if cell.span is not None and (cell.span.start, cell.span.end) == (span.start, span.end):
            return cell
    if measure.kind in (Kind.LEVEL, Kind.RUNNING) or at_end:
        inside = [cell for cell in measure.cells if cell.span is not None and span.holds(cell.span)]
        if inside and (measure.kind is not Kind.FLOW):
            return max(inside, key=lambda cell: cell.span.end if cell.span else span.start)
    return None


def _models(measure: Measure) -> frozenset[tuple[str, str]]:
    return frozenset(pair for pair in measure.about if pair[0] in EXACT_KINDS)


def _within(measure: Measure, spans: Sequence[Span], pools: Pools, least: int = 1) -> Group | None:
    """All cells within the times, of the first measure of the same matter that has at least so many."""
    for one in pools.of(measure):
        if _models(one) != _models(measure):
            continue
        inside = [cell for cell in one.cells if cell.span is not None and any(span.holds(cell.span) for span in spans)]
        if len(inside) >= least:
            label = " and ".join(span.text for span in spans)
            only = spans[0] if len(spans) == 1 else None
            return Group(one.id, tuple(cell.id for cell in inside), label, only)
    return None


def _newest(measure: Measure) -> Cell | None:
    dated = [cell for cell in measure.cells if cell.span is not None and cell.value is not None]
    return max(dated, key=lambda cell: cell.span.end) if dated else None  # type: ignore[union-attr]


# Figures of things.


def _row_groups(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    mentions = _mentions(asked, measure, pools)
    if operation in _TWO:
        operands = _operands(mentions)
        if operation is Operation.SHARE:
            return _part_and_whole(operands, measure)
        if len(operands) == 1 and operation in (Operation.DIFFERENCE, Operation.COMPARE, Operation.RATIO):
            own = _own(asked, measure)
            operands = (own, *operands) if own and own.cells != operands[0].cells else operands
        return operands if len(operands) >= 2 else ()
    if operation is Operation.TREND:
        return _course(asked, mentions, measure)
    if operation is Operation.LIST and len(_operands(mentions)) == 1 and not _is_partly_named(asked, mentions):
        return ()
    if operation in _CELLWISE:
        several = [one for one in _operands(mentions) if one.measure == measure.id]
        if len(several) > 1 and all(len(mention.rows) == 1 for mention in mentions):
            return tuple(several)
        fit = fitting(asked.words, rows_of(measure, asked.lexicon), asked.lexicon)
        if operation is Operation.EXTREME and len(fit) == 1:
            return (_whole(measure),)
        return (Group(measure.id, tuple(row.cell.id for row in fit), measure.title),) if fit else ()
    if not mentions:
        own = _own(asked, measure)
        return (own,) if own and operation is Operation.VALUE else ()
    if _is_partly_named(asked, mentions):
        fit = fitting(asked.words, rows_of(measure, asked.lexicon), asked.lexicon)
        return tuple(_single(measure, row.cell) for row in fit)
    return _operands(mentions)


def _is_partly_named(asked: Asked, mentions: Sequence[Mention]) -> bool:
    """Whether the only thing that is named leaves open which trim or model of its line is meant."""
    if len(mentions) != 1 or not mentions[0].rows:
        return False
    named = {value for _, value in asked.names()}
    words = set(map(asked.lexicon.stem, asked.words))
    return all(
        any(
            kind in EXACT_KINDS and value not in named and not set(value.split("-")) <= words
            for kind, value in row.facets
        )
        for row in mentions[0].rows
    )


def _mentions(asked: Asked, measure: Measure, pools: Pools) -> tuple[Mention, ...]:
    """What is named among the rows of the measure, else among those of the same matter."""
    found = mentioned(asked.words, rows_of(measure, asked.lexicon), asked.lexicon, asked.language)
    alike = [row for one in pools.of(measure)[1:] for row in rows_of(one, asked.lexicon)]
    others = [row for row in alike if row.cell.span is None]
    if others and (not found or (asked.cues.operation in _TWO and len(_operands(found)) < 2)):
        more = mentioned(asked.words, (*rows_of(measure, asked.lexicon), *others), asked.lexicon, asked.language)
        if len(_operands(more)) > len(_operands(found)):
            return more
    return found


def _operands(mentions: Sequence[Mention]) -> tuple[Group, ...]:
    """One group for each row that is named, the first measure's where several hold it."""
    groups: dict[tuple[str, ...], Group] = {}
    labels: set[frozenset[tuple[str, str]] | str] = set()
    for mention in mentions:
        for row in mention.rows:
            key = row.facets or row.cell.label
            if key in labels:
                continue
            labels.add(key)
            groups[(row.cell.id,)] = _single(row.measure, row.cell)
    return tuple(groups.values())


def _part_and_whole(operands: tuple[Group, ...], measure: Measure) -> tuple[Group, ...]:
    """The first of what is named, and all of them together; of one thing alone all rows are the whole."""
    if not operands or any(one.measure != measure.id for one in operands):
        return ()
    named = tuple(cell for one in operands for cell in one.cells)
    every = tuple(cell.id for cell in measure.cells)
    return (operands[0], Group(measure.id, named if len(named) > 1 else every, "all of them"))


def _own(asked: Asked, measure: Measure) -> Group | None:
    """The row of the subject itself, which "the lead over the Finch" leaves unsaid."""
    for row in rows_of(measure, asked.lexicon):
        if any(pair in asked.own for pair in row.facets):
            return _single(measure, row.cell)
    return None


def _course(asked: Asked, mentions: Sequence[Mention], measure: Measure) -> tuple[Group, ...]:
    """The cells of one thing over time: of what is named, else of what is told most often."""
    whole = range_of(asked.times)
    families: dict[str, list[Cell]] = {}
    for cell in measure.cells:
        if cell.span is not None and cell.number is not None and (whole is None or whole.holds(cell.span)):
            families.setdefault(cell.label.replace(cell.span.text, "").strip(" ,"), []).append(cell)
    named = {row.cell.id for mention in mentions for row in mention.rows}
    best = max(families.values(), key=lambda one: (any(cell.id in named for cell in one), len(one)), default=[])
    return (Group(measure.id, tuple(cell.id for cell in best)),) if len(best) > 1 else ()


def _whole(measure: Measure) -> Group:
    return Group(measure.id, tuple(cell.id for cell in measure.cells), measure.title)


def _single(measure: Measure, cell: Cell, span: Span | None = None) -> Group:
    return Group(measure.id, (cell.id,), cell.label, span)


def _taken(asked: Asked, query: FigureQuery, pools: Pools) -> tuple[tuple[int, int], tuple[int, int]]:
    """How many of the times and names of the question the query takes up, and how many it leaves."""
    cells = [
        (cell, pools.measures[group.measure])
        for group in query.groups
        for cell in pools.measures[group.measure].cells
        if cell.id in group.cells
    ]
    taken, left = [0, 0], [0, 0]
    for span in asked.times.spans:
        told = any(
            (cell.span is not None and (span.holds(cell.span) or cell.span.holds(span)))
            or str(span.start.year) in cell.label
            or any(
                value.startswith(str(span.start.year))
                for kind, value in measure.about
                if kind in ("year", "month", "quarter")
            )
            for cell, measure in cells
        )
        taken[0] += told
        left[0] += not told
    kinds = {kind for cell, measure in cells for kind, _ in (*measure.about, *row_facets(cell, measure, asked))}
    for pair in asked.names():
        if pair[0] not in EXACT_KINDS and pair[0] not in kinds:
            continue  # What tells no figures apart is the guard's to judge.
        told = any(
            pair in measure.about
            or any(pair == one or one[1].startswith(pair[1]) for one in row_facets(cell, measure, asked))
            for cell, measure in cells
        )
        taken[1] += told
        left[1] += not told
    return (taken[0], taken[1]), (left[0], left[1])


def _unasked(asked: Asked, query: FigureQuery, pools: Pools) -> int:
    """Models and trims of the figures that are not named; a generation stands for its model."""
    named = set(read_facets(asked.words, asked.lexicon).values)
    unnamed = 0
    for measure in {group.measure for group in query.groups}:
        about = [pair for pair in pools.measures[measure].about if pair[0] in EXACT_KINDS]
        told = [pair for pair in about if any(one[0] == pair[0] and pair[1].startswith(one[1]) for one in named)]
        unnamed += 0 if told else len({kind for kind, _ in about})
    return unnamed


def row_facets(cell: Cell, measure: Measure, asked: Asked) -> frozenset[tuple[str, str]]:
    one = replace(measure, cells=(cell,))
    return rows_of(one, asked.lexicon)[0].facets
