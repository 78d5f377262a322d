"""Tests that what a question about figures says beside a figure is worked out, or the figure is not given."""

from __future__ import annotations

import pytest

from bot.bot import Bot
from bot.model import Outcome
from tests.shops import asked


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("yuan per ps of the yu7 gt", "389 yuan a PS", id="unit of another column"),
        pytest.param("price per kwh of the yu7 max since may 2026", "3,244 yuan a kWh", id="title and unit"),
        pytest.param("wheelbase of the yu7 in inches", "118 inches", id="inches"),
        pytest.param(
            "how much shorter is the wheelbase of the model y than that of the yu7", "110 mm less", id="length"
        ),
        pytest.param(
            "by what percent did the market value of toyota grow from the end of 2024 to the end of 2025",
            "6.2% more",
            id="two tables",
        ),
        pytest.param("did sales of the ultra rise or fall in 2025", "fell", id="or the other way"),
        pytest.param(
            "by how many percent did the range of the su7 max grow from 2024 to 2026",
            "4.4% more",
            id="from one to other",
        ),
        pytest.param(
            "average penalty points of the large electric sedans in q1 2025",
            "183.6",
            id="a name in the title is no row",
        ),
        pytest.param("combined number of cars in all recalls", "537,818", id="the only numbers of a table"),
    ],
)
def test_works_out_all_that_is_asked(shipped: Bot, text: str, told: str) -> None:
    reply = shipped.answer(asked(text))

    assert reply.answer is not None, reply.message
    assert told in reply.answer.text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("litres per km of the n90 max", id="no unit of the kind"),
        pytest.param("how many model y were sold in china in february 2026", id="figures of another month"),
    ],
)
def test_gives_no_figure_that_leaves_out_what_is_asked(shipped: Bot, text: str) -> None:
    reply = shipped.answer(asked(text))

    assert reply.outcome is not Outcome.ANSWER, reply.message
