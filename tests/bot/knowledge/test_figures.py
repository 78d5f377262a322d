"""Two statements with the same facets contradict each other, or do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model import Finding

Inspect = Callable[..., tuple[Finding, ...]]

ENTRIES = """
entries:
  - {id: one, question: How many?, answer: "{one}", about: {quantity: sales, year: 2025}}
  - {id: two, question: What number?, answer: "{two}", about: {year: 2025, quantity: sales}}
"""
SERIES = """
series:
  - {id: sold, title: Loaves sold, unit: loaves, about: {quantity: sales}, points: [{label: "2025", value: 410000}]}
"""


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("**410,000** loaves", "**410k** loaves", id="k"),
        pytest.param("**410,000** loaves", "**410 thousand**", id="thousand"),
        pytest.param("**410,000** loaves", "**0.41 million**", id="million"),
        pytest.param("**410,000** loaves", "**411,082**", id="rounded"),
        pytest.param("**more than 410,000**", "**425,500**", id="more than"),
        pytest.param("**about 400,000**", "**415,500**", id="about"),
        pytest.param("**400,000 to 420,000**", "**410,500**", id="range"),
        pytest.param("**18-21** weeks", "**20** weeks", id="hyphen"),
        pytest.param("**18-21+** weeks", "**24** weeks", id="more than a range"),
        pytest.param("**410,000** loaves", "**16.7%** more", id="another unit"),
        pytest.param("**410,000** loaves", "**In March 2024**", id="a date is no figure"),
        pytest.param("**410,000** loaves", "in **2025**: **410,000**", id="nor is a year"),
        pytest.param("**410,000** loaves", "**Bread4U** leads", id="nor a name"),
        pytest.param("**410,000** loaves", "500,000, not in bold", id="not leading"),
    ],
)
def test_agreeing_figures_are_no_finding(inspect: Inspect, one: str, two: str) -> None:
    assert inspect(ENTRIES.replace("{one}", one).replace("{two}", two)) == ()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("**410,000** loaves", "**510,000** loaves", id="other figure"),
        pytest.param("**410,000** loaves", "**410 million**", id="other scale"),
        pytest.param("**136,854**", "**135,000**", id="not a rounding"),
        pytest.param("**more than 410,000**", "**360,000**", id="below the minimum"),
        pytest.param("**18-21** weeks", "**25** weeks", id="outside the range"),
        pytest.param("**5**", "**6**", id="small counts"),
        pytest.param("**$1.2 billion**", "**$1.5bn**", id="money"),
    ],
)
def test_a_clear_contradiction_is_told_once(inspect: Inspect, one: str, two: str) -> None:
    (found,) = inspect(ENTRIES.replace("{one}", one).replace("{two}", two))

    assert (found.code, found.entry) == ("KB410", "two")
    assert "of one" in found.message


def test_an_entry_may_contradict_a_series(inspect: Inspect) -> None:
    text = ENTRIES.replace("{one}", "**410 thousand**").replace("{two}", "**more than 500,000**")

    found = inspect(text, sold=SERIES)

    assert [(one.code, one.entry) for one in found] == [("KB410", "two")]
    assert "410,000 loaves (2025) of sold" in found[0].message


@pytest.mark.parametrize(
    "about",
    ["{quantity: sales, year: 2024}", "{year: 2025}", "{quantity: sales, year: 2025, bread: rye}"],
)
def test_other_facets_are_another_matter(inspect: Inspect, about: str) -> None:
    text = ENTRIES.replace("{year: 2025, quantity: sales}", about)

    assert inspect(text.replace("{one}", "**5**").replace("{two}", "**6**")) == ()


def test_without_a_date_among_the_facets_two_days_may_differ(inspect: Inspect) -> None:
    text = """
    entries:
      - {id: old, question: What did it cost?, answer: "**5** euros", as_of: 2024, about: {quantity: price}}
      - {id: new, question: What does it cost?, answer: "**6** euros", as_of: 2025, about: {quantity: price}}
    """

    assert inspect(text) == ()
