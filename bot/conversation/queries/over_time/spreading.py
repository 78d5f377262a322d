"""Spreads an amount over things: finds the figure of the amount and that of the things."""

from bot.conversation.queries.held.held_at import group_at
from bot.conversation.queries.held.pools import Pools, amounts_of
from bot.conversation.queries.of_rows.stated_in_question import given_figures
from bot.conversation.queries.over_time.related_measures import at_one_time, times_in_common
from bot.conversation.queries.words.asked import Asked
from bot.figures import FigureAnswer, FigureQuery, Group, Measure, Operation, compute
from bot.model import Kind


def spread_over(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The measure and the one that counts what it is spread over: "revenue per bike". The question may state one:

    - the amount: "25,000 yuan of revenue in May, how much is that per bike"
    - the count: "480 bikes in May, how much revenue is that each"

    Where it states neither, empty if the amount does not come from the things: the revenue of a whole company does not
    come from its bikes.
    """
    things = asked.things_for_each & pools.all_things
    if not things or things & pools.things(measure) or measure.kind is Kind.RATIO:
        return ()
    over = _counting(things, measure, pools)
    if over is None:
        return ()
    amounts = given_figures(asked, measure, pools)
    if len(amounts) == 1:
        count = _at_named_time(over, asked, pools)
        return (Group(measure.id, (), given=amounts[0]), count) if count is not None else ()
    if not _is_told(asked, measure, things, pools):
        return ()
    counts = given_figures(asked, over, pools)
    if len(counts) == 1:
        amount = _at_named_time(measure, asked, pools)
        return (amount, Group(over.id, (), given=counts[0])) if amount is not None else ()
    groups = at_one_time((measure, over), asked, pools)
    return groups if groups and _comes_of(asked, measure, over, groups, pools) else ()


def _counting(things: frozenset[str], beside: Measure, pools: Pools) -> Measure | None:
    """What counts the things over time: best by the times of the measure beside it, and at as many of them."""
    timed = [one for one in pools.measures.values() if pools.rows_of_own(one).timed and not pools.models(one)]
    fit = [one for one in timed if things & pools.things(one)]
    return max(fit, key=lambda one: (one.grain == beside.grain, len(times_in_common(one, beside))), default=None)


def _comes_of(asked: Asked, measure: Measure, over: Measure, groups: tuple[Group, ...], pools: Pools) -> bool:
    """Whether one of these is so:

    - the measure is called after the things, as "revenue from bikes" is
    - the question asks for what it counts, of which there is one for each at least: "how many bikes per shop"
    - the question says what it is called besides its amount: "what the service segment lost per bike"
    """
    things, own = asked.things_for_each & pools.things(over), pools.own_stems(measure)
    if things & own:
        return True
    if pools.things(measure):
        answer = compute(FigureQuery(Operation.PER_UNIT, groups), pools.measures)
        result = answer.result if isinstance(answer, FigureAnswer) else None
        is_counted = not asked.counted.first.isdisjoint(pools.things(measure))
        return is_counted and isinstance(result, float) and result >= 1
    amounts = {stem for at, stem in enumerate(asked.whole.stems) if at in asked.quantity_places}
    names = (value.replace("-", " ") for value in (*amounts_of(measure), *(value for _, value in asked.subject_names)))
    besides = own - amounts - pools.stems(" ".join(names)) - things
    return not asked.telling.isdisjoint(besides)


def _is_told(asked: Asked, measure: Measure, things: frozenset[str], pools: Pools) -> bool:
    """Whether a measure tells what the question spreads: "bikes per shop" asks for no towns, and no revenue either."""
    counted = pools.things(measure)
    if counted:
        return not asked.telling.isdisjoint(counted - things)
    own = pools.own_stems(measure) | pools.stems(measure.unit or "")
    return not asked.counted.first or not asked.counted.first.isdisjoint(own)


def _at_named_time(measure: Measure, asked: Asked, pools: Pools) -> Group | None:
    """The figure at the first time that is named and told."""
    groups = (group_at(measure, span, pools) for span in asked.joined_spans)
    return next((group for group in groups if group.cells), None)
