"""Works something out of the figures that were told last, where a short message asks for just that.

"And in %?", "add them up", "how much more than the Pro": the operands are what was told, with what the message names
beside them. A message that says anything else is none of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, filterfalse, starmap

from bot.conversation.exchanging import exchanged
from bot.conversation.followup import content
from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.ends import is_lowest
from bot.conversation.queries.following import changed
from bot.conversation.queries.groups import single
from bot.conversation.queries.pools import unit_of
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.spans import before
from bot.conversation.queries.stated import group_at, of_grain
from bot.conversation.queries.taking import Uptake
from bot.conversation.queries.things import named_rows, row_groups
from bot.conversation.queries.timed import grain_of, timed_groups
from bot.conversation.queries.wanting import Wanted, wanted
from bot.conversation.queries.wholes import part_and_whole
from bot.conversation.turn import Turn
from bot.figures import Answered, FigureAnswer, FigureQuery, Group, Measure, Operation, Reason, Refusal, Span, compute
from bot.matching import Matcher, is_time
from bot.model import Entry, Kind, Told
from bot.replies.counting import asks_why, contradicts, go_together
from bot.replies.figured import Figured
from bot.replies.reckoning import reckoned
from bot.replies.table import Known, Table, whole

_POOLED = frozenset(
    {
        Operation.LIST,
        Operation.SUM,
        Operation.AVERAGE,
        Operation.EXTREME,
        Operation.THRESHOLD,
        Operation.TREND,
        Operation.COUNT,
    }
)
"""Operations whose operands are figures of one kind, all of which may be counted with again."""
_OVER_ALL = frozenset({Operation.SUM, Operation.AVERAGE, Operation.EXTREME})
_SURE = 0.7
"""Confidence in the answer whose figure is set against the one before."""
_RUN = 6
"""Figures told one after the other that are counted with together, at most."""


@dataclass(frozen=True, slots=True)
class Worked:
    text: str
    """The whole question."""
    figured: Figured


Picked = tuple[Operation, tuple[Known, ...]]


class Workings:
    def __init__(
        self, matcher: Matcher, reader: FigureReader, entries: Mapping[str, Entry], tellers: Mapping[str, str]
    ) -> None:
        """`tellers`: by the id of a cell the entry that tells it."""
        self._matcher, self._reader, self._entries = matcher, reader, entries
        self._table = Table(reader, entries, tellers, matcher.words)

    def worked(self, turn: Turn) -> Worked | None:
        """None where the message asks for anything else, or what it asks for cannot be told from what was told."""
        written, asked = self._reader.asked(turn.words), self._reader.asked(turn.alone.words)
        if not turn.context.told or turn.alone.exact or turn.undated or written is None or asked is None:
            return None
        if asks_why(turn):
            return None
        by = reckoned(turn.text, written, turn.context, self._entries, self._matcher, self._reader)
        # "Pct" may have been repaired.
        by = by or self._counted(asked, turn) or (self._counted(written, turn) if written is not asked else None)
        return Worked(turn.text, by) if by is not None else self._moved(asked, turn)

    def _counted(self, asked: Asked, turn: Turn) -> Figured | None:
        if not turn.context.operation and wanted(asked, (), "") is None:
            return None
        table = self._table.laid(turn.context.told, asked)
        want = wanted(asked, self._table.stems(table[:2]), turn.context.operation)
        if not table or want is None or not self._reader.suits(asked, table[0].measure.unit or ""):
            return None
        picked = (
            self._named(want, asked, self._summed(table, turn.context.operation), turn)
            if want.rest
            else self._of_told(want, asked, table, turn)
        )
        return self._computed(want, asked, picked) if picked is not None else None

    def _moved(self, asked: Asked, turn: Turn) -> Worked | None:
        """The last figure at the time that the message names, where it says nothing else."""
        pools, context = self._reader.pools, turn.context
        measure = self._reader.measure_of(context.entry or "") if not context.operation else None
        named_times = any(map(is_time, asked.words))
        if measure is None or not named_times or content([*filterfalse(is_time, asked.besides_times)], turn.language):
            return None
        words = changed(asked.words, self._matcher.repaired(context.question), measure, self._reader)
        named = self._reader.asked(words) if words is not None else None
        if words is None or named is None:
            return None
        groups = (
            timed_groups(named, Operation.VALUE, measure, pools)
            if pools.own(measure).timed
            else self._elsewhen(named.times.spans, measure, context.entry or "")
        )
        if len(groups) != 1 or len(groups[0].cells) != 1:
            return None
        measure = pools.measures[groups[0].measure]
        query = FigureQuery(Operation.VALUE, groups)
        answer = compute(query, pools.measures)
        entry = self._matcher.entries[self._matcher.entry_of_id[measure.series]]
        bound = BoundQuery(query, answer, Uptake(times=1))
        return Worked(" ".join(words), Figured(entry, bound, 1.0)) if isinstance(answer, FigureAnswer) else None

    def _elsewhen(self, spans: Sequence[Span], measure: Measure, id: str) -> tuple[Group, ...]:
        """The row with the label of a cell in the measure that tells the same of another time."""
        label = next((cell.label for cell in measure.cells if cell.id == id), "")
        return tuple(
            single(one, cell)
            for one in self._reader.pools.of(measure)
            if one.span is not None and any((one.span.start, one.span.end) == (span.start, span.end) for span in spans)
            for cell in one.cells
            if cell.label == label
        )

    def _of_told(self, want: Wanted, asked: Asked, table: Sequence[Known], turn: Turn) -> Picked | None:
        """The operands among what was told."""
        last, operation = table[0], want.operation
        pool = _pool(table, turn.context.operation)
        if want.back:
            return self._against_earlier(want.back, last)
        if want.since:
            return _until_now(operation, last)
        if operation in _OVER_ALL:
            return self._over_all(want, asked, table, pool)
        if want.ends or (pool is not None and operation is Operation.DIFFERENCE and len(table) != 2):
            return _ends(pool or last)
        return (operation, tuple(table[:2])) if operation in TWO and len(table) > 1 else None

    def _over_all(self, want: Wanted, asked: Asked, table: Sequence[Known], pool: Known | None) -> Picked | None:
        last, operation, pools = table[0], want.operation, self._reader.pools
        grain = grain_of(asked)
        if grain and grain != last.measure.grain:
            fine = of_grain(last.measure, grain, pools)
            span = last.span if last.span is not None and last.span.kind != grain and not want.ever else None
            cells = tuple(
                cell.id
                for cell in fine.cells
                if cell.span and cell.span.kind == grain and (span is None or span.holds(cell.span))
            )
            if operation is not Operation.EXTREME and asked.cues.per and span is not None:
                return Operation.PER_UNIT, (last,)
            return (operation, (Known(fine, Group(fine.id, cells)),)) if len(cells) > 1 else None
        if operation is Operation.EXTREME:
            return operation, (pool if pool is not None and not want.ever else whole(last.measure),)
        return (operation, (pool,)) if pool is not None and not want.count else _run(want, table)

    def _summed(self, table: Sequence[Known], operation: str) -> Sequence[Known]:
        """With the sum that was told last in front, in place of what it is of."""
        pool = _pool(table, operation) if operation == Operation.SUM else None
        if pool is None:
            return table
        known = Known(pool.measure, self._table.group(pool.measure, pool.group.cells))
        return (known, *(one for one in table if not set(one.group.cells) <= set(pool.group.cells)))

    def _named(self, want: Wanted, asked: Asked, table: Sequence[Known], turn: Turn) -> Picked | None:
        """The operands, where the message names one or more."""
        last, operation, pools = table[0], want.operation, self._reader.pools
        one = self._told_with(want.rest, table[:2]) if operation in TWO and operation is not Operation.SHARE else None
        if one is not None:
            return operation, (one, *(other for other in table[:2] if other is not one))
        if last.stated:
            return self._beside_stated(want, last, turn, asked)
        measure = last.measure
        if operation is Operation.SHARE and not asked.names:
            shared = self._share(asked, last)
            if shared is not None:
                return shared
        question = self._matcher.repaired(turn.context.question)
        words = changed(want.rest, question, measure, self._reader)
        named = self._reader.asked(words) if words is not None else None
        if named is None:
            return None
        timed = pools.own(measure).timed
        if timed and named.times.open_range is not None and operation in TWO:
            then = group_at(measure, named.times.spans[0], pools)
            return (operation, (last, Known(pools.measures[then.measure], then))) if then.cells else None
        over = operation if operation in _OVER_ALL else Operation.VALUE
        if timed:
            groups = timed_groups(named, over, measure, pools)
        else:
            groups = row_groups(named, over, measure, pools, named_rows(named, measure, pools))
        found = tuple(Known(pools.measures[one.measure], one) for one in groups if one.cells)
        if not found or len(found) < len(groups) or (over is Operation.EXTREME and not timed):
            return None  # Of what is named nothing is the highest.
        if over is not Operation.VALUE:
            return (operation, found) if sum(len(one.group.cells) for one in found) > 1 else None
        return self._related(want, found, table, turn)

    def _related(self, want: Wanted, found: tuple[Known, ...], table: Sequence[Known], turn: Turn) -> Picked | None:
        """What is named and what was told, in their order."""
        last, operation = table[0], want.operation
        if want.same or want.back:
            return self._again(want, found[0], table, turn)
        if operation is Operation.SHARE:
            pool = _pool(table, turn.context.operation)
            return (operation, (found[0], pool)) if pool is not None and len(found) == 1 else None
        if len(found) == 1:
            others = [one for one in table[:2] if one.group.cells != found[0].group.cells]
            told = len(others) < len(table[:2])
            against = want.against and not told
            pair = (last, found[0]) if against else (found[0], *(others[:1] if told else (last,)))
            return (operation, pair) if len(pair) == 2 else None
        return (operation, (found[0], found[1])) if len(found) == 2 else None

    def _beside_stated(self, want: Wanted, last: Known, turn: Turn, asked: Asked) -> Picked | None:
        """A figure that an answer states against that of another answer, which the question before comes to with what
        the message names; or all of the series on the same matter."""
        question = turn.context.question
        if want.operation in TWO and want.operation is not Operation.SHARE:
            for asks in exchanged(question, " ".join(want.rest), self._matcher):
                first = next(iter(self._matcher.look(asks.text).candidates), None)
                entry = self._matcher.entries[first.entry] if first is not None else None
                if first is not None and entry is not None and first.confidence >= _SURE:
                    other = self._table.known(Told((entry.id,), asks.text), asked, unit_of(last.measure))
                    return (want.operation, (last, other)) if other is not None else None
        entry = self._entries.get(turn.context.entry or "")
        if entry is None or want.operation not in _OVER_ALL:
            return None
        for id in sorted(self._reader.beside(entry)):
            measure = self._reader.pools.measures.get(id)
            words = changed(want.rest, self._matcher.repaired(question), measure, self._reader) if measure else None
            named = self._reader.asked(words) if words is not None else None
            if measure is not None and named is not None and self._reader.pools.own(measure).timed:
                groups = timed_groups(named, want.operation, measure, self._reader.pools)
                if sum(len(group.cells) for group in groups) > 1:
                    return want.operation, tuple(Known(self._reader.pools.measures[one.measure], one) for one in groups)
        return None

    def _told_with(self, rest: Sequence[str], pair: Sequence[Known]) -> Known | None:
        """The only one of two figures that was told with these words."""
        stem, stemmed = self._matcher.lexicon.stem, self._reader.pools.stemmed
        said = set(map(stem, rest))
        texts = [{stem for _, stem in stemmed(f"{one.measure.title} {one.group.label}")} for one in pair]
        if len(pair) < 2 or not any(said <= text for text in texts) or all(said <= text for text in texts):
            return None
        return next(one for one, text in zip(pair, texts, strict=True) if said <= text)

    def _share(self, asked: Asked, last: Known) -> Picked | None:
        """The last figure as a part of one that the message names, at the same time."""
        pools = self._reader.pools
        span = next(iter(asked.times.spans), last.span)
        pair = part_and_whole(asked, last.measure, pools) if span is not None else None
        if pair is None:
            return None
        groups = tuple(group_at(one, span, pools) for one in pair)
        if not all(group.cells for group in groups):
            return None
        return Operation.SHARE, tuple(Known(pools.measures[one.measure], one) for one in groups)

    def _again(self, want: Wanted, named: Known, table: Sequence[Known], turn: Turn) -> Picked | None:
        """The operation before, at the time that is named; of two times both move."""
        if want.back:
            return self._against_earlier(want.back, named)
        if len(table) != 2 or turn.context.operation != want.operation or named.span is None:
            return None
        first, second = table
        pools = self._reader.pools
        if first.span == second.span:
            groups = tuple(group_at(one.measure, named.span, pools) for one in table)
        elif first.span is not None and second.span is not None and before(first.span) == second.span:
            return self._against_earlier("year", named)
        else:
            return None
        if not all(group.cells for group in groups):
            return None
        return want.operation, tuple(Known(pools.measures[one.measure], one) for one in groups)

    def _against_earlier(self, back: str, one: Known) -> Picked | None:
        span = before(one.span, back) if one.span is not None else None
        group = group_at(one.measure, span, self._reader.pools) if span is not None else None
        if group is None or not group.cells:
            return None
        return Operation.CHANGE, (one, Known(self._reader.pools.measures[group.measure], group))

    def _computed(self, want: Wanted, asked: Asked, picked: Picked) -> Figured | None:
        operation, held = picked
        if not _fit(operation, held):
            return None
        if operation in TWO and operation is not Operation.SHARE:
            held = _in_order(held)
        by = self._answer(operation, held, want, asked)
        if isinstance(by.bound.answer, FigureAnswer) and contradicts(by.bound.answer, want.moves):
            held = held[::-1]
            by = self._answer(operation, held, want, asked)
            if all(one.span is not None for one in held):
                return None  # "Drop" of what rose.
        if isinstance(by.bound.answer, Refusal) and not _is_worth_saying(by.bound.answer):
            return None
        return by

    def _answer(self, operation: Operation, held: Sequence[Known], want: Wanted, asked: Asked) -> Figured:
        measures, groups = {}, []
        stated = any(one.stated for one in held)
        for one in held:
            # Whoever asks to count with two figures is told what each rests on.
            measure, group = replace(one.measure, basis=""), one.group
            if stated:
                measure = _single(replace(one, measure=measure))
                group = replace(group, measure=measure.id)
            measures[measure.id] = measure
            groups.append(group)
        lowest = is_lowest(want.direction, asked, held[0].measure)
        query = FigureQuery(operation, tuple(groups), lowest, asked.cues.rank, asked.cues.best, per=asked.cues.per)
        answer: Answered = compute(query, measures)
        if operation is Operation.RATIO and isinstance(answer, FigureAnswer) and 0 < _number(answer) < 1:
            answer = compute(replace(query, groups=query.groups[::-1]), measures)
        entry = self._matcher.entries[self._matcher.entry_of_id[held[0].measure.series]]
        bound = BoundQuery(answer.query, answer)
        return Figured(entry, bound, 1.0, told=measures if stated else {}, of_told=True)


def _pool(table: Sequence[Known], operation: str) -> Known | None:
    """All figures of one measure that the last result was of, or that were told as a whole."""
    first = table[0]
    if operation not in _POOLED and len(first.group.cells) < 2:
        return None
    cells = {cell for one in table if one.measure.id == first.measure.id for cell in one.group.cells}
    ids = tuple(cell.id for cell in first.measure.cells if cell.id in cells)
    return Known(first.measure, Group(first.measure.id, ids)) if len(ids) > 1 else None


def _ends(one: Known) -> Picked | None:
    """The highest against the lowest."""
    cells = [cell for cell in one.measure.cells if cell.id in one.group.cells and cell.number is not None]
    if len(cells) < 2:
        cells = [cell for cell in one.measure.cells if cell.number is not None]
    order = sorted(cells, key=lambda cell: cell.number or 0.0)
    if len(order) < 2:
        return None
    # Without times, so that the highest stays in front.
    return Operation.DIFFERENCE, tuple(Known(one.measure, single(one.measure, cell)) for cell in (order[-1], order[0]))


def _until_now(operation: Operation, one: Known) -> Picked | None:
    """From the last figure on: against the newest, or all of them."""
    since = one.span
    dated = [cell for cell in one.measure.cells if cell.span is not None and cell.number is not None]
    if since is None or not dated or one.stated:
        return None
    newest = max(dated, key=lambda cell: cell.span.end if cell.span else since.end)
    if operation in (Operation.SUM, Operation.AVERAGE, Operation.EXTREME):
        later = tuple(cell.id for cell in dated if cell.span is not None and cell.span.start >= since.start)
        return operation, (Known(one.measure, Group(one.measure.id, later)),)
    if operation not in TWO or newest.id in one.group.cells:
        return None
    return operation, (Known(one.measure, single(one.measure, newest, newest.span)), one)


def _run(want: Wanted, table: Sequence[Known]) -> Picked | None:
    """The figures that were told one after the other: as many as are asked for, else all of one measure, or two."""
    run = list(_alike(table))
    count = want.count or (len(run) if all(one.measure.id == run[0].measure.id for one in run) else 2)
    return (want.operation, tuple(reversed(run[:count]))) if 1 < count <= len(run) else None


def _alike(table: Sequence[Known]) -> Iterator[Known]:
    for one in table[:_RUN]:
        if unit_of(one.measure) != unit_of(table[0].measure):
            return
        yield one


def _single(one: Known) -> Measure:
    """A measure of the figure alone."""
    cell = next(cell for cell in one.measure.cells if cell.id == one.group.cells[0])
    return one.measure if one.stated else replace(one.measure, id=f"{cell.id}#", cells=(cell,))


def _fit(operation: Operation, held: Sequence[Known]) -> bool:
    """Whether they are in one unit; different things only add up at one time."""
    if len({unit_of(one.measure) for one in held}) > 1:
        return False
    if any(one.stated for one in held) and not all(starmap(go_together, combinations(map(_single, held), 2))):
        return False
    several = len({one.measure.id for one in held}) > 1
    if operation is Operation.SUM and several and any(one.measure.kind is Kind.FLOW for one in held):
        spans = {(one.span.start, one.span.end) if one.span else None for one in held}
        return len(spans) == 1
    cells = [one.group.cells for one in held]
    return len(cells) == len(set(cells))


def _in_order(held: tuple[Known, ...]) -> tuple[Known, ...]:
    """The later first, where each has its time."""
    if any(one.group.span is None for one in held):
        return held
    return tuple(sorted(held, key=lambda one: one.group.span.end if one.group.span else None, reverse=True))  # type: ignore[arg-type, return-value]


def _is_worth_saying(refusal: Refusal) -> bool:
    """Whether who asks learns why: a figure is missing, or there is no percentage of a loss."""
    relates = refusal.query.operation in TWO
    return refusal.reason is Reason.MISSING or (relates and refusal.reason is Reason.ABSURD)


def _number(answer: FigureAnswer) -> float:
    return answer.result if isinstance(answer.result, float) else 0.0
