"""The patterns by which figures are found in an answer: what each matches, and what it lets pass."""

from __future__ import annotations

import pytest

from bot.figures import patterns


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("more than 20,000 bikes", ["more than 20,000 bikes"], id="a bound"),
        pytest.param("US$1.5 billion", ["US$1.5 billion"], id="money"),
        pytest.param("21.6% of it", ["21.6% of"], id="a share"),
        pytest.param("an A4 sheet", [], id="ends a word"),
        pytest.param("a 3D print", [], id="begins a word"),
        pytest.param("2/3 and 7:04", ["2"], id="within a fraction, and a time of day"),
        pytest.param("on 2025-10-03", [], id="a date"),
    ],
)
def test_a_figure_is_no_part_of_a_word_or_time(text: str, found: list[str]) -> None:
    assert [one[0] for one in patterns.FIGURE.finditer(text)] == found


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        pytest.param("1,200 to 1,500 bikes", ("1,200", "1,500", None), id="both ends"),
        pytest.param("20-30 bikes", ("20", "30", None), id="a hyphen"),
        pytest.param("between about 20 bikes", (None, None, "20"), id="the first end"),
        pytest.param("12 km to 15 km", None, id="a unit between"),
    ],
)
def test_a_range_is_two_numbers_without_a_unit_between(text: str, ends: tuple[str | None, ...] | None) -> None:
    found = patterns.RANGE.search(text)

    assert (found.groups() if found is not None else None) == ends


@pytest.mark.parametrize(
    ("name", "text", "matches"),
    [
        ("FROM", "it went from ", True),
        ("FROM", "it went from about ", False),
        ("PER", "6.3 litres per ", True),
        ("PER", "super ", False),
        ("ACROSS", "269 shops in ", True),
        ("ACROSS", "269 shops within ", False),
    ],
)
def test_a_word_stands_right_before_a_number(name: str, text: str, matches: bool) -> None:
    assert (getattr(patterns, name).match(f"{text}100", len(text)) is not None) is matches


@pytest.mark.parametrize(
    ("name", "text", "matches"),
    [
        ("AGAINST", " bikes against ", True),
        ("AGAINST", " bikes and ", False),
        ("TO", " bikes to ", True),
        ("TO", " bikes to about ", False),
        ("BESIDE", "20 or ", True),
        ("BESIDE", "20 bikes. They had helmets and ", False),
        ("BEFORE_YEAR", "in March ", True),
        ("BEFORE_YEAR", "since ", True),
        ("BEFORE_YEAR", "they sold ", False),
    ],
)
def test_words_stand_between_or_before_numbers(name: str, text: str, matches: bool) -> None:
    assert (getattr(patterns, name).search(text) is not None) is matches
