"""Finds the operands of a query about things: a question, an operation and the rows that it names in, groups out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.beyond import (
    Counted,
    behind_lead,
    counted_by_number,
    places_named,
    reaches_beyond,
)
from bot.conversation.queries.dated import at_two_times, longest_course, of_their_time, two_dates
from bot.conversation.queries.directions import Direction
from bot.conversation.queries.divisors import over_divisor
from bot.conversation.queries.ends import both_ends, is_lowest, only_end
from bot.conversation.queries.mentions import Mention, mentioned
from bot.conversation.queries.parts import Pairs
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import Row, meeting
from bot.conversation.queries.shares import is_part_of_other, is_sum_of_other, named_again
from bot.conversation.queries.spans import year_in
from bot.conversation.queries.two_columns import in_two_columns
from bot.figures import Group, Measure, Operation, single, whole_of
from bot.model import Kind


@dataclass(frozen=True, eq=False)
class _Request:
    """What is asked of the rows of a measure; `operands`: what is named of them, or of those alike."""

    asked: Asked
    operation: Operation
    measure: Measure
    pools: Pools
    mentions: Sequence[Mention]
    operands: tuple[Group, ...]

    @cached_property
    def fitting(self) -> tuple[Row, ...]:
        """The rows that nothing in the question speaks against; of "the three Larks" each is a Lark where any is."""
        asked, rows = self.asked, self.pools.rows_of_own(self.measure)
        names = _telling_names(asked, rows.all)
        excluded = frozenset(asked.facets.excluded)  # Of "not the Lark" no "Lark".
        left = [row for row in rows.all if not rows.is_excluded(row, excluded, asked.denied)]
        left = [row for row in left if not row.is_contradicted(names, asked.lexicon.kinds)]  # Of "the Lark" no "Finch".
        needed = {kind for row in left for kind in _kinds_met(row, names - asked.subject_names)}
        needed -= {kind for kind in needed if _names_all(kind, names, rows.all)}
        return tuple(row for row in left if needed <= _kinds_met(row, names))

    @property
    def leaves_out(self) -> bool:
        """Whether the question excludes any row."""
        excluded, rows = frozenset(self.asked.facets.excluded), self.pools.rows_of_own(self.measure)
        return any(rows.is_excluded(row, excluded, self.asked.denied) for row in rows.all)

    @property
    def names_families(self) -> bool:
        """Whether each thing that is named may be any of several: "Larks and Finches", of which each has a GT."""
        rows = [row for mention in self.mentions for row in mention.rows]
        return all(_is_half_named(self.asked, row) for row in rows)

    @property
    def is_half_named(self) -> bool:
        """Whether the only thing that is named may be of any model: "the standard", where each has one."""
        return len(self.mentions) == 1 and all(_is_half_named(self.asked, row) for row in self.mentions[0].rows)


def named_rows(asked: Asked, measure: Measure, pools: Pools) -> tuple[Mention, ...]:
    """What is named among the rows of the measure, or among those alike, too, where it is more and more is needed."""
    found = mentioned(asked, pools.rows_of_own(measure))
    if found and (asked.cues.operation not in TWO or len(_operands(found)) > 1):
        return found
    every = pools.rows_with_alike(measure)
    more = mentioned(asked, every) if every is not None else ()
    return more if len(_operands(more)) > len(_operands(found)) else found


def _operands(mentions: Sequence[Mention]) -> tuple[Group, ...]:
    """One group for each row that is named, the first measure's where several hold it; two rows of one measure with the
    same names are two things only where each has a mention ("the Lark of 2025 and that of 2024")."""
    rows: dict[Pairs | str, Row] = {}
    for mention in mentions:
        own: dict[Pairs | str, Row] = {}
        for row in mention.rows:
            own.setdefault(row.facets or row.cell.label, row)
        for names, row in own.items():
            is_another = names in rows and rows[names].measure.id == row.measure.id
            rows.setdefault(row.cell.label if is_another and row.cell.id != rows[names].cell.id else names, row)
    return tuple(single(row.measure, row.cell) for row in rows.values())


def row_groups(
    asked: Asked, operation: Operation, measure: Measure, pools: Pools, mentions: Sequence[Mention]
) -> tuple[Group, ...]:
    """Empty where the question leaves the operation nothing to work on. `mentions`: those of `named_rows`."""
    operands = _operands(mentions)
    request = _Request(asked, operation, measure, pools, mentions, operands)
    match operation:  # No case for all others: mypy complains of an operation without one.
        case Operation.SHARE:  # "What share of the Larks are Lark Pros".
            return _part_and_whole(request)
        case Operation.DIFFERENCE | Operation.CHANGE | Operation.RATIO | Operation.COMPARE:
            return _side_by_side(request)
        case Operation.DURATION:  # "How long from the Lark to the Finch", of dates.
            return two_dates(mentions)
        case Operation.TREND:  # "How did the Lark get on".
            return longest_course(asked, mentions, measure)
        case Operation.PER_UNIT if not asked.per:  # "Yuan per km", but not "km per hour".
            # "The cheapest Lark", of which there are several.
            end = only_end(asked, measure, [row.cell for row in request.fitting])
            own = (end,) if end is not None else operands
            return over_divisor(asked, own[0], pools) if [one.measure for one in own] == [measure.id] else ()
        case Operation.VALUE if not mentions:  # "What was it in 2024", of the subject itself.
            return _own_row(request) if asked.times.named else ()
        case Operation.VALUE | Operation.PER_UNIT | Operation.CONVERT:  # "The Lark and the Finch", each for itself.
            return _each_that_is_named(request)
        case Operation.LIST if len(operands) == 1 and not request.is_half_named:
            return ()  # One thing is no list.
        case Operation.LIST | Operation.SUM | Operation.EXTREME:
            return _rows_to_choose_from(request, least=1)
        case Operation.AVERAGE | Operation.COUNT | Operation.THRESHOLD:
            return _rows_to_choose_from(request, least=2)


def _part_and_whole(request: _Request) -> tuple[Group, ...]:
    """Two columns of the only thing named; else the first thing named and the whole: all things named, or all rows."""
    asked, measure, pools, operands = request.asked, request.measure, request.pools, request.operands
    columns = in_two_columns(asked, operands[0], pools) if len(operands) == 1 else ()
    if columns:
        # No title says which of the two is the whole, but no part is larger than it.
        numbers = {cell.id: cell.number or 0.0 for one in columns for cell in pools.measures[one.measure].cells}
        return tuple(sorted(columns, key=lambda one: numbers[one.cells[0]]))
    places = _places(request)
    if is_part_of_other(places, asked):
        return operands
    if is_sum_of_other(places, asked):
        return ()
    if not operands or any(one.measure != measure.id for one in operands):
        return ()
    if measure.column and measure.kind is not Kind.FLOW:
        return ()  # The prices of several versions are no whole.
    named = tuple(cell for one in operands for cell in one.cells)
    if len(named) == 1 and any(cell.span is not None or year_in(cell.label) for cell in measure.cells):
        return ()  # Nor are the goals of several years.
    if len(named) == 1 and _names_other_whole(request):
        return ()
    whole = named if len(named) > 1 else whole_of(measure).cells
    rows = [one.rows[0] for one in request.mentions]
    again = named_again([row.words for row in rows], asked)
    part = operands[0] if again is None else single(rows[again].measure, rows[again].cell)
    return (part, Group(measure.id, whole, asked.language.says.all_of_them))


def _places(request: _Request) -> Sequence[int]:
    """Of the operands, as `places_named`."""
    cells = {cell for one in request.operands for cell in one.cells}
    rows = [row for one in request.mentions for row in one.rows if row.cell.id in cells]
    return places_named(rows, request.asked) if len(request.operands) == len(rows) else ()


def _names_other_whole(request: _Request) -> bool:
    """Whether a name beside the only row that is named speaks against a row that is not: "of all Kites" are no Owls."""
    named, rows = request.asked.whole.facets, request.pools.rows(request.measure)
    own = {pair for mention in request.mentions for row in mention.rows for pair in row.met_by}
    kinds = {kind for row in rows for kind, _ in row.facets}
    others = frozenset(pair for pair in named - own if pair[0] in kinds)
    return any(row.is_contradicted(others, request.asked.lexicon.kinds) for row in rows if row.met_by.isdisjoint(named))


def _side_by_side(request: _Request) -> tuple[Group, ...]:
    """At least two groups or none: both ends, or all that is named, or the only thing named and its other side."""
    asked, groups = request.asked, request.operands
    if len(groups) < 2 or asked.cues.opposed:
        groups = both_ends(asked, request.measure, [row.cell for row in request.fitting]) or groups
    if len(groups) == 1:
        groups = _with_other_side(request, groups[0])
    if request.operation not in (Operation.CHANGE, Operation.DIFFERENCE):
        return groups if len(groups) > 1 else ()
    if asked.times.pair or (asked.moves and len({*filter(None, (year_in(one.label) for one in groups))}) > 1):
        # "From 2024 to 2026", and "2024 against 2026, what is the gain", count from the former.
        groups = tuple(sorted(groups, key=lambda one: year_in(one.label), reverse=True))
    elif _runs_from_first(request) or _counts_from_first(request, groups):
        groups = groups[::-1]
    return groups if len(groups) > 1 else ()


def _counts_from_first(request: _Request, groups: Sequence[Group]) -> bool:
    """Whether the first of the only two things stands behind "than" or the like: "how far below the Lark is it"; of a
    change without such a word, whether it goes the way that is said only so: "old against new, how many % cheaper"."""
    asked, cells = request.asked, [cell for group in groups for cell in group.cells]
    rows = {row.cell.id: row for one in request.mentions for row in one.rows}
    named = [rows[cell] for cell in cells if cell in rows]
    if not len(named) == len(cells) == 2:
        return False
    base = behind_lead(places_named(named, asked), asked)
    direction = asked.cues.direction or Direction(asked.moves)
    if base is not None or request.operation is not Operation.CHANGE or not direction:
        return base == 0
    first, second = (one.cell.number or 0.0 for one in named)
    return first > second if is_lowest(direction, asked, request.measure) else first < second


def _runs_from_first(request: _Request) -> bool:
    """Whether the only two things are named "from" the first "to" the second, which is then set against it."""
    if len(request.mentions) != 2 or len(request.operands) != 2:
        return False
    asked, second = request.asked, request.mentions[1].start
    lists = asked.language.words
    leads = [at for at, word in enumerate(asked.words) if word in lists["from"]]
    return bool(leads) and not lists["range"].isdisjoint(asked.words[leads[0] : second])


def _with_other_side(request: _Request, only: Group) -> tuple[Group, ...]:
    """The only thing that is named, and what the question sets it against without a second name; else empty."""
    asked, operation, pools = request.asked, request.operation, request.pools
    end = only_end(asked, request.measure, [row.cell for row in request.fitting])
    if end is not None and end.cells != only.cells:
        return (only, end)  # "The Lark against the cheapest."
    # "The presale and the final price of the Lark", "the Lark in 2024 and in 2025".
    pair = in_two_columns(asked, only, pools) or at_two_times(asked, operation, only, pools)
    if pair or operation is Operation.CHANGE or asked.moves:
        return pair
    own = _own_row(request)  # "The lead over the Finch": that of the subject's own.
    return (*own, only) if own and own[0].cells != only.cells else ()


def _own_row(request: _Request) -> tuple[Group, ...]:
    """The row of the subject itself, which "the lead over the Finch" leaves unsaid; empty where several are."""
    own = [row for row in request.fitting if not row.facets.isdisjoint(request.asked.subject_names)]
    return (single(request.measure, own[0].cell),) if len(own) == 1 else ()


def _each_that_is_named(request: _Request) -> tuple[Group, ...]:
    """Those named, without rows of another time; of "the standard" all that fit and have that word in their label."""
    if not request.is_half_named:
        return _operands(of_their_time(request.asked, request.mentions, request.pools.rows(request.measure)))
    said = {word for row in request.mentions[0].rows for word in row.words if word in request.asked.whole.said}
    with_all_said = [row for row in request.fitting if said <= row.words]
    return tuple(single(request.measure, row.cell) for row in with_all_said or request.fitting)


def _rows_to_choose_from(request: _Request, least: int) -> tuple[Group, ...]:
    """What the operation chooses from or counts: the rows named one by one, each a group, else all that fit as one."""
    counted = counted_by_number(request.asked, request.pools)
    listed = _operands(_listed(_named_one_by_one(request, counted), request.asked.cues.best))
    several = tuple(one for one in listed if one.measure == request.measure.id)
    if counted is not None and 1 < len(several) < counted.number == len(request.measure.cells):
        return (whole_of(request.measure),)  # "All five, from the Lark to the Owl."
    if len(several) > 1 and all(len(mention.rows) == 1 for mention in request.mentions) and not request.names_families:
        return several
    measure, fit = request.measure, request.fitting
    if len(fit) == 1 and not request.leaves_out and (request.operation is Operation.EXTREME or _says_title(request)):
        return (whole_of(measure),)  # "Which place has the Lark": among all.
    if request.operation is Operation.EXTREME and reaches_beyond(request.asked, measure, fit, request.pools):
        return (whole_of(measure),) if _says_title(request) else ()
    return (Group(measure.id, tuple(row.cell.id for row in fit), measure.title),) if len(fit) >= least else ()


def _named_one_by_one(request: _Request, counted: Counted | None) -> Sequence[Mention]:
    """The mentions but for the word for what is counted, where the others are as many: of "the three sedans A, B and C"
    without what may be called a sedan."""
    if counted is None:
        return request.mentions
    others = [one for one in request.mentions if one.start != counted.place + 1]
    return others if len(others) == counted.number else request.mentions


def _listed(mentions: Sequence[Mention], count: int) -> Sequence[Mention]:
    """Of more mentions than are counted those that stand closest: "the 2 best beside the Lark (Finch, Owl)"."""
    if not 1 < count < len(mentions):
        return mentions
    starts = range(len(mentions) - count, -1, -1)
    first = min(starts, key=lambda at: mentions[at + count - 1].start - mentions[at].start)
    return mentions[first : first + count]


def _says_title(request: _Request) -> bool:
    """Whether all names of the question only say what the measure is called: "the electric sedans", by title."""
    asked, title = request.asked, request.pools.titles_of((whole_of(request.measure),))
    names = [asked.words[at] for at in asked.row_places]
    return bool(names) and title.issuperset(map(asked.lexicon.stem, names))


def _telling_names(asked: Asked, rows: Sequence[Row]) -> Pairs:
    """The names in the question that are of a kind by which any of the rows is labelled."""
    # "The cheapest Lark" may be a name of one, but not beside the dearest.
    names = asked.whole.facets if asked.cues.opposed else asked.whole.row_names
    kinds = {kind for row in rows for kind, _ in row.facets}
    return frozenset(pair for pair in names if pair[0] in kinds)


def _names_all(kind: str, names: Pairs, rows: Sequence[Row]) -> bool:
    """Whether several values of a kind are named, and all that any row has: "old and new" leaves out no row."""
    own = {pair for row in rows for pair in row.facets if pair[0] == kind}
    return len(own) > 1 and all(not names.isdisjoint(meeting(pair)) for pair in own)


def _kinds_met(row: Row, names: Pairs) -> set[str]:
    """The kinds of those names that mean the row: the model "Lark" means a row "Lark Pro", but none "all others"."""
    return {kind for kind, _ in row.met_by & names}


def _is_half_named(asked: Asked, row: Row) -> bool:
    """Whether not all of a row's model or the like is said: "the standard" says no "lark" of lark-standard."""
    named, exact = {value for _, value in asked.names}, asked.lexicon.kinds.exact
    unnamed = {value for kind, value in row.facets if kind in exact and value not in named}
    return any(not asked.whole.said.issuperset(value.split("-")) for value in unnamed)
