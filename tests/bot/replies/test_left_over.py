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
        pytest.param("what does one seat cost in the skynomad n90 max", "38,557 yuan", id="one of a column"),
        pytest.param("kwh per 100 km for the su7 standard 2026", "10.14 kWh per 100 km", id="per so many"),
        pytest.param(
            "su7 ultra sold 15,578 in 2025 total, how big is the part of march alone in percent",
            "about 3,100 cars in March 2025 of the 15,578 cars in the question",
            id="a whole that is stated",
        ),
        pytest.param(
            "My car weighs 1,300 kg. How many kg heavier is the YU7 Max?",
            "2,405 kg for YU7 Max against the 1,300 kg in the question",
            id="a sentence with a figure",
        ),
        pytest.param(
            "how many cars did xiaomi deliver per store in september 2025 (402 stores)?",
            "104 cars",
            id="per so many that are stated",
        ),
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
        pytest.param(
            "how many kilometres of range separate the su7 max and the su7 pro of 2026", "67 km less", id="separate"
        ),
        pytest.param("deliveries january-march plus april-june 2026 together", "185,055 cars", id="months as quarters"),
        pytest.param(
            "how did the average selling price develop from q3 2025 until today",
            "fell**: 260,053 yuan in Q3 2025",
            id="up to now",
        ),
        pytest.param("sum q1-q3 2025 deliveries", "265,967 cars", id="a range by a mark"),
        pytest.param("YU7 sales rise from november to december 2025 in percents", "15.9% more", id="a rise"),
        pytest.param(
            "how much did the average selling price drop between q3 2025 and q2 2026",
            "11.8% less** (30,741 yuan)",
            id="either way",
        ),
        pytest.param("how many rivals were cheaper than the su7 in march 2024", "**Four** below", id="beyond a row"),
        pytest.param(
            "how many km further does the 2026 su7 pro go than the 2024 one", "72 km more", id="so many of a unit"
        ),
        pytest.param(
            "number of yu7 versions with at least 690 ps (2026)", "**Two** at 690 PS or more", id="the number of things"
        ),
        pytest.param("0-100 of the GT vs the Max", "3.23 s", id="two versions of one model"),
        pytest.param(
            "how did monthly su7 sales in china go from july to december 2025",
            "no figure for September 2025",
            id="a course with a gap",
        ),
        pytest.param(
            "EV segment gross margin from Q2 2024 to Q1 2026: where did it start, where did it peak, where did it end?",
            "highest was 26.4% in Q2 2025",
            id="a course piece by piece",
        ),
        pytest.param(
            "the recall of august 2026 hit about 4.3 million cars of nine makers. what percent of them were xiaomis?",
            "**9.1%**",
            id="a share of a figure that is hit",
        ),
        pytest.param("what is the nurburgring record", "Manthey", id="the record is the lowest where fewer is better"),
        pytest.param(
            "how many percentage points is the ev segment gross margin below its peak",
            "6.3 percentage points less",
            id="newest against the peak",
        ),
        pytest.param(
            "how far below the record month was july 2025 in deliveries", "19,760", id="time against the peak"
        ),
        pytest.param("yu7 share in december 2025", "77.8%", id="share of a model"),
        pytest.param("whats the fastest xiaomi car", "350 km/h", id="a way of asking for the highest of a column"),
        pytest.param(
            "by how many kilos is the 2026 su7 pro heavier than the 2024 one?",
            "90 kg heavier",
            id="of two tables alike",
        ),
        pytest.param(
            "at the end of 2025, tesla was worth how many toyotas?", "5.4 times", id="worth so many of another"
        ),
        pytest.param(
            "how many people died in all in the reported serious crashes of xiaomi cars up to october 2025?",
            "**7 dead**",
            id="a number that only stands in a date is not told",
        ),
        pytest.param(
            "how have cumulative deliveries grown from the end of 2024 to september 2026?",
            "from 136,854 cars",
            id="a course from the end of a year",
        ),
        pytest.param("xiaomi deliveries per day on average in whole 2025?", "1,126", id="a mean that is so many a day"),
        pytest.param(
            "what percentage of group revenue came from evs in q2 2025", "20.6 of 116", id="what electric cars are"
        ),
        pytest.param("power of the n90 max in horsepwer", "421 PS", id="a misspelt unit"),
        pytest.param("of the yu7s and su7s of december 2025 together, what percent were su7s", "22.2%", id="of a sum"),
        pytest.param("su7 and model 3 combined in 2025: what percent was the model 3?", "43.7%", id="part of a sum"),
        pytest.param("su7 pro 2024 vs 2026, gain of range in percent", "8.7% more", id="from the former year"),
        pytest.param(
            "was car revenue higher in Q1 2026 or in 2025, by how much", "18.1 billion", id="the same quarter"
        ),
        pytest.param(
            "was market value of byd or toyota higher at the end of 2025 and how large is the gap",
            "**USD 148.76 billion less**",
            id="the gap between what was named before",
        ),
        pytest.param(
            "early straight-line test 2024, su7 max or taycan quicker, how much",
            "0.32 s quicker",
            id="a name of a time",
        ),
        pytest.param("su7 max 24h endurance average kmh", "**177.67 km", id="in the unit of a speed"),
        pytest.param("how did su7 ultra sales go over the course of 2025", "It **fell**", id="over the course"),
        pytest.param(
            "which was the larger loss of the ev segment in 2026, q1 or q2, and how far apart are they?",
            "0.5 billion yuan",
            id="how far apart",
        ),
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
        pytest.param("SU7 share in all cars Xiaomi delivered in 2025?", id="a part of another whole"),
        pytest.param(
            "how much of the 550k goal for 2026 had xiaomi reached after first half of 2026 (in %)", id="a goal of 2024"
        ),
    ],
)
def test_gives_no_figure_that_leaves_out_what_is_asked(shipped: Bot, text: str) -> None:
    reply = shipped.answer(asked(text))

    assert reply.outcome is not Outcome.ANSWER, reply.message


def test_offers_the_table_of_a_query_that_is_likelier_than_any_entry(shipped: Bot) -> None:
    reply = shipped.answer(asked("when did Xiaomi's Chinese car shops first top 300?"))

    assert reply.choices[0].id == "china-stores"


def test_converts_no_price_where_a_weight_is_asked_for(shipped: Bot) -> None:
    reply = shipped.answer(asked("what is the weight of the n90 max in pounds"))

    assert "pounds" not in reply.message
    assert reply.outcome is not Outcome.ANSWER or "2,800 kg" in reply.message
