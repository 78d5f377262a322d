"""Finds the row whose figure is a limit to others: the Lark of "how many are dearer than the Lark"."""

from collections.abc import Sequence

from bot.conversation.followup import content
from bot.conversation.queries.held.ends import is_lowest
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.held.rows import Row
from bot.conversation.queries.of_rows.mentions import Mention, rows_by_cell
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.said import things_in
from bot.figures import Group, Limit, Measure, Operation, Which, single, whole_of
from bot.matching import places_of

_NEAR = 3  # Words behind "which" among which stands what is chosen from.
_SEVERAL = 3  # Figures from which on they are counted: two are compared.


def limit_by_row(asked: Asked, measure: Measure, mentions: Sequence[Mention], pools: Pools) -> Limit | None:
    """None where nothing is counted or chosen beyond a row."""
    cues, row = asked.cues, _row_set_against(asked, mentions)
    number = row.cell.number if row is not None and row.measure.id == measure.id else None
    # "How many are dearer than it", "how many of them are".
    compares = cues.has(Operation.COMPARE) or (cues.has(Operation.COUNT) and cues.has(Operation.DIFFERENCE))
    if number is None or not cues.direction or not compares:
        return None
    things = asked.counted.things if cues.which is Which.COUNT else _chosen_things(asked, mentions)
    says_much = frozenset(map(asked.lexicon.stem, content(asked.words, asked.lexicon.language))) | asked.heads
    if len(measure.cells) < _SEVERAL or things.isdisjoint(pools.matter_stems(measure) & says_much):
        return None  # "How many km further than the Lark" asks for a difference.
    return Limit(number, above=not is_lowest(cues.direction, asked, measure))


def _row_set_against(asked: Asked, mentions: Sequence[Mention]) -> Row | None:
    """The only row that is named, or the only one of several that is the subject's own: of the Lark with its rivals."""
    rows = rows_by_cell(mentions)
    own = [row for row in rows.values() if not row.facets.isdisjoint(asked.subject_names)]
    if len(rows) == 1:
        return next(iter(rows.values()))
    return own[0] if len(own) == 1 and len(rows) >= _SEVERAL else None


def _chosen_things(asked: Asked, mentions: Sequence[Mention]) -> frozenset[str]:
    """Stems of what is chosen from, beside one thing named: "rivals" of "which rivals are dearer than the Lark"."""
    if len(mentions) != 1 or asked.asks_when or not asked.cues.has(Operation.COMPARE):
        return frozenset()
    behind = {at + step for at in asked.places("chooses") for step in range(1, _NEAR + 1)}
    return things_in(asked.words, asked.lexicon, behind - places_of(asked.named))


def rows_to_limit(asked: Asked, measure: Measure, mentions: Sequence[Mention]) -> tuple[Group, ...]:
    """The rows to set against the limit: several that are named beside its row, else all of the measure."""
    own = _row_set_against(asked, mentions)
    named = (single(row.measure, row.cell) for row in rows_by_cell(mentions).values())
    others = tuple(one for one in named if own is None or own.cell.id not in one.cells)
    return others if len(others) > 1 else (whole_of(measure),)
