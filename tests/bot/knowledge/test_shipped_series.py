"""The shipped series: whatever is a number says what it is, so that it can be counted with."""

from __future__ import annotations

import pytest

from bot import Bot
from bot.knowledge import is_numeric
from bot.knowledge.generating.cells import kind_of
from bot.model import Kind, Series

# A row of such a table has a unit of its own, and so can a column have no noun.
UNIT = "unit"


@pytest.fixture(scope="module")
def series(shipped: Bot) -> tuple[Series, ...]:
    return shipped.knowledge.series


def test_every_figure_says_how_it_goes_together_with_others(series: tuple[Series, ...]) -> None:
    points = [one.id for one in series if one.points and one.kind in (None, Kind.TEXT)]
    columns = [
        f"{one.id}:{column.id}"
        for one in series
        for column in one.columns
        if (kind_of(one, column) in (None, Kind.TEXT)) == is_numeric(one, column.id)
    ]

    assert points + columns == []


def test_every_figure_has_a_noun(series: tuple[Series, ...]) -> None:
    points = [one.id for one in series if one.points and not (one.noun and one.unit)]
    columns = [
        f"{one.id}:{column.id}"
        for one in series
        for column in one.columns
        if not column.noun and is_numeric(one, column.id) and UNIT not in {other.id for other in one.columns}
    ]

    assert points + columns == []
