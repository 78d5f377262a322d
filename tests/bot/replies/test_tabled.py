"""What is asked of a table without a column is shown with all columns, of the rows that are named."""

from __future__ import annotations

import pytest
from shops import asked, ids, talk

from bot.bot import Bot

ALL = ["YU7 Standard (2026)", "YU7 Long Range", "YU7 Pro", "YU7 Max", "YU7 GT"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("How do the YU7 versions compare?", ALL, id="its own question"),
        pytest.param("compare the yu7 versions", ALL, id="the whole"),
        pytest.param("compare yu7 pro and yu7 max", ["YU7 Pro", "YU7 Max"], id="two rows"),
        pytest.param("yu7 pro vs yu7 max", ["YU7 Pro", "YU7 Max"], id="two rows, no word on what"),
        pytest.param("yu7 pro vs max", ["YU7 Pro", "YU7 Max"], id="the model said once"),
        pytest.param("yu7 max specs", ["YU7 Max"], id="one row of the newer table"),
    ],
)
def test_shows_the_rows_that_are_named(shipped: Bot, text: str, rows: list[str]) -> None:
    reply = shipped.answer(asked(text))

    assert reply.answer is not None, reply.message
    assert (reply.answer.id, reply.answer.figure) == ("yu7-trims-2026", None)
    head = next(line for line in reply.answer.text.splitlines() if line.startswith("| Version"))
    assert [cell.strip() for cell in head.split("|")[2:]] == rows
    assert "| Weight (kg)" in reply.answer.text
    assert "CLTC range (km)" in reply.answer.text


def test_a_year_in_the_names_of_rows_chooses_the_table(shipped: Bot) -> None:
    reply = shipped.answer(asked("compare su7 pro and max 2024"))

    assert ids(reply) == ["su7-2024-trims"]
    assert reply.answer is not None
    assert "SU7 Pro (2024) | SU7 Max (2024)" in reply.answer.text


def test_a_column_that_is_named_is_told_alone(shipped: Bot) -> None:
    reply = shipped.answer(asked("power of the yu7 pro vs the yu7 max"))

    assert reply.answer is not None, reply.message
    assert reply.answer.figure is not None
    assert {one.value for one in reply.answer.figure.operands} == {496, 690}


def test_a_bare_name_after_a_figure_asks_for_the_same_figure(shipped: Bot) -> None:
    replies = talk(shipped, "what does the yu7 pro cost", "and the max?")

    assert ids(*replies) == ["yu7-trims-2026:yu7-pro:price", "yu7-trims-2026:yu7-max:price"]
