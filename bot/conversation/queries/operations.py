"""Chooses the operations that a question may ask of a measure: cues and a measure in, weights out."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.cues import Cued, operations_in
from bot.conversation.queries.pools import Pools
from bot.figures import Measure, Operation, plain_unit
from bot.model import Kind


def weights_for(measure: Measure, asked: Asked, pools: Pools) -> dict[Operation, float]:
    """Strongest first, without those whose words only name the measure, and limits that it cannot have."""
    return {
        cued.operation: cued.weight
        for cued in asked.cues.weights
        if not _only_names(measure, cued, asked, pools)
        and not (cued.operation is Operation.THRESHOLD and _has_no_such_limit(measure, asked))
    }


def asks_for_each(measure: Measure, operations: Collection[Operation], asked: Asked, pools: Pools) -> bool:
    """Whether the question asks how much it is for each thing, which the whole amount does not answer."""
    spreads = Operation.PER_UNIT in operations and not asked.cues.per and measure.kind is not Kind.RATIO
    return spreads and not asked.one_of.isdisjoint(pools.counted)


def _only_names(measure: Measure, cued: Cued, asked: Asked, pools: Pools) -> bool:
    """Whether the words for an operation only say what the measure is: an average price, a growth."""
    operation, stem = cued.operation, asked.lexicon.stem
    if operation is Operation.PER_UNIT and not asked.cues.per:
        words, stems = zip(*pools.stemmed(measure.title), strict=True)
        leads = asked.language.words["per_leads"]
        is_average = Operation.AVERAGE in operations_in(words, asked.language)
        each = any(lead in leads and thing in asked.one_of for lead, thing in pairwise(stems))
        return each or (is_average and not asked.one_of.isdisjoint(stems))
    if operation is Operation.EXTREME and not asked.names:
        return False  # The longest of all "longest waits".
    own = pools.stems(f"{measure.title} {measure.noun}")
    is_ratio = measure.kind is Kind.RATIO
    if own.issuperset(map(stem, cued.said)) or (operation is Operation.SHARE and is_ratio):
        return True
    grows = operation in (Operation.DIFFERENCE, Operation.CHANGE) and is_ratio
    return grows and not own.isdisjoint(map(stem, asked.language.words["growth"]))


def _has_no_such_limit(measure: Measure, asked: Asked) -> bool:
    """Whether the limit is said in a unit of something else, as "over 800 km" is none of seconds; or parts profits from
    losses where the measure does not hold both."""
    limit, said = asked.cues.limit, asked.language.amount_of(asked.cues.limit_unit)
    if limit is not None and not limit.value:
        return all((cell.number or 0.0) >= 0 for cell in measure.cells)
    return bool(said) and said != asked.language.amount_of(plain_unit(measure.unit or "").casefold())
