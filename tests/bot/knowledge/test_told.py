"""Answers that differ from the numbers that they tell are found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model import Finding

Inspect = Callable[..., tuple[Finding, ...]]

SERIES = """
series:
  - id: sold
    title: Loaves sold
    unit: loaves
    points:
      - {label: "2024", value: 410000}
      - {label: "2025", value: 500000, minimum: true}
      - {label: "2026", value: null}
      - {label: harvest, value: -1.8}
  - id: breads
    title: Breads
    columns: [{id: bread}, {id: price, unit: EUR}, {id: kinds}, {id: baked}, {id: organic}]
    rows: [[rye, 4.5, 3, "at 4:30, twice", true], [oat, 5, 2, "at 5:00", false]]
  - id: share-price
    title: Share price
    unit: HKD
    about: {quantity: share-price}
    points: [{label: 2025-09-26, value: 56.05}, {label: 2025-09-29, value: 52}]
"""


def entry(answer: str, more: str) -> str:
    return f"entries:\n  - {{id: one, question: How many?, answer: '{answer}', {more}}}\n"


@pytest.mark.parametrize(
    ("answer", "cell"),
    [
        pytest.param("In 2024 it was **410 thousand**.", "sold:2024", id="in other words"),
        pytest.param("Of 12 shops, one; about 0.41 million loaves.", "sold:2024", id="among other figures"),
        pytest.param("It sold 530,000.", "sold:2025", id="more than"),
        pytest.param("There is none yet.", "sold:2026", id="a gap"),
        pytest.param("A loss of 1.8 euros.", "sold:harvest", id="a loss"),
        pytest.param("It costs €4.50.", "breads:rye:price", id="of a table"),
        pytest.param("There are three.", "breads:rye:kinds", id="in letters"),
        pytest.param("Twice, first at 4:30.", "breads:rye:baked", id="a text by its digits"),
        pytest.param("Yes.", "breads:rye:organic", id="yes or no"),
    ],
)
def test_an_answer_that_gives_its_cell_is_no_finding(inspect: Inspect, answer: str, cell: str) -> None:
    assert inspect(entry(answer, f"tells: ['{cell}']"), numbers=SERIES) == ()


@pytest.mark.parametrize(
    ("answer", "cell", "said"),
    [
        pytest.param("In 2024 it was **420,000**.", "sold:2024", "410,000 loaves", id="another figure"),
        pytest.param("In 2025 it was 490,000.", "sold:2025", "more than 500,000 loaves", id="less than the least"),
        pytest.param("It costs €5.40.", "breads:rye:price", "EUR 4.5", id="of a table"),
        pytest.param("There are four.", "breads:rye:kinds", "3", id="in letters"),
        pytest.param("Twice, first at 4:45.", "breads:rye:baked", "at 4:30, twice", id="a text"),
        pytest.param("At roughly 54.65.", "share-price:2025-09-26", "HKD 56.05", id="rough, but exact to the cent"),
    ],
)
def test_an_answer_that_does_not_is_told(inspect: Inspect, answer: str, cell: str, said: str) -> None:
    (found,) = inspect(entry(answer, f"tells: ['{cell}']"), numbers=SERIES)

    assert (found.code, found.entry) == ("KB415", "one")
    assert said in found.message
    assert "numbers.yaml:" in found.remedy


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        pytest.param("sold:2023", "did you mean sold:202", id="no such label"),
        pytest.param("breads:rye:prise", "did you mean breads:rye:price?", id="no such column"),
        pytest.param("rye", "series:label", id="no cell at all"),
    ],
)
def test_an_unknown_cell_is_an_error(inspect: Inspect, cell: str, remedy: str) -> None:
    (found,) = inspect(entry("410,000.", f"tells: ['{cell}']"), numbers=SERIES)

    assert (found.code, found.severity, found.entry) == ("KB323", "error", "one")
    assert remedy in found.remedy


def test_cells_of_a_broken_series_are_not_called_unknown(inspect: Inspect) -> None:
    broken = SERIES.replace("value: 410000", "value: many")

    assert {found.code for found in inspect(entry("410,000.", "tells: ['sold:2024']"), numbers=broken)} == {"KB012"}


ABOUT = "about: {quantity: share-price, month: 2025-09}"


def test_a_sentence_with_the_date_of_a_point_must_agree(inspect: Inspect) -> None:
    answer = "**Down 8 percent** on 26 September 2025, at roughly 54.65 Hong Kong dollars."

    (found,) = inspect(entry(answer, ABOUT), numbers=SERIES)

    assert found.code == "KB415"
    assert "26 September 2025 differs from HKD 56.05 in share-price" in found.message


@pytest.mark.parametrize(
    ("answer", "about"),
    [
        pytest.param("At 56.05 Hong Kong dollars on 26 September 2025.", ABOUT, id="agrees"),
        pytest.param("On 26 September 2025 it was down 8 percent.", ABOUT, id="of another unit"),
        pytest.param("On 26 September 2025 it fell. It was HK$60 before.", ABOUT, id="in another sentence"),
        pytest.param("HK$60 on 2 May 2025, HK$50 on 26 September 2025.", ABOUT, id="two dates"),
        pytest.param("HK$60 in 2024, much less on 26 September 2025.", ABOUT, id="another year beside it"),
        pytest.param("HK$60 on 27 September 2025.", ABOUT, id="of no point"),
        pytest.param("HK$60 on 26 September 2025.", "about: {quantity: share-price, company: oven}", id="of another"),
        pytest.param("HK$60 on 26 September 2025.", "tags: [a]", id="no facets"),
    ],
)
def test_other_sentences_are_left_alone(inspect: Inspect, answer: str, about: str) -> None:
    assert inspect(entry(answer, about), numbers=SERIES) == ()


def test_of_series_that_share_facets_one_must_agree(inspect: Inspect) -> None:
    close = "  - {id: close, title: Price at the close, unit: HKD, about: {quantity: share-price}, "
    close += "points: [{label: 2025-09-26, value: 54.65}]}\n"

    assert inspect(entry("HK$54.65 on 26 September 2025.", ABOUT), numbers=SERIES + close) == ()
