"""Questions to the shipped knowledge that ask for another unit, or how long a course took."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from _pytest.mark import ParameterSet

from benchmarks.asking import replies_to
from bot import Bot
from bot.model import Outcome, Reply

_TODAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
_NEAR = 0.04
"""Share by which a converted figure may be off: by which rate is the bot's choice."""

CONVERTED = [
    ("yu7 max price in euros", 42_900, "euro"),
    ("what does the new su7 pro cost in us dollars?", 37_250, "dollar"),
    ("my brother paid 245,900 yuan for his su7 pro. how much is that in dollars?", 36_000, "dollar"),
    ("ultra price in pounds", 59_000, "pound"),
    ("group revenue q3 2025 in dollars", 15.87, "billion .*dollar|dollars? billion"),
    ("how much is the average selling price of q1 2025 in euro", 30_700, "euro"),
    ("revenue from cars in 2025 q2, in usd please", 2.87, "billion .*dollar"),
    ("xiaomi share price on 27 june 2025 in us dollars", 7.83, "dollar"),
    ("r&d spending of the group in q3 2025 in euros", 1.09, "billion .*euro"),
    ("adjusted net profit of the group q2 2025 usd", 1.504, "billion .*dollar"),
    ("the segment loss in q1 2026 converted to dollars", 449.6, "million .*dollar"),
    ("monthly rate of the yu7 on the 7 year loan, in dollars", 372, "dollar"),
    ("down payment for the tesla model 3 on the seven year loan in €", 9_767, "euro"),
    ("how many dollars is the yu7 gt", 58_150, "dollar"),
    ("yu7 standard 2026 price in gbp", 25_940, "pound"),
    ("price of the skynomad n70 max in dollars", 35_760, "dollar"),
    ("how much more does the yu7 max cost than the yu7 pro, in dollars", 7_452, "dollar"),
    ("difference between the new su7 max and su7 pro price in euros", 7_000, "euro"),
    ("what does the yu7 pro cost / what is that in dollars", 41_700, "dollar"),
    ("group revenue in q2 2025 / in euros?", 14.03, "billion .*euro"),
    ("how much has xiaomi invested in cars so far / and in usd?", 4.18, "billion .*dollar"),
    ("what does the su7 cost / the max, 303,900 yuan, how many euro?", 39_300, "euro"),
    ("what does the su7 cost / 249,900 CNY in USD", 37_200, "dollar"),
    ("what do the skynomads cost / 269 900 how much is this in euro?", 34_960, "euro"),
    ("can i import a xiaomi car to france / and what does the YU7 cost in China, in euros?", 30_250, "euro"),
    ("market value of xiaomi on 31 december 2025 in yuan", 926, "billion .*yuan|yuan"),
    ("yu7 gt top speed in mph", 186.4, "mph"),
    ("weight of the yu7 max in pounds", 5_302, "pound"),
    ("electric range of the n70 max in miles", 313.8, "mile"),
    ("power of the 2026 su7 max in kw", 507.5, "kw"),
    ("range of the yu7 max in miles", 472.2, "mile"),
    ("What is the range of the YU7 Max? / in miles?", 472.2, "mile"),
    ("top speed of the su7 ultra in mph", 217.5, "mph"),
    ("SU7 price in China, all trims, in yuan and euro", 39_300, "euro"),
    ("SU7 price in China, all trims, in yuan and euro / SU7 Max 303,900 yuan in EUR", 39_300, "euro"),
]
"""Each with the figure and its unit; "/" parts the turns."""

LASTED = [
    ("from 600k to 800k in how long", r"206 days|\b(?:6\.[78]|seven) months"),
    ("how long did it take from the first to the 500,000th car", r"(?:\b20|twenty) months|60[0-9] days"),
    ("how many months between the launch of the su7 and the yu7", r"\b(?:15|fifteen|14\.9|15\.0) months"),
    ("how long did xiaomi need from 10,000 to 258,000 deliveries in total?", r"376 days|12\.4 months"),
    ("time between 600,000 and 655,000 cars delivered in total", r"69 days|2\.3 months"),
    ("how many days from the 600,000th to the 800,000th car", r"206 days"),
    ("how long did they take to grow from 100 to 400 stores in china", r"36[0-9] days|\b1[12](?:\.\d)? months"),
    ("how many months did the store network need from 200 to 441 stores", r"\b(?:11|eleven|1[01]\.\d) months"),
    ("how long until the su7 grew from 258,000 to 360,000 cars", r"230 days|7\.[56] months"),
    ("how long from the 500,000th to the 600,000th car", r"75 days|two months|2\.5 months"),
    ("in how many months did the connected devices go from 655 million to 1 billion", r"2[01](?:\.\d)? months"),
    ("how long between the launch of the yu7 and the yu7 gt", r"329 days|10\.8 months|eleven months|11 months"),
    ("how many days lie between the launch of the su7 ultra and the yu7", r"119 days"),
    ("when did they reach 600,000 cars / and from there to 800,000, how long?", r"206 days|6\.8 months"),
    ("how many weeks from the launch of the su7 to the launch of the yu7", r"^65 weeks \(455 days\)"),
    ("how long in weeks from 600,000 to 800,000 deliveries", r"29\.4 weeks"),
    ("how many years between the launch of the su7 and the yu7 gt", r"^About 2\.1 years"),
    ("how long did it take to go from 30 to 131 cities with stores", r"51[0-9] days|\b1[67](?:\.\d)? months"),
]

UNTOLD = [
    ("car deliveries in 2025 in euros", r"[\d,.]+ euros"),
    ("how long from 800k to one million cars", r"\d+ (?:days|months)"),
    ("su7 price? / a friend paid 300,000 yuan for his. how much is that in dollars?", r"[\d,.]+ (?:US )?dollars"),
]


OPEN = {
    "how long until the su7 grew from 258,000 to 360,000 cars",
    "when did they reach 600,000 cars / and from there to 800,000, how long?",
}
"""Questions that are not answered so yet."""


def table(rows: Sequence[tuple[object, ...]]) -> list[ParameterSet]:
    marks = pytest.mark.xfail(strict=True, reason="not answered so yet")
    return [pytest.param(*row, id=str(row[0]), marks=[marks] if row[0] in OPEN else []) for row in rows]


def last_reply(bot: Bot, turns: str) -> Reply:
    *_, reply = replies_to(bot, turns.split(" / "), _TODAY)
    return reply


def told(reply: Reply) -> str:
    return re.sub(r"[*_]", "", reply.answer.text) if reply.answer else ""


@pytest.mark.parametrize(("turns", "figure", "unit"), table(CONVERTED))
def test_tells_a_figure_in_the_unit_that_is_asked_for(shipped: Bot, turns: str, figure: float, unit: str) -> None:
    text = told(last_reply(shipped, turns))

    numbers = [float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
    assert any(abs(one - figure) <= _NEAR * figure for one in numbers), text
    assert re.search(unit, text, re.IGNORECASE), text


@pytest.mark.parametrize(("turns", "lasted"), table(LASTED))
def test_tells_how_long_it_took(shipped: Bot, turns: str, lasted: str) -> None:
    text = told(last_reply(shipped, turns))

    assert re.search(lasted, text, re.IGNORECASE), text


@pytest.mark.parametrize(("turns", "tempting"), table(UNTOLD))
def test_tells_no_figure_that_does_not_follow(shipped: Bot, turns: str, tempting: str) -> None:
    reply = last_reply(shipped, turns)

    assert reply.outcome is not Outcome.ANSWER or not re.search(tempting, told(reply))
