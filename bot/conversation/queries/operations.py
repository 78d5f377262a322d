"""Weighs the operations that a question may ask of a measure."""

from bot.conversation.queries.held.pools import Pools, plain_unit_of
from bot.conversation.queries.unsaid_operations import operation_unsaid
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.cues import Cued, operations_in
from bot.conversation.queries.words.per import read_per
from bot.figures import Measure, Operation
from bot.model import Kind

OF_BEST = frozenset({Operation.SUM, Operation.AVERAGE})  # What may be asked of the best few alone.


def weights_for(measure: Measure, asked: Asked, pools: Pools, *, per_column: bool) -> dict[Operation, float]:
    """By operation, how strongly it is asked of this measure. Left out: words that are part of the measure's own name,
    and limits in a unit that it does not have. `per_column`: so much of it is asked for per unit of another column.

    An average may turn into "per unit" first, and "per unit" into a ratio then: the order counts.
    """
    weights = _weights_said(measure, asked, pools)
    _take_average_per_time(weights, measure, asked)
    _take_for_each(weights, asked, per_column=per_column)
    _part_best_from_all(weights, asked)
    return weights


def _weights_said(measure: Measure, asked: Asked, pools: Pools) -> dict[Operation, float]:
    """Those of the operations that words ask for; where there are none, that of the one meant without a word."""
    weights = {
        cued.operation: cued.weight
        for cued in asked.cues.asked_for
        if not _only_names(measure, cued, asked, pools)
        and not (cued.operation is Operation.THRESHOLD and _has_no_such_limit(measure, asked))
    }
    unsaid = operation_unsaid(measure, asked, pools) if not weights else None
    return {unsaid: asked.language.weight_of(unsaid)} if unsaid is not None else weights


def _take_average_per_time(weights: dict[Operation, float], measure: Measure, asked: Asked) -> None:
    """An average speed is "distance in 24 hours" per hour; "how many a year, on average" is a total so far per year."""
    if Operation.AVERAGE not in weights or not asked.per:
        return
    is_total = asked.cues.per and measure.kind is Kind.RUNNING
    is_distance = not asked.cues.per and plain_unit_of(measure) in asked.language.units_of["distance"]
    if is_total or (is_distance and asked.lengths.named_in(asked.lexicon.words(measure.title))):
        weights[Operation.PER_UNIT] = weights.pop(Operation.AVERAGE)


def _take_for_each(weights: dict[Operation, float], asked: Asked, *, per_column: bool) -> None:
    """Of two named things a ratio tells "how many Larks for every Finch"; of two columns "yuan per km" is no ratio."""
    if Operation.PER_UNIT in weights and asked.named_for_each is not None:
        weights[Operation.RATIO] = max(weights.get(Operation.RATIO, 0.0), weights.pop(Operation.PER_UNIT))
        weights.pop(Operation.LIST, None)
    elif per_column and not asked.cues.per:
        plainest = asked.language.weight_of(Operation.PER_UNIT)
        weights[Operation.PER_UNIT] = max(plainest, weights.get(Operation.PER_UNIT, 0.0))
        weights.pop(Operation.RATIO, None)


def _part_best_from_all(weights: dict[Operation, float], asked: Asked) -> None:
    """ "The three best, together" asks for their sum; "which are the three best in total" for the three."""
    if asked.cues.best > 1 and Operation.EXTREME in weights and not OF_BEST.isdisjoint(weights):
        for one in OF_BEST if asked.says("chooses") and not asked.counted.first else {Operation.EXTREME}:
            weights.pop(one, None)


def _only_names(measure: Measure, cued: Cued, asked: Asked, pools: Pools) -> bool:
    """Whether the words for an operation only say what the measure is."""
    match cued.operation:
        case Operation.PER_UNIT if not asked.cues.per:
            return _is_told_for_each(measure, asked, pools)
        case Operation.EXTREME if not asked.names:
            return False  # The longest of all "longest waits".
        case Operation.SHARE if measure.kind is Kind.RATIO:
            return True  # It is told in percent.
        case Operation.SUM if measure.kind is Kind.RUNNING and asked.cues.has(Operation.THRESHOLD):
            return True  # When so many had come "in total" is what it tells.
        case Operation.AVERAGE if Operation.AVERAGE in _operations_titled(measure, asked, pools):
            # "Avg price", where the title says "average price"; but a monthly mean has one over a year, too.
            return measure.kind is not Kind.LEVEL or not measure.grain
        case Operation.DIFFERENCE | Operation.CHANGE if _only_says_loss(measure, cued.operation, asked, pools):
            return True  # "How much did the shop lose", of its profits and losses.
        case _:
            return _is_part_of_name(measure, cued, asked, pools)


def _is_part_of_name(measure: Measure, cued: Cued, asked: Asked, pools: Pools) -> bool:
    own, stem = pools.own_stems(measure), asked.lexicon.stem
    if cued.said and own.issuperset(map(stem, cued.said)):
        return True  # "The longest range", where a measure is called so.
    grows = cued.operation in (Operation.DIFFERENCE, Operation.CHANGE) and measure.kind is Kind.RATIO
    return grows and not own.isdisjoint(map(stem, asked.language.words["growth"]))


def _only_says_loss(measure: Measure, operation: Operation, asked: Asked, pools: Pools) -> bool:
    """Whether a measure is one of losses, and nothing asks for the operation but a word that says that there is one."""
    titled = {word for word, _ in pools.stemmed(measure.title)}
    if not asked.says("losing") or asked.language.words["losses"].isdisjoint(titled):
        return False
    others = [word for word in asked.words if word not in asked.language.words["losing"]]
    return operation not in operations_in(others, asked.language)


def _is_told_for_each(measure: Measure, asked: Asked, pools: Pools) -> bool:
    """Whether a title says that it is for each of what is asked for: "price per bike", "average price of a bike"."""
    titled = pools.stemmed(measure.title)
    stems, per = [stem for _, stem in titled], read_per([word for word, _ in titled], asked.language)
    if not asked.things_for_each.isdisjoint(stem for one in per for stem in stems[one.place : one.place + 1]):
        return True
    is_average = Operation.AVERAGE in _operations_titled(measure, asked, pools)
    return is_average and not asked.things_for_each.isdisjoint(stems)


def _operations_titled(measure: Measure, asked: Asked, pools: Pools) -> frozenset[Operation]:
    """Those that the words of a title would ask for."""
    return operations_in([word for word, _ in pools.stemmed(measure.title)], asked.language)


def _has_no_such_limit(measure: Measure, asked: Asked) -> bool:
    """Whether the limit is in a unit of something else ("over 800 km", of seconds), or parts no losses from profits."""
    limit, said = asked.cues.limit, asked.language.amount_of(asked.cues.limit_unit)
    if limit is not None and not limit.value:
        return all((cell.number or 0.0) >= 0 for cell in measure.cells)
    if asked.language.length_of(asked.cues.limit_unit) is not None:
        return asked.language.length_of(measure.unit or "") is None
    return bool(said) and said != asked.language.amount_of(plain_unit_of(measure))
