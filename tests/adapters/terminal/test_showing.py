"""`adapters/terminal/showing.py`: the marks go, everything else stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.terminal.showing import plain_text


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        pytest.param("We sold **1,200** loaves.", "We sold 1,200 loaves.", id="bold"),
        pytest.param("*quite* and _very_ ***warm***", "quite and very warm", id="italics"),
        pytest.param("[our page](https://a.example/x_y)", "our page (https://a.example/x_y)", id="link"),
        pytest.param("see <https://a.example/_x_>", "see https://a.example/_x_", id="address"),
        pytest.param("https://a.example/_x_/*y*", "https://a.example/_x_/*y*", id="bare-address"),
        pytest.param("run `a*b*c`", "run a*b*c", id="code"),
        pytest.param("* rye\n* oat", "- rye\n- oat", id="list"),
        pytest.param("## Prices", "Prices", id="heading"),
        pytest.param("```\nrye | **2**\n```", "rye | **2**", id="table-in-a-code-block"),
        pytest.param("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name", id="no-marks"),
        pytest.param(r"\*not bold\*", "*not bold*", id="escaped"),
        pytest.param("red\x1b[31m\x07", "red[31m", id="control-characters"),
    ],
)
def test_takes_the_marks_off(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain


@given(st.text())
def test_takes_any_text(text: str) -> None:
    assert "\x1b" not in plain_text(text)


@given(st.text(st.characters(categories=["L", "Nd"])))
def test_leaves_text_without_marks_alone(text: str) -> None:
    assert plain_text(text) == text
