"""Sets the figure of a row against that in another column of its table: a row and a question in, both figures out.
Where a row sets two things side by side, it also tells whose figures a column holds."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from bot.conversation.queries.asked import Asked, things_in
from bot.conversation.queries.parts import Pairs, labelling
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import meeting
from bot.conversation.queries.spans import year_in
from bot.figures import Cell, Group, Measure, plain_unit, single
from bot.matching import read_facets
from bot.model import Kind

_BEFORE = 2
"""Words before that of a column among which "than" and the like set it against another: "than in pre-sale"."""
_TITLE = 5
"""Words behind "per" or "divided by" among which the title of a column stands: "per km of electric range"."""


def in_two_columns(asked: Asked, operand: Group, pools: Pools) -> tuple[Group, ...]:
    """The row in two columns of one unit: the question says what tells one of them from the other."""
    measure = pools.measures[operand.measure]
    if not measure.column:
        return ()
    for other, cell in _beside(measure, operand, pools):
        if other.unit == measure.unit and _tells_one_from_other(asked, measure, other, pools):
            pair = ((measure, operand), (other, single(other, cell)))
            own, title = pools.telling_stems(measure.column), pools.telling_stems(other.column)
            only = {measure.id: own - title, other.id: title - own}
            # What is told of an earlier year is what the other is set against, and what stands behind "than" or "from".
            bases = {one.id: (bool(year_in(one.column)), _is_base(asked, only[one.id])) for one, _ in pair}
            base_last = sorted(pair, key=lambda one: bases[one[0].id])
            return tuple(replace(group, label=f"{cell.label}: {one.column}") for one, group in base_last)
    return ()


def _tells_one_from_other(asked: Asked, measure: Measure, other: Measure, pools: Pools) -> bool:
    """Whether the question says what only the other title says, as "used" of "price, used"; where that one says nothing
    more than this one, whether it says what only this one does."""
    said, own = frozenset(_said_by_place(asked)), pools.telling_stems(measure.column)
    title = pools.telling_stems(other.column)
    return bool(said & (title - own) or (title < own and said & (own - title)))


def _is_base(asked: Asked, stems: frozenset[str]) -> bool:
    """Whether one of the stems stands right behind "than", "from" and the like, but for small words."""
    lists, said = asked.language.words, _said_by_place(asked)
    leads = (lists["from"] | lists["against_it"]) - lists["range"]
    places = (at % len(asked.words) for at, one in enumerate(said) if one in stems)
    return any(not leads.isdisjoint(asked.words[max(0, at - _BEFORE) : at]) for at in places)


def _said_by_place(asked: Asked) -> tuple[str, ...]:
    """Stems of the words, then those of each two in one: "pre-sale" is a "presale"."""
    pairs = (before + word for before, word in pairwise(asked.words))
    return (*asked.whole.stems, *map(asked.lexicon.stem, pairs))


class _Said(NamedTuple):
    """How well a question says a column, the unit first."""

    unit: bool
    title_behind: int
    """Words of its title behind "per"."""
    title: int


class Divisor(NamedTuple):
    """The column by which figures of another one are divided."""

    measure: Measure
    each: float
    """For how many of its unit, as 100 in "per 100 km"."""
    said: _Said


def divisor_of(asked: Asked, measure: Measure, pools: Pools) -> Divisor | None:
    """The column of its table per unit of which so much of the measure is asked for ("yuan per km"): with the unit that
    stands behind "per" and the like, or behind "divided by" with such a title; that which the question says best."""
    if not asked.for_each or not measure.column or not _says_measure(asked, measure, pools):
        return None
    stems, own = asked.whole.stems, _plain(measure)
    units = [pools.units.ids_at(asked.words, each.place) for each in asked.for_each]
    if any(own in one for one in units):
        return None  # "Yuan per km" asks for no km.
    found: list[Divisor] = []
    for each, unit in zip(asked.for_each, units, strict=True):
        behind = frozenset(stems[each.place : each.place + _TITLE])
        for other in _numbers_beside(measure, pools):
            title = pools.telling_stems(other.column)
            said = _Said(_plain(other) in unit, len(title & behind), len(title & asked.whole.said))
            is_named = said.unit or (each.divides and said.title_behind)
            # No range of 2024 per kWh of 2026.
            if other.unit and is_named and year_in(other.column) == year_in(measure.column):
                found.append(Divisor(other, each.count, said))
    return max(found, key=lambda one: one.said, default=None)


def divided_by(asked: Asked, divisor: Measure, pools: Pools) -> Measure | None:
    """The column of which so much is asked for per unit of this one: that whose unit is said, then by the share of its
    title that is."""
    if not asked.for_each:
        return None
    said = _said_beside(asked, pools)

    def titled(one: Measure) -> tuple[bool, float]:
        title, unit = pools.telling_stems(one.column), _unit(one, pools)
        return bool(unit) and unit <= said, len(title & said) / max(1, len(title))

    each = ((one, divisor_of(asked, one, pools)) for one in _numbers_beside(divisor, pools))
    found = [one for one, by in each if by is not None and by.measure.id == divisor.id]
    return max(found, key=titled, default=None)


def over_column(asked: Asked, measure: Measure, operand: Group, pools: Pools) -> tuple[Group, ...]:
    """The row of the measure and that of the column by which it is divided."""
    by = divisor_of(asked, measure, pools)
    if by is None:
        return ()
    cells = (cell for other, cell in _beside(measure, operand, pools) if cell.number and other.id == by.measure.id)
    return next(((operand, single(by.measure, cell)) for cell in cells), ())


def _says_measure(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether the question says what is divided, by its unit, its title or a word that goes with its unit ("cost")."""
    said, unit = _said_beside(asked, pools), _unit(measure, pools)
    says_unit = bool(unit) and said >= unit
    return (
        says_unit or not said.isdisjoint(pools.telling_stems(measure.column)) or _plain(measure) in asked.hinted_units
    )


def _said_beside(asked: Asked, pools: Pools) -> frozenset[str]:
    """Stems of the words but for what stands behind "per" and the like: "per 100 km" says nothing of "0-100 km/h"."""
    stems = asked.whole.stems
    stops = ((one, pools.units.at(asked.words, one.place)) for one in asked.for_each)
    units = {at for one, said in stops for at in range(one.place - (one.count != 1), said.stop if said else one.place)}
    return frozenset(stem for at, stem in enumerate(stems) if stem and at not in units)


def _numbers_beside(measure: Measure, pools: Pools) -> list[Measure]:
    """The other columns of numbers in its table."""
    return [one for one in pools.columns(measure) if one.id != measure.id and one.kind is not Kind.TEXT]


def _plain(measure: Measure) -> str:
    return plain_unit(measure.unit or "").casefold()


def _beside(measure: Measure, operand: Group, pools: Pools) -> Iterator[tuple[Measure, Cell]]:
    """The numbers of the same row in the other columns."""
    label = next(cell.label for cell in measure.cells if cell.id in operand.cells)
    for other in pools.columns(measure):
        if other.id != measure.id:
            yield from ((other, cell) for cell in other.cells if cell.label == label and cell.number is not None)


def _unit(measure: Measure, pools: Pools) -> frozenset[str]:
    words = pools.lexicon.words(measure.unit or "")
    return things_in(words, pools.lexicon).union(map(pools.lexicon.stem, words))


def is_of_other_side(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether a question names only what stands in another column of names, with figures in the same unit behind it: of
    the columns "bike, price, rival, its price" the first price is none of a rival."""
    named, sides = asked.whole.row_names, _sides(measure, pools)
    own = sides.pop(measure.id, frozenset())
    return (
        bool(own) and own.isdisjoint(named) and any(not one.isdisjoint(named) for one in sides.values() if one != own)
    )


def _sides(measure: Measure, pools: Pools) -> dict[str, Pairs]:
    """By the id of each column in the unit of this one what a question may name to mean the last names before it."""
    sides: dict[str, Pairs] = {}
    names: Pairs = frozenset()
    for one in pools.columns(measure):
        if one.kind is Kind.TEXT:
            names = _names(one, pools) or names
        elif one.unit == measure.unit:
            sides[one.id] = names
    return sides


def _names(column: Measure, pools: Pools) -> Pairs:
    lexicon = pools.lexicon
    texts = (lexicon.words(cell.value) for cell in column.cells if isinstance(cell.value, str))
    told = (pair for words in texts for pair in labelling(read_facets(words, lexicon), lexicon))
    return frozenset(general for pair in told for general in meeting(pair))
