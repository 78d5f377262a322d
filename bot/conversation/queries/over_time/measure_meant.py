"""Replaces the measure that a question is matched with by the one that it means: what changes, a part, other models."""

from bot.conversation.queries.held.held_at import group_at
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.over_time.changes import measure_that_changes
from bot.conversation.queries.over_time.related_measures import holds
from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.bases import names_part_and_year
from bot.figures import Measure, Operation
from bot.model import Kind


def measure_meant(asked: Asked, measure: Measure, pools: Pools) -> Measure:
    if not pools.rows_of_own(measure).timed:
        return measure
    changing = measure_that_changes(asked, measure, pools)
    return changing or _running_total(asked, measure, pools) or _part_named(asked, measure, pools) or measure


def _running_total(asked: Asked, measure: Measure, pools: Pools) -> Measure | None:
    """The running total, where it is asked when all together went beyond a limit that no single figure reaches."""
    limit, cues = asked.cues.limit, asked.cues
    is_of_sum = cues.has(Operation.THRESHOLD) and cues.has(Operation.SUM)
    if limit is None or measure.kind is not Kind.FLOW or not is_of_sum:
        return None
    reached = any((cell.number or 0.0) >= asked.language.scaled(limit, measure.unit).value for cell in measure.cells)
    return pools.running_total_of(measure) if limit.above and not reached else None


def _part_named(asked: Asked, measure: Measure, pools: Pools) -> Measure | None:
    """A part of the measure, as sales of "the Larks", of which the question says more, and not just the whole."""
    if measure.kind is not Kind.FLOW or pools.models(measure):
        return None
    own = pools.own_stems(measure)
    called = pools.telling_stems(f"{measure.title} {measure.noun} {measure.basis.partition(';')[0]}")

    def says_more(part: Measure) -> int:
        title = pools.own_stems(part)
        # "Ebikes" name the bikes, also where the whole is called "ebikes, repairs and parts".
        of_whole = asked.whole.said & (called - title)
        says_whole = any(asked.heads_of.get(one, frozenset()).isdisjoint(title) for one in of_whole)
        return 0 if says_whole else len((asked.telling | asked.heads) & (title - own))

    others = (one for one in pools.measures.values() if one.id != measure.id and not one.column)
    named = [one for one in others if one.kind is Kind.FLOW and not pools.models(one) and says_more(one)]
    return max((one for one in named if holds(measure, one)), key=says_more, default=None)


def measures_named(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Measure, ...]:
    """The measure, or those of the models that are named, in their order; of a share the part comes first."""
    models = [(kind, value) for kind, value in asked.names if kind in asked.lexicon.kinds.exact]
    found = [one for kind, value in models if (one := pools.for_model(measure, kind, value)) is not None]
    named = tuple({one.id: one for one in found}.values())
    if operation is Operation.SHARE and len(named) == 1 and not names_part_and_year(asked):
        # "The share of the Lark in the sales": of those of all; but May is a part of the Larks of its year.
        general = pools.for_all_models(named[0])
        return (named[0], general) if general else named
    if len(named) > 1 and operation in (*TWO, Operation.SUM, Operation.VALUE):
        return named
    if named:
        return named[:1]
    own_model = {word for _, value in pools.models(measure) for word in value.split("-")}
    if own_model and own_model.isdisjoint(asked.words):
        return (pools.for_all_models(measure) or measure,)  # "The sales in May" are not those of the Lark alone.
    return (measure,)


def without_running_total(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> Measure:
    """Of a running total what it adds up, where several times are set side by side: what came together up to a month is
    no figure of that month, unless the question means just this."""
    spans = asked.times.spans
    if measure.kind is not Kind.RUNNING or len(spans) < 2 or asked.times.at_end:
        return measure
    flow = pools.flow_of(measure, spans[0].kind) if operation in (*TWO, Operation.VALUE) else None
    if flow is None or asked.says("running_total"):
        return measure
    if not asked.whole.said.isdisjoint(pools.own_stems(measure) - pools.own_stems(flow)):
        return measure
    return flow if all(group_at(flow, span, pools).cells for span in spans) else measure
