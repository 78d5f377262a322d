"""Finds the operands of a query that compares things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.followup import content
from bot.conversation.queries.asked import TWO, Asked, things_at
from bot.conversation.queries.dated import at_two_times, of_their_time
from bot.conversation.queries.ends import both_ends, only_end
from bot.conversation.queries.groups import single, whole_of
from bot.conversation.queries.mentions import Mention, mentioned
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import fitting
from bot.conversation.queries.times import range_of
from bot.conversation.queries.wanting import moves_of
from bot.figures import Cell, Group, Measure, Operation
from bot.figures.times import span_of_label
from bot.model import Kind

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CELLWISE = frozenset(
    {Operation.EXTREME, Operation.THRESHOLD, Operation.COUNT, Operation.LIST, Operation.SUM, Operation.AVERAGE}
)


def row_groups(
    asked: Asked, operation: Operation, measure: Measure, pools: Pools, mentions: Sequence[Mention]
) -> tuple[Group, ...]:
    """`mentions`: what the question names (see `named_rows`)."""
    if operation in TWO:
        return _two_operands(asked, operation, measure, pools, mentions)
    if operation is Operation.DURATION:
        return _dates(mentions, pools)
    if operation is Operation.PER_UNIT and not asked.cues.per:
        return _over_column(asked, measure, pools, _operands(mentions))
    if operation is Operation.TREND:
        return _course(asked, mentions, measure)
    if operation is Operation.LIST and len(_operands(mentions)) == 1 and not _is_partly_named(asked, mentions):
        return ()
    if operation in _CELLWISE:
        several = [one for one in _operands(mentions) if one.measure == measure.id]
        if len(several) > 1 and all(len(mention.rows) == 1 for mention in mentions):
            return tuple(several)
        fit = fitting(asked, pools.rows(measure))
        if len(fit) == 1 and (operation is Operation.EXTREME or _says_title(asked, measure, pools)):
            return (whole_of(measure),)
        if operation in (Operation.AVERAGE, Operation.THRESHOLD, Operation.COUNT) and len(fit) == 1:
            return ()
        return (Group(measure.id, tuple(row.cell.id for row in fit), measure.title),) if fit else ()
    if not mentions:
        own = _own(asked, measure, pools) if asked.times.named else None
        return (own,) if own and operation is Operation.VALUE else ()
    if _is_partly_named(asked, mentions):
        return tuple(single(measure, row.cell) for row in fitting(asked, pools.rows(measure)))
    return _operands(of_their_time(asked, mentions, pools.rows(measure)))


def _two_operands(
    asked: Asked, operation: Operation, measure: Measure, pools: Pools, mentions: Sequence[Mention]
) -> tuple[Group, ...]:
    operands = _operands(mentions)
    if operation is Operation.SHARE:
        columns = _in_two_columns(asked, operands[0], pools) if len(operands) == 1 else ()
        return _the_part_first(columns, pools) if columns else _part_and_whole(operands, measure, asked)
    if len(operands) < 2 or asked.cues.opposed:
        operands = _against_another(asked, measure, operands, pools)
    if len(operands) == 1:
        operands = at_two_times(asked, operation, operands[0], pools) or operands
    moves = operation is Operation.CHANGE or moves_of(asked)
    if len(operands) == 1 and not moves and operation in (Operation.DIFFERENCE, Operation.COMPARE, Operation.RATIO):
        own = _own(asked, measure, pools)
        operands = (own, *operands) if own and own.cells != operands[0].cells else operands
    if asked.times.pair and operation in (Operation.CHANGE, Operation.DIFFERENCE):
        operands = tuple(sorted(operands, key=_year_told, reverse=True))  # "From 2024 to 2026" counts from the former.
    return operands if len(operands) >= 2 else ()


def _year_told(group: Group) -> str:
    found = _YEAR.search(group.label)
    return found[0] if found is not None else ""


def _against_another(asked: Asked, measure: Measure, operands: tuple[Group, ...], pools: Pools) -> tuple[Group, ...]:
    """The only thing that is named against an end, or against itself in the column beside; of none both ends."""
    cells = [row.cell for row in fitting(asked, pools.rows(measure)) if row.cell.number is not None]
    pair = both_ends(asked, measure, cells)
    if pair or len(operands) != 1:
        return pair or operands
    end = only_end(asked, measure, cells)
    if end is not None and end.cells != operands[0].cells:
        return (*operands, end)
    return _in_two_columns(asked, operands[0], pools) or operands


def _in_two_columns(asked: Asked, operand: Group, pools: Pools) -> tuple[Group, ...]:
    """The row in two columns of one table: the question says what tells one of them from the other."""
    measure = pools.measures[operand.measure]
    if not measure.column:
        return ()
    said, own = asked.whole.said, _telling(measure, pools)
    label = next(cell.label for cell in measure.cells if cell.id in operand.cells)
    for other in pools.measures.values():
        if other.series != measure.series or other.id == measure.id or other.unit != measure.unit:
            continue
        title = _telling(other, pools)
        if said & (title - own) or (title < own and said & (own - title)):
            cells = [cell for cell in other.cells if cell.label == label and cell.number is not None]
            if cells:
                # What is told of an earlier year is what the other is set against.
                pair = sorted(((measure, operand), (other, single(other, cells[0]))), key=_tells_a_year)
                return tuple(replace(group, label=f"{label}: {one.column}") for one, group in pair)
    return ()


def _tells_a_year(pair: tuple[Measure, Group]) -> bool:
    return _YEAR.search(pair[0].column) is not None


def _the_part_first(pair: tuple[Group, ...], pools: Pools) -> tuple[Group, ...]:
    numbers = {cell.id: cell.number or 0.0 for one in pair for cell in pools.measures[one.measure].cells}
    return tuple(sorted(pair, key=lambda one: numbers[one.cells[0]]))


def _over_column(asked: Asked, measure: Measure, pools: Pools, operands: tuple[Group, ...]) -> tuple[Group, ...]:
    """The only row that is named, for each of the unit that another column tells of it: "yuan per km"."""
    if len(operands) != 1 or operands[0].measure != measure.id or asked.one_of & _unit(measure, pools):
        return ()
    if asked.whole.said.isdisjoint(_telling(measure, pools)) and not asked.whole.said >= _unit(measure, pools):
        return ()  # "Litres per km" asks for no seconds.
    label = next(cell.label for cell in measure.cells if cell.id in operands[0].cells)
    for other in pools.measures.values():
        if other.series == measure.series and other.id != measure.id and asked.one_of & _unit(other, pools):
            cells = [cell for cell in other.cells if cell.label == label and cell.number]
            if cells:
                return (operands[0], single(other, cells[0]))
    return ()


def _says_title(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether all names of the question only say what the measure is called: "the electric sedans", by title."""
    stem, title = pools.lexicon.stem, pools.titles_of((whole_of(measure),))
    kinds = pools.lexicon.kinds.labelling
    names = [asked.words[name.start : name.end] for name in asked.named if name.kind in kinds]
    return bool(names) and all(title.issuperset(map(stem, words)) for words in names)


def _unit(measure: Measure, pools: Pools) -> frozenset[str]:
    words = pools.lexicon.words(measure.unit or "")
    return things_at(words, range(len(words)), pools.lexicon).union(map(pools.lexicon.stem, words))


def _telling(measure: Measure, pools: Pools) -> frozenset[str]:
    """Stems of the words of a column's title that say something of their own."""
    return frozenset(map(pools.lexicon.stem, content(pools.lexicon.words(measure.column), pools.lexicon.language)))


def _is_partly_named(asked: Asked, mentions: Sequence[Mention]) -> bool:
    """Whether the only thing that is named leaves open which model of its line is meant."""
    if len(mentions) != 1 or not mentions[0].rows:
        return False
    exact = asked.lexicon.kinds.exact
    named, said = {value for _, value in asked.names}, asked.whole.said

    def is_left_open(kind: str, value: str) -> bool:
        return kind in exact and value not in named and not said.issuperset(value.split("-"))

    return all(any(is_left_open(*pair) for pair in row.facets) for row in mentions[0].rows)


def named_rows(asked: Asked, measure: Measure, pools: Pools) -> tuple[Mention, ...]:
    """What is named among the rows of the measure, else among those of the same matter."""
    found = mentioned(asked, pools.own(measure))
    if not found or (asked.cues.operation in TWO and len(_operands(found)) < 2):
        every = pools.every(measure)
        more = mentioned(asked, every) if every is not None else ()
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
            groups[(row.cell.id,)] = single(row.measure, row.cell)
    return tuple(groups.values())


def _part_and_whole(operands: tuple[Group, ...], measure: Measure, asked: Asked) -> tuple[Group, ...]:
    """The first of what is named, and all of them together; of one thing alone all rows are the whole."""
    if not operands or any(one.measure != measure.id for one in operands):
        return ()
    if measure.column and measure.kind is not Kind.FLOW:
        return ()  # The prices of several versions are no whole.
    named = tuple(cell for one in operands for cell in one.cells)
    if len(named) == 1 and any(cell.span is not None or _YEAR.search(cell.label) for cell in measure.cells):
        return ()  # Nor are the goals of several years.
    every = tuple(cell.id for cell in measure.cells)
    return (operands[0], Group(measure.id, named if len(named) > 1 else every, asked.language.says.all_of_them))


def _own(asked: Asked, measure: Measure, pools: Pools) -> Group | None:
    """The row of the subject itself, which "the lead over the Finch" leaves unsaid; None where several are."""
    own = [row for row in fitting(asked, pools.rows(measure)) if any(pair in asked.own for pair in row.facets)]
    return single(measure, own[0].cell) if len(own) == 1 else None


def _dates(mentions: Sequence[Mention], pools: Pools) -> tuple[Group, ...]:
    """The two things that are named, where the measure tells the date of each."""
    pair = tuple(row for mention in mentions for row in mention.rows if _is_date(row.cell))
    return tuple(single(pools.measures[row.measure.id], row.cell) for row in pair) if len(pair) == 2 else ()


def _is_date(cell: Cell) -> bool:
    return isinstance(cell.value, str) and span_of_label(cell.value) is not None


def _course(asked: Asked, mentions: Sequence[Mention], measure: Measure) -> tuple[Group, ...]:
    """The cells of one thing over time: of what is named, else of what is told most often."""
    whole = range_of(asked.times, asked.language)
    families: dict[str, list[Cell]] = {}
    for cell in measure.cells:
        if cell.span is not None and cell.number is not None and (whole is None or whole.holds(cell.span)):
            families.setdefault(cell.label.replace(cell.span.text, "").strip(" ,"), []).append(cell)
    named = {row.cell.id for mention in mentions for row in mention.rows}
    best = max(families.values(), key=lambda one: (any(cell.id in named for cell in one), len(one)), default=[])
    return (Group(measure.id, tuple(cell.id for cell in best)),) if len(best) > 1 else ()
