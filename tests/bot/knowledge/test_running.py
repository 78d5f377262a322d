"""Answers that tell the lowest or highest value of a running total are found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model import Finding

Inspect = Callable[..., tuple[Finding, ...]]

SERIES = """
series:
  - id: sold
    title: {title}
    {lines}
    points: [{label: 2025-10, value: 10}, {label: 2025-11, value: 25}, {label: 2025-12, value: 60}]
"""
EXTREME = "superlatives: [{which: min, question: When was it lowest?, answer: '{label}'}]"
TABLE = """
series:
  - id: sold
    title: Loaves
    columns: [{id: month}, {id: total, title: Cumulative sales, {kind}}]
    rows: [[2025-10, 10], [2025-11, 25], [2025-12, 60]]
    superlatives: [{which: min, column: total, question: When was it lowest?, answer: "{row}"}]
"""


def series(title: str, lines: str) -> str:
    return SERIES.replace("{title}", title).replace("{lines}", lines)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(series("Loaves sold", f"kind: running\n    {EXTREME}"), id="superlative"),
        pytest.param(series("Loaves sold, cumulative", "changes: false"), id="called so, declared as nothing"),
        pytest.param(TABLE.replace("{kind}", "kind: running"), id="column"),
        pytest.param(TABLE.replace("{kind}", "unit: loaves"), id="column that is called so"),
    ],
)
def test_the_lowest_of_a_running_total_is_told(inspect: Inspect, text: str) -> None:
    (found,) = inspect(text)

    assert (found.code, found.entry) == ("KB416", "sold")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(series("Loaves sold, running total", "kind: running"), id="declared, without superlatives"),
        pytest.param(series("Loaves sold", f"kind: flow\n    {EXTREME}"), id="no running total"),
        pytest.param(series("Loaves sold, cumulative", "kind: level"), id="declared as something else"),
    ],
)
def test_other_series_are_left_alone(inspect: Inspect, text: str) -> None:
    assert inspect(text) == ()


@pytest.mark.parametrize(
    ("answer", "codes"),
    [
        pytest.param("Cumulative deliveries were lowest in May.", ["KB416"], id="lowest of a total"),
        pytest.param("Cumulative deliveries passed 100. May had the lowest price.", [], id="two sentences"),
        pytest.param("The lowest month was May.", [], id="of months"),
    ],
)
def test_an_answer_says_it_in_one_sentence(inspect: Inspect, answer: str, codes: list[str]) -> None:
    text = f"entries:\n  - {{id: low, question: When?, answer: '{answer}'}}\n"

    assert [found.code for found in inspect(text)] == codes
