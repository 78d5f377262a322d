"""Questions to the shipped knowledge that ask for a figure, whose obvious answer is the figure of something else."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from benchmarks.asking import replies_to
from bot import Bot
from bot.model import Reply

_TODAY = datetime(2026, 11, 25, 12, tzinfo=UTC)


def last_reply(bot: Bot, turns: str) -> Reply:
    """`turns`: parted by "/"."""
    *_, reply = replies_to(bot, turns.split(" / "), _TODAY)
    return reply


def told(reply: Reply) -> str:
    """Without the marks of bold text."""
    return reply.answer.text.replace("*", "") if reply.answer else ""


@pytest.mark.parametrize(
    ("turns", "figure"),
    [
        pytest.param("did xiaomi deliver more cars in may 2025 or may 2024?", "19,354 more", id="what a month added"),
        pytest.param(
            "gross margin of the ev segment in the most recent quarter", "20.1 percent", id="most recent is new"
        ),
        pytest.param(
            "average selling price q3 2025 / and q2 2026 / difference in dollars?",
            "About 4,540 US dollars",
            id="figures just told, in another unit",
        ),
        pytest.param("how much is the yu7 max in euros at least?", "44,100 euros", id="at least is no least"),
        pytest.param(
            "how many more dollars was xiaomi worth at the end of 2025 than a year before?",
            "19.48 billion more",
            id="a year before is not each year",
        ),
        pytest.param("deliveries for each month of 2025", "March 2025: 29,244 cars", id="each month is told"),
        pytest.param("deliveries per quarter from Q1 2025 to Q2 2026", "Q3 2025: 108,796 cars", id="each quarter, too"),
        pytest.param("how many days from 800,000 to 500,000 cars?", "281 days", id="limits from the higher one"),
        pytest.param(
            "car revenue alone (not the segment with AI): Q1 2026 against Q1 2025, in percent?",
            "5% more",
            id="what brackets do not mean",
        ),
        pytest.param(
            "what does the revenue of the segment with EVs and AI add up to for the first three quarters of 2025?",
            "68.9 billion yuan",
            id="what it adds up to in a time",
        ),
        pytest.param(
            "skynomad n90 max, fuel plus battery together, how far does it go on cltc?",
            "1,705 km",
            id="the amount that stands before the question",
        ),
        pytest.param(
            "skynomad n70 pro, electric only, how far does it go on cltc?", "351 km", id="the other column beside it"
        ),
        pytest.param("yu7 gt in the city, how far does it go by cltc?", "705 km", id="a standard that is no subject"),
        pytest.param(
            "counting only xpeng and li auto, how many chargers are in the xiaomi app?",
            "15,000 chargers together",
            id="all that is counted",
        ),
        pytest.param(
            "how big was March in the SU7 Ultra's 2025 sales, as percentage of the year's total of 15,578?",
            "19.9%",
            id="a month behind was",
        ),
        pytest.param("how many yu7 (not su7) were sold in March 2026?", "13,558", id="a month behind such brackets"),
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
        pytest.param(
            "q3 to q4 2025, deliveries grew by what percent",
            "33.4% more",
            id="what grows, and not its growth on the year",
        ),
        pytest.param(
            "how much percent did car revenue grow between Q2 and Q4 2025?",
            "76.2% more",
            id="rounded figures that grow",
        ),
        pytest.param(
            "what was the on-year growth of deliveries in Q3 and Q4 2025?",
            "Q3 2025: 173%",
            id="growth on the year itself",
        ),
        pytest.param(
            "what did xiaomi take in with cars over the first three quarters of 2025 all together?",
            "67 billion yuan together",
            id="a part that is named, and not the whole",
        ),
        pytest.param(
            "in Q3 2025, what percentage of group revenue came from selling cars?", "25%: 28.3 of 113.1", id="its share"
        ),
        pytest.param(
            "revenue of the whole group in Q1 and Q2 2026 together", "208 billion yuan", id="the whole itself"
        ),
        pytest.param(
            "how much money did xiaomi's car segment lose in Q2 2024?",
            "-1.8 billion yuan",
            id="a loss is no difference",
        ),
        pytest.param(
            "how much money did the EV and AI segment lose in the first half of 2026 in total (Q1 plus Q2)?",
            "-5.7 billion yuan",
            id="losses added up",
        ),
        pytest.param("in which quarter did the segment lose most?", "Q1 2026", id="the most is lost at the lowest"),
        pytest.param(
            "how much did xiaomi's ev segment lose per delivered car in Q1 2026?", "-38,340 yuan", id="loss per car"
        ),
        pytest.param(
            "in the first quarter of 2026, how big was the EV segment's loss for each car delivered, in yuan?",
            "-38,340 yuan",
            id="loss for each car",
        ),
        pytest.param(
            "how many cars did xiaomi deliver per store in june 2025?", "74.63 cars", id="things per other thing"
        ),
        pytest.param(
            "the YU7 in its 24 hour run: what was the average speed then, km per hour?",
            "164.33 km",
            id="km of 24 hours",
        ),
        pytest.param(
            "what average speed in km/h did the 2026 SU7 Max hold in its 24-hour run?",
            "177.67 km",
            id="an average speed, of km in hours",
        ),
        pytest.param("what is the average top speed of the su7 versions?", "248.33 km/h", id="a mean of speeds"),
        pytest.param(
            "for the 2026 SU7 Max: how much cheaper was it at launch than in pre-sale?",
            "6,000 yuan cheaper",
            id="against the column behind than",
        ),
        pytest.param(
            "how much did the 2026 SU7 Pro drop from the presale price to the launch price?",
            "3.8% less",
            id="against the column behind from",
        ),
        pytest.param(
            "how much less is the price of the new SU7 Max than its presale price?",
            "6,000 yuan cheaper",
            id="two columns of one row, and not the table",
        ),
        pytest.param(
            "for the 7-year loans from january 2026, tesla wanted a down payment for the model 3 and xiaomi one for "
            "the yu7. how many times bigger was the tesla one?",
            "1.6 times as much",
            id="of what the sentence before names",
        ),
        pytest.param(
            "how much percent of its market value did xiaomi lose from the end of 2021 to the end of 2022?",
            "42.2% less",
            id="what is lost is no share",
        ),
        pytest.param(
            "with the seats up, how many litres more go into the trunk of a tesla model y than of the yu7?",
            "144 litres more",
            id="the column called by a synonym",
        ),
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
        pytest.param("what is the second most powerful xiaomi?", r"1,548", id="the first, asked for the second"),
        pytest.param("how many dollars is 15,001 yuan?", r"\bOne\b|dollars", id="conversion of what nothing holds"),
        pytest.param("by how much did ev revenue growth slow from q3 2025 to q1 2026", r"32\.9", id="change of growth"),
        pytest.param(
            "15 minutes on the fast charger: the 2026 SU7 Max gets how many times the kilometres that the plain 2024 "
            "SU7 gets, by Xiaomi's own claim?",
            r"\b670\b",
            id="an entry that tells no ratio",
        ),
        pytest.param(
            "the base Model 3 in China was cheaper in 2025 than when the SU7 launched in March 2024. by which "
            "percentage did Tesla's starting price come down?",
            r"\b90\b|1\.9",
            id="an entry that tells another percentage",
        ),
    ],
)
def test_tells_no_figure_that_says_nothing(shipped: Bot, turns: str, tempting: str) -> None:
    assert not re.search(tempting, told(last_reply(shipped, turns)))
