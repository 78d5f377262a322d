"""Long texts are cut where a reader would pause, and nothing of them is lost."""

from __future__ import annotations

import pytest

from bot.pages import cut, shortened

SENTENCES = " ".join(f"Sentence {number} about bread." for number in range(40))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        pytest.param(SENTENCES, "bread.", id="sentences"),
        pytest.param("\n".join(f"- item {number}" for number in range(60)), "", id="lines"),
        pytest.param("word " * 100, "word", id="words"),
        pytest.param("x" * 500, "x", id="one long word"),
    ],
)
def test_no_part_is_longer_and_all_are_there(text: str, end: str) -> None:
    parts = cut(text, 120)

    assert all(len(part) <= 120 for part in parts)
    assert "".join("".join(part.split()) for part in parts) == "".join(text.split())
    assert all(part.endswith(end) for part in parts)


def test_a_block_of_code_is_closed_and_opened_again() -> None:
    table = "```\n" + "\n".join(f"| row {number} |" for number in range(60)) + "\n```"

    parts = cut(f"Before.\n\n{table}\n\nAfter.", 200)

    assert len(parts) > 2
    assert all(part.count("```") % 2 == 0 for part in parts)
    assert all(sum(f"| row {number} |" in part for part in parts) == 1 for number in range(60))


def test_a_short_text_is_one_part_and_nothing_is_none() -> None:
    assert cut("Six.", 100) == ("Six.",)
    assert cut("  \n ", 100) == ()


@pytest.mark.parametrize(
    ("text", "longest", "line"),
    [
        ("When does the bakery open?", 100, "When does the bakery open?"),
        ("When does the bakery open?", 20, "When does the…"),
        ("When\ndoes   it open?", 100, "When does it open?"),
        ("x" * 30, 10, f"{'x' * 9}…"),
    ],
)
def test_a_line_is_cut_at_a_word(text: str, longest: int, line: str) -> None:
    assert shortened(text, longest) == line
