"""What a unit says of the figures that it stands behind."""

from __future__ import annotations

import pytest

from bot.figures import counts_things, is_plural


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
