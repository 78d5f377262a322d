"""Finds the operation that a question asks of a measure without a word for it."""

from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.of_rows.narrowing import numbers_asked
from bot.conversation.queries.over_time.two_times import gains_within
from bot.conversation.queries.words.asked import Asked
from bot.figures import Measure, Operation, counts_things
from bot.model import Kind


def operation_unsaid(measure: Measure, asked: Asked, pools: Pools) -> Operation | None:
    """The first that fits: a count of rows ("how many versions have 5 seats"), a difference, a trend ("from 2021 to
    2024")."""
    # "How many" asks for no figure where the table has none, but for its rows.
    counts_texts = pools.is_of_texts(measure) and not asked.counted.things.isdisjoint(pools.things_told(measure))
    if counts_texts or _chooses_by_number(measure, asked, pools):
        return Operation.COUNT
    if gains_within(asked, measure):
        return Operation.DIFFERENCE
    return Operation.TREND if _spans_a_course(measure, asked) else None


def may_count(asked: Asked) -> bool:
    """False only where no measure can be asked for a count, by a word for it or without."""
    return asked.cues.has(Operation.COUNT) or bool(asked.counted.things) or _asks_which_or_how_many(asked)


def _asks_which_or_how_many(asked: Asked) -> bool:
    return asked.says("how_many") or asked.says("chooses")


def _spans_a_course(measure: Measure, asked: Asked) -> bool:
    """Whether the figures of all times from one to another are meant: a margin or a headcount "from 2021 to 2024" went
    through them, while sales add up, but for "monthly sales"."""
    whole = asked.time_range
    adds_up = measure.kind is Kind.FLOW and (not measure.grain or asked.cues.per != measure.grain)
    if not asked.times.pair or whole is None or measure.kind is Kind.TEXT or adds_up:
        return False
    return not any(whole.is_same(one.span) for one in measure.cells)


def _chooses_by_number(measure: Measure, asked: Asked, pools: Pools) -> bool:
    """Whether the rows are asked for that have a number, as in "how many versions have 5 seats"."""
    if not _asks_which_or_how_many(asked):
        return False
    units = frozenset[str]().union(*map(pools.unit_stems, pools.columns(measure)))
    ids = (id for at in asked.counted.first_places for id in pools.units.ids_at(asked.words, at))
    if not asked.counted.first.isdisjoint(units) or not all(map(counts_things, ids)):
        return False  # "How many km does the one for 900 yuan go" asks for a figure, "how many dollars" for another.
    numbers = numbers_asked(asked, measure, pools)
    return any(not row.numbers.isdisjoint(numbers) for row in pools.beside(measure).values())
