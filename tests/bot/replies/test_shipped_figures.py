"""Questions to the shipped knowledge that ask for a figure, whose obvious answer is the figure of something else."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from bot import Bot
from bot.model import Context, Question, Reply

_TODAY = datetime(2026, 11, 25, 12, tzinfo=UTC)


def last_reply(bot: Bot, turns: str) -> Reply:
    """`turns`: parted by "/"."""
    context, reply = Context(), None
    for turn in turns.split(" / "):
        reply = bot.answer(Question(turn, asked_at=_TODAY), context)
        context = reply.context
    assert reply is not None
    return reply


def told(reply: Reply) -> str:
    """Without the marks of bold text."""
    return reply.answer.text.replace("*", "") if reply.answer else ""


@pytest.mark.parametrize(
    ("turns", "figure"),
    [
        pytest.param("did xiaomi deliver more cars in may 2025 or may 2024?", "19,354 more", id="what a month added"),
        pytest.param("how many days from 800,000 to 500,000 cars?", "281 days", id="limits from the higher one"),
        pytest.param("yuan per km of the su7 max", "364 yuan a kilometre", id="price and range of now"),
        pytest.param("range per kWh of the yu7 max in miles", "4.64 miles a kWh", id="converted with its divisor"),
        pytest.param(
            "how many dollars is 329,900 yuan?", "About 49,300 US dollars", id="a figure that is said, in money"
        ),
        pytest.param("902 km in miles", "About 560 miles", id="a figure that is said, in miles"),
        pytest.param("what does the su7 cost in dollars and euros?", "About 28,500 euros", id="the last of two units"),
        pytest.param("what does the su7 cost in dollars and euros?", "About 32,800 US dollars", id="the first of two"),
        pytest.param(
            "what does the su7 cost / in dollars and euros?", "About 32,800 US dollars", id="and nothing else"
        ),
        pytest.param("how many km further does the su7 pro go than the su7 max", "67 km more", id="of the newer table"),
    ],
)
def test_tells_the_figure_that_is_meant(shipped: Bot, turns: str, figure: str) -> None:
    assert figure in told(last_reply(shipped, turns))


@pytest.mark.parametrize(
    ("turns", "tempting"),
    [
        pytest.param(
            "what share of the october 2025 deliveries was november 2025?", r"95", id="share of another month"
        ),
        pytest.param(
            "how many cars did xiaomi deliver in october 2025? / and in november 2025? / what share was november?",
            r"95\.1%",
            id="share of what was told",
        ),
        pytest.param("what is the third cheapest xiaomi car?", r"209,900", id="the first of all, asked for the third"),
        pytest.param("which xiaomi car has the second longest range?", r"902", id="the first, asked for the second"),
        pytest.param("how many dollars is 15,001 yuan?", r"\bOne\b|dollars", id="conversion of what nothing holds"),
    ],
)
def test_tells_no_figure_that_says_nothing(shipped: Bot, turns: str, tempting: str) -> None:
    assert not re.search(tempting, told(last_reply(shipped, turns)))
