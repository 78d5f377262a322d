"""Lines that were wrapped in the file flow again; those that begin something stay."""

from __future__ import annotations

import pytest

from bot.pages.cutting import flowing


@pytest.mark.parametrize(
    ("text", "flowed"),
    [
        pytest.param("One line\nand its end.", "One line and its end.", id="wrapped"),
        pytest.param("One.\n\nTwo.", "One.\n\nTwo.", id="paragraphs"),
        pytest.param("Three:\n- a\n- b\n  goes on", "Three:\n- a\n- b goes on", id="items"),
        pytest.param("One  \nTwo", "One  \nTwo", id="a break that is meant"),
        pytest.param("Code:\n```\na\nb\n```\nafter\nit", "Code:\n```\na\nb\n```\nafter it", id="code"),
        pytest.param("| a |\n| b |", "| a |\n| b |", id="rows"),
        pytest.param("In\n2025 it was so.", "In 2025 it was so.", id="a year is no number of a list"),
    ],
)
def test_only_wrapped_lines_are_joined(text: str, flowed: str) -> None:
    assert flowing(text) == flowed
