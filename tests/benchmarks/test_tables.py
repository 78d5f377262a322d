from __future__ import annotations

import pytest

from benchmarks.tables import both, milliseconds, percent, table


def test_a_table_has_a_head_a_rule_and_a_row_each() -> None:
    assert table(["", "first"], [["rye", percent(0.7716)], ["spelt", None]]) == (
        "|  | first |\n| --- | ---: |\n| rye | 77.2 |\n| spelt | – |\n"
    )


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert "| a\\|b |" in table(["x"], [["a|b"]])


def test_counts_have_separators() -> None:
    assert "| 10,003 |" in table(["", "n"], [["all", 10_003]])


def test_first_and_first_three_stand_together() -> None:
    assert both((0.77, 0.904)) == "77.0 (90.4)"


@pytest.mark.parametrize(("seconds", "text"), [(0.0003, "0.30"), (0.0469, "46.9"), (1.2, "1,200")])
def test_small_times_have_more_digits(seconds: float, text: str) -> None:
    assert milliseconds(seconds) == text
