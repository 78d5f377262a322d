"""Questions about the shipped figures, from the words to the reply."""

from __future__ import annotations

import pytest

from bot.bot import Bot
from tests.shops import asked


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("Last year-end where Xiaomi Group's market value was below 100 billion USD?", "50.02", id="last"),
        pytest.param(
            "At which year end from 2020 to 2025 was Xiaomi worth the least, in dollars?", "34.99", id="least"
        ),
        # In June 2025 it was worth more.
        pytest.param("At which year end from 2020 to 2025 was Xiaomi worth the most?", "131.49", id="year ends alone"),
        pytest.param(
            "2026 delivery target, how many percent above the goal it first set for 2025 back in January 2025?",
            "83.3% more",
            id="above",
        ),
        pytest.param("Tell me the story of the EV gross margin from Q2 2024 until Q1 2026", "26.4%", id="story"),
        pytest.param("How has the headcount of the cars grown from September 2021 to April 2024?", "300", id="grown"),
        pytest.param("How many of the SkyNomad versions have the bigger 76 kWh battery?", "Three", id="bigger of two"),
        pytest.param("How many YU7 versions have the longer 835 km range?", "One", id="longer of two"),
        pytest.param(
            "Which was the first quarter in which group revenue was over 110 billion yuan, since 2024?",
            "Q1 2025",
            id="first quarter in which",
        ),
        pytest.param(
            "SUVs in mid 2025: Xpeng G7, BYD Tang L, YU7 or the normal Model Y. Average of the four start prices?",
            "238,150 yuan",
            id="the normal one of another model",
        ),
        pytest.param(
            "Carmakers worth over 100 billion dollars at 31 Dec 2025, how many were there?", "Four", id="there"
        ),
        pytest.param("avg selling price per car, which quarter was the first north of 250,000?", "Q2 2025", id="avg"),
        pytest.param("In how many quarters did revenue from cars top 25 billion yuan?", "**Two**", id="topped"),
        pytest.param("Since the start of 2025, which quarter had the lowest group revenue?", "Q1 2026", id="since"),
        pytest.param("By what percentage did the Model 3 price drop between March 2024 and 2025?", "4.2%", id="side"),
        pytest.param(
            "SU7 and YU7 versions: how many need under 15 minutes for 10 to 80 percent?", "Four", id="families"
        ),
        pytest.param("2025 deliveries broken down to a day, how many cars is that?", "1,126", id="beside the question"),
        pytest.param(
            "SU7 Pro, range of the 2026 one against 2024. How much is it up in percent?", "8.7%", id="version"
        ),
    ],
)
def test_tells_the_figure_that_is_meant(shipped: Bot, text: str, told: str) -> None:
    reply = shipped.answer(asked(text))

    assert reply.answer is not None, reply.message
    assert told in reply.answer.text
