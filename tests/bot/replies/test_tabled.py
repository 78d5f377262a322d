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


@pytest.mark.parametrize(
    ("text", "id", "columns", "labels"),
    [
        pytest.param(
            "how heavy are the yu7 pro and the yu7 max, and how far do they go?",
            "yu7-trims-2026",
            ["Weight", "CLTC range"],
            ["YU7 Pro", "YU7 Max"],
            id="two rows",
        ),
        pytest.param(
            "I would like to know the price, the seats and the power of each SkyNomad version",
            "skynomad-trims",
            ["Price", "Seats", "Power"],
            [],
            id="all rows",
        ),
        pytest.param(
            "ev segment in q1 2025 and q2 2025: revenue and gross margin?",
            "segment-quarters",
            ["Revenue", "Gross margin"],
            ["Q1 2025", "Q2 2025"],
            id="rows that are times",
        ),
        pytest.param(
            "price and range of all 2026 su7 versions",
            "su7-2026-trims",
            ["Price", "CLTC range"],
            [],
            id="where an entry tells of all models",
        ),
        pytest.param(
            "2024 su7 pro: how heavy, and how many minutes from 10 to 80?",
            "su7-2024-trims",
            ["Weight", "10-80% charge"],
            ["SU7 Pro (2024)"],
            id="one row",
        ),
    ],
)
def test_shows_the_columns_that_are_named_side_by_side(
    shipped: Bot, text: str, id: str, columns: list[str], labels: list[str]
) -> None:
    reply = shipped.answer(asked(text))
    series = next(one for one in shipped.knowledge.series if one.id == id)
    titles = [column.title for column in series.columns]
    places = [titles.index(column) for column in columns]
    rows = [row for row in series.rows if not labels or row[0] in labels]

    assert ids(reply) == [id], reply.message
    assert reply.answer is not None
    told = reply.answer.text.replace(",", "")
    assert all(f"{row[place]:g}" in told for row in rows for place in places)
    assert not any(title in told for title in {*titles[1:]} - {*columns})
    assert not any(str(row[0]) in told for row in series.rows if row not in rows)


def test_a_second_question_leans_on_the_figures_of_the_first(shipped: Bot) -> None:
    reply = shipped.answer(asked("how heavy are the yu7 pro and the yu7 max? and which of them is faster to 100?"))

    assert reply.answer is not None, reply.message
    assert (reply.answer.id, *reply.also) == ("yu7-trims-2026", "yu7-trims-2026")
    assert "3.23" in reply.answer.text  # Of the Max, by its column.


def test_two_columns_of_a_follow_up_are_shown_too(shipped: Bot) -> None:
    replies = talk(
        shipped, "what does the yu7 pro cost", "how heavy are the yu7 pro and the yu7 max, and how far do they go?"
    )

    assert ids(*replies)[1] == "yu7-trims-2026"


@pytest.mark.parametrize("text", ["average selling price by quarter", "average selling price per car by quarter"])
def test_a_measure_that_is_named_is_not_left_for_a_calculation(shipped: Bot, text: str) -> None:
    assert ids(shipped.answer(asked(text))) == ["asp"]


def test_an_average_price_is_one_per_car_already(shipped: Bot) -> None:
    reply = shipped.answer(asked("average price xiaomi got per car in q1 2025 and q2 2025"))

    assert reply.answer is not None, reply.message
    assert reply.answer.figure is not None
    asp = next(one for one in shipped.knowledge.series if one.id == "asp")
    wanted = {point.value for point in asp.points if point.label in ("2025 Q1", "2025 Q2")}
    assert {one.value for one in reply.answer.figure.operands} == wanted


def test_a_column_that_is_named_is_told_alone(shipped: Bot) -> None:
    reply = shipped.answer(asked("power of the yu7 pro vs the yu7 max"))

    assert reply.answer is not None, reply.message
    assert reply.answer.figure is not None
    assert {one.value for one in reply.answer.figure.operands} == {496, 690}


def test_a_bare_name_after_a_figure_asks_for_the_same_figure(shipped: Bot) -> None:
    replies = talk(shipped, "what does the yu7 pro cost", "and the max?")

    assert ids(*replies) == ["yu7-trims-2026:yu7-pro:price", "yu7-trims-2026:yu7-max:price"]


@pytest.mark.parametrize(
    ("turns", "cell"),
    [
        pytest.param(("0-100 of the su7 pro",), "su7-2026-trims:su7-pro:acceleration", id="the newer generation"),
        pytest.param(("0-100 of the first su7 pro",), "su7-2024-trims:su7-pro:acceleration", id="that is named"),
        pytest.param(
            ("how fast is the su7 max", "and 0-100?", "and the pro?"),
            "su7-2026-trims:su7-pro:acceleration",
            id="the newer one in a conversation",
        ),
    ],
)
def test_a_figure_is_of_the_newer_generation_where_none_is_named(
    shipped: Bot, turns: tuple[str, ...], cell: str
) -> None:
    *_, reply = talk(shipped, *turns)

    told = reply.answer or reply.choices[0]  # A bare name is not always sure enough.
    assert told.id == cell
