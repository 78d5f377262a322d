"""Words such as "newest" beside series that go on: an answer and its date in, whether time has overtaken it out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model import Finding

Inspect = Callable[..., tuple[Finding, ...]]

SERIES = """
series:
  - id: monthly
    title: Loaves sold per month
    about: {quantity: sales}
    points: [{label: 2025-12, value: 410}, {label: 2026-01, value: 500}, {label: 2026-02, value: null}]
  - id: quarterly
    title: Loaves sold per quarter
    about: {quantity: sales, shop: corner}
    points: [{label: 2025 Q3, value: 1200}, {label: 2025 Q4, value: 1300}]
"""


def entry(answer: str, more: str = "chart: monthly", as_of: str = "2025-12-31") -> str:
    lines = f"    as_of: {as_of}\n    {more}\n"
    return f"entries:\n  - id: sold\n    question: How many?\n    answer: '{answer}'\n{lines}"


@pytest.mark.parametrize(
    "answer",
    [
        "410 loaves in December 2025, the newest count.",
        "410 loaves. Nothing newer was found.",
        "410 loaves. There is **no newer** figure.",
        "The best month so far had 410 loaves.",
        "It now sells 410 loaves a month.",
        "The latest count is 410.",
    ],
)
def test_a_later_point_belies_the_word(inspect: Inspect, answer: str) -> None:
    (found,) = inspect(entry(answer), numbers=SERIES)

    assert (found.code, found.entry) == ("KB414", "sold")
    assert "monthly has January 2026" in found.message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(entry("410 loaves in December 2025."), id="no such word"),
        pytest.param(
            entry("500 loaves in January 2026, the newest count."), id="the newest point, whatever as_of says"
        ),
        pytest.param(entry("410 in December 2025, so far the best; 500 in January 2026."), id="told in another breath"),
        pytest.param(entry("The best so far had 500.", as_of="2026-01-31"), id="as of the newest point"),
        pytest.param(entry("The latest count is 500.", as_of="2026-01"), id="as of its month"),
        pytest.param(entry("The newest shop opened in May.", "about: {quantity: shops}"), id="another matter"),
        pytest.param(entry("The best so far had 410.", "tags: [a]"), id="nothing says which matter"),
        pytest.param(
            entry("1,300 in the fourth quarter of 2025, the newest.", "about: {quantity: sales}"),
            id="a quarter is not older than the month behind it",
        ),
        pytest.param(entry("He is known and nowhere in the snow."), id="parts of words"),
    ],
)
def test_what_still_holds_is_left_alone(inspect: Inspect, text: str) -> None:
    assert inspect(text, numbers=SERIES) == ()


@pytest.mark.parametrize(
    ("more", "series"),
    [
        pytest.param("about: {quantity: sales, month: 2025-11}", "monthly", id="the facets, dates aside"),
        pytest.param("tells: [monthly:2025-12]", "monthly", id="a cell that it tells"),
    ],
)
def test_a_matter_is_shared_by(inspect: Inspect, more: str, series: str) -> None:
    (found,) = inspect(entry("410 so far.", more), numbers=SERIES)

    assert series in found.message


def test_a_quarter_is_held_against_quarters(inspect: Inspect) -> None:
    (found,) = inspect(
        entry("1,200 in the third quarter of 2025, the newest.", "about: {quantity: sales, shop: corner}"),
        numbers=SERIES,
    )

    assert '"newest" holds for Q3 2025, but quarterly has Q4 2025' in found.message


def test_a_template_says_it_of_every_point(inspect: Inspect) -> None:
    ask = SERIES.replace(
        "    about: {quantity: sales}\n", "    ask: [{question: '{label}?', answer: 'By now {value}.'}]\n"
    )

    (found,) = inspect(ask)

    assert (found.code, found.entry) == ("KB414", "monthly")
