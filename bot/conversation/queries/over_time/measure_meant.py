"""Replaces the measure that a question is matched with by the one that it means: what changes, a part, other models."""

from math import isclose

from bot.conversation.queries.held.held_at import group_at
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.over_time.wholes import holds, names_part_and_year
from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.cues import operations_in
from bot.conversation.queries.words.limits import scaled
from bot.conversation.queries.words.spans import right_before, year_before
from bot.figures import Measure, Operation
from bot.figures.types import PERCENT
from bot.model import Kind

_COMMON = 3  # Changes that come out right, at least, so that one measure tells those of another.
_ROUNDED = 1.0
"""Percentage points by which a change that is told may differ from the one that is worked out of rounded figures."""
_SAME = 0.03  # The same as a share of it, where that is more.


def measure_meant(asked: Asked, measure: Measure, pools: Pools) -> Measure:
    if not pools.rows_of_own(measure).timed:
        return measure
    changing = _changing(asked, measure, pools)
    return changing or _running_total(asked, measure, pools) or _part_named(asked, measure, pools) or measure


def _changing(asked: Asked, measure: Measure, pools: Pools) -> Measure | None:
    """Of changes the measure that changes, where they do not tell the change: that from one time to another ("sales
    grew from Q2 to Q3" asks for no growth on the year before), or in a time without a figure."""
    if measure.unit not in PERCENT or not asked.cues.has(Operation.CHANGE) or not asked.times.spans:
        return None
    is_told = any(group_at(measure, span, pools).cells for span in asked.times.spans)
    says_before = not (asked.language.words["earlier"] | asked.language.grains["year"]).isdisjoint(asked.words)
    is_from_one_to_other = asked.time_range is not None and not says_before and not _asks_for_change_of_growth(asked)
    if is_told and not is_from_one_to_other:
        return None
    flows = (one for one in pools.measures.values() if one.kind is Kind.FLOW and not one.column)
    return next((one for one in flows if _tells_changes(measure, one)), None)


def _running_total(asked: Asked, measure: Measure, pools: Pools) -> Measure | None:
    """The running total, where it is asked when all together went beyond a limit that no single figure reaches."""
    limit, cues = asked.cues.limit, asked.cues
    is_of_sum = cues.has(Operation.THRESHOLD) and cues.has(Operation.SUM)
    if limit is None or measure.kind is not Kind.FLOW or not is_of_sum:
        return None
    reached = any((cell.number or 0.0) >= scaled(limit, measure, asked.language).value for cell in measure.cells)
    return pools.running_total_of(measure) if limit.above and not reached else None


def _asks_for_change_of_growth(asked: Asked) -> bool:
    """Whether growth is named, and it is asked how that changed: "by how much did the growth slow down"."""
    growth = asked.language.words["growth"]
    others = [word for word in asked.words if word not in growth]
    named = len(asked.words) - len(others)
    left = operations_in(others, asked.language)
    return named > 1 or (named == 1 and not left.isdisjoint({Operation.CHANGE, Operation.DIFFERENCE}))


def _tells_changes(changes: Measure, of: Measure) -> bool:
    """Whether the figures are the changes of another measure on the year before, or on the time right before."""
    held = {(one.span.start, one.span.end): one.number for one in of.cells if one.span and one.number}
    for before in (year_before, right_before):
        pairs: list[tuple[float, float]] = []
        for cell in changes.cells:
            earlier = before(cell.span) if cell.span is not None else None
            if cell.span is None or earlier is None or cell.number is None:
                continue
            now, then = (held.get((span.start, span.end)) for span in (cell.span, earlier))
            if now and then:
                pairs.append((cell.number, 100 * (now / then - 1)))
        if len(pairs) >= _COMMON and all(isclose(a, b, rel_tol=_SAME, abs_tol=_ROUNDED) for a, b in pairs):
            return True
    return False


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
