"""What titles and units say of figures."""

from __future__ import annotations

import pytest

from bot.figures import Cell, counts_things, is_plural
from bot.figures.kinds import guessed_kind
from bot.figures.times import span_of_label
from bot.model import Kind


@pytest.mark.parametrize(
    ("unit", "plural", "things"),
    [
        pytest.param("orders", True, True, id="what is counted"),
        pytest.param("million users", True, False, id="two words"),
        pytest.param("kilometres", True, False, id="a measure"),
        pytest.param("seconds", False, False, id="a time"),
        pytest.param("percentage points", False, False, id="a share"),
        pytest.param("kg", False, False, id="a sign"),
    ],
)
def test_a_unit_reads_as_a_plural_and_may_count_things(unit: str, plural: bool, things: bool) -> None:
    assert (is_plural(unit), counts_things(unit)) == (plural, things)


def test_no_unit_is_no_plural() -> None:
    assert not is_plural(None)


@pytest.mark.parametrize(
    ("title", "unit", "label", "kind"),
    [
        pytest.param("Growth", "%", "2025", Kind.RATIO, id="a share"),
        pytest.param("Average speed", "km/h", "2025", Kind.RATIO, id="an average"),
        pytest.param("Price", "euros", "Lark", Kind.LEVEL, id="a price"),
        pytest.param("Users a month", "people", "2025-10", Kind.LEVEL, id="what is there, by months"),
        pytest.param("Orders so far", "orders", "2025-10", Kind.RUNNING, id="a running total"),
        pytest.param("Bikes sold", "bikes", "Lark", Kind.FLOW, id="what is counted"),
        pytest.param("Range", "km", "Lark", Kind.LEVEL, id="what is measured"),
        pytest.param("Orders a month", "orders", "2025-10", Kind.FLOW, id="a count by months"),
        pytest.param("Monthly visitors", "visitors", "2025-03-31", Kind.LEVEL, id="a count of a day"),
        pytest.param("Orders", "orders", "2025-10", Kind.LEVEL, id="told by months, but not said to be"),
    ],
)
def test_a_kind_is_guessed_by_title_unit_and_times(title: str, unit: str, label: str, kind: Kind) -> None:
    cells = [Cell("id", label, 3.0, span=span_of_label(label))]

    assert guessed_kind(cells, unit, title, "Shop") is kind
