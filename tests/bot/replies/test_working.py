"""Short messages that ask for something to be worked out of the figures that were told last."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import Bot
from bot.memory.forms import to_context, to_json
from bot.model import Context, Outcome, Question, Reply

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def talked(bot: Bot, *turns: str) -> Reply:
    """The reply to the last turn; what is remembered between them has been through a database."""
    context = Context()
    for turn in turns:
        reply = bot.answer(Question(turn, asked_at=NOW), to_context(to_json(context)))
        context = reply.context
    return reply


def told(bot: Bot, *turns: str) -> str:
    answer = talked(bot, *turns).answer
    assert answer is not None
    return answer.text


@pytest.mark.parametrize(
    ("turns", "result"),
    [
        pytest.param(("deliveries q2 2026", "vs q2 2025?"), "22,897 more", id="against-a-time"),
        pytest.param(
            ("deliveries q1 2026", "and in q2?", "and together?", "compared to h1 2025?"), "27,884 more", id="a-sum"
        ),
        pytest.param(("deliveries q2 2026", "vs q2 2025?", "in %"), "28.2% more", id="then-in-percent"),
        pytest.param(("deliveries q2 2026", "compared to q2 2025", "i meant percent"), "28.2% more", id="meant"),
        pytest.param(("price of the yu7 max", "how much more than the pro?"), "50,000 yuan", id="against-a-row"),
        pytest.param(
            ("ev gross margin by quarter", "so how many points below the peak is that now?"),
            "6.3 percentage points less",
            id="newest-against-the-peak",
        ),
        pytest.param(
            ("deliveries july 2025", "how far below the record month is that?"), "19,760", id="against-an-end"
        ),
        pytest.param(
            ("EV segment revenue Q2 2026", "as a share of group revenue in Q2 2026?", "and a year earlier?"),
            "18.4%",
            id="the-share-a-year-earlier",
        ),
        pytest.param(
            ("top speed yu7 gt", "and the max?", "so the gt is how much faster"), "47 km/h faster", id="one-of-two"
        ),
        pytest.param(("group revenue q1 2026", "yoy"), "11% less", id="on-the-year"),
        pytest.param(("group revenue q1 2026", "yoy", "same for q2"), "6.1% less", id="the-same-later"),
        pytest.param(
            ("nio chargers usable from the xiaomi app", "xpeng", "li auto", "total of the three"), "29,000", id="three"
        ),
        pytest.param(("ev revenue q2 2026", "sum of the four quarters of 2025"), "103.3 billion", id="all-of-a-year"),
        pytest.param(
            ("deliveries per month july to december 2025", "add them up"), "253,911", id="all-that-was-listed"
        ),
        pytest.param(("how many yu7 in july 2025", "since then, total?"), "200,693", id="since-then"),
        pytest.param(("average selling price q3 2025", "and the highest ever?"), "260,053", id="ever"),
        pytest.param(
            ("deliveries per quarter in 2025", "worst quarter", "spread between worst and best"), "69,246", id="ends"
        ),
        pytest.param(
            ("how many car stores at the end of march 2025", "and june?", "so how many more in one quarter"),
            "100 more stores",
            id="two-of-one-answer",
        ),
        pytest.param(
            ("range of the new 2026 su7 pro", "and the max?", "so how many km less is that"),
            "67 km less",
            id="versions",
        ),
        pytest.param(
            ("cars in the september 2025 recall", "and the january 2025 recall, how many cars", "sum of both?"),
            "147,818",
            id="of-two-days",
        ),
        pytest.param(
            (
                "one-year resale value of the su7 in the first half of 2025",
                "and the model 3?",
                "and the model y?",
                "so how many points behind the xiaomi is that",
            ),
            "17.63 percentage points",
            id="one-told-earlier",
        ),
        pytest.param(("deliveries q2 2026", "and q2 2025", "yoy growth in %"), "28.2% more", id="a-year-apart"),
        pytest.param(
            ("ev revenue q3 2025", "is that more than a year ago?"), "18.8 billion yuan more", id="a-year-ago"
        ),
        pytest.param(
            ("cars delivered in august 2026", "same month last year?", "so down by how many"), "6,243", id="same-month"
        ),
        pytest.param(
            ("whats the range of the first su7 pro (2024)", "standard?"), "700 km", id="a-version-by-its-word"
        ),
        pytest.param(
            ("how many cars did porsche sell in china in 2025", "per month on average?"), "3,495", id="one-spread-out"
        ),
    ],
)
def test_works_on_with_what_was_told(shipped: Bot, turns: tuple[str, ...], result: str) -> None:
    assert result in told(shipped, *turns)


def test_what_the_message_names_is_the_whole_at_the_same_time(shipped: Bot) -> None:
    turns = ("group r&d q3 2025", "as a share of revenue that quarter")

    assert "9.1 of 113.1" in told(shipped, *turns)
    assert "9 of 99.1" in told(shipped, *turns, "same for q1 2026")


def test_only_the_time_is_changed_where_nothing_else_is_named(shipped: Bot) -> None:
    assert "251,171" in told(shipped, "average selling price full year 2024", "2025")


def test_reckons_with_figures_that_are_written_out(shipped: Bot) -> None:
    turns = ("car revenue 2025", "and 2024?")

    assert "71.2 billion yuan more" in told(shipped, *turns, "so 103.3 minus 32.1?")
    assert "135.4 billion yuan" in told(shipped, *turns, "103.3 + 32.1")


def test_does_not_reckon_with_numbers_that_nobody_told(shipped: Bot) -> None:
    assert talked(shipped, "car revenue 2025", "17 minus 4?").outcome is not Outcome.ANSWER


def test_counts_from_the_later_figure_to_the_earlier_one(shipped: Bot) -> None:
    turns = (
        "average selling price q2 2026",
        "which quarter had the highest",
        "by how much did it drop since then, in %",
    )

    assert "11.8% less" in told(shipped, *turns)


def test_says_nothing_that_contradicts_the_direction_asked_for(shipped: Bot) -> None:
    answer = talked(shipped, "deliveries q1 2026", "and q2?", "by how much did that drop").answer

    assert answer is None or "23,343 more" not in answer.text


def test_months_of_two_models_are_no_total_of_both(shipped: Bot) -> None:
    answer = talked(shipped, "su7 sales in china december 2025", "how many su7 in total by now, and yu7?").answer

    assert answer is None or "24,681" not in answer.text


def test_why_it_fell_is_no_question_of_how_much(shipped: Bot) -> None:
    answer = talked(shipped, "average selling price q2 2025", "and q2 2026?", "why did it drop so much").answer

    assert answer is not None
    assert "mix" in answer.text


def test_a_result_has_the_date_and_the_sources_of_the_figures_that_it_rests_on(shipped: Bot) -> None:
    cells = {cell.id: cell for cell in shipped.knowledge.cells}
    later, earlier = cells["monthly-deliveries:2025-10"], cells["monthly-deliveries:2024-04"]

    answer = talked(shipped, "how many more cars in october 2025 than in april 2024").answer

    assert answer is not None
    assert answer.figure is not None
    assert answer.as_of == "2025-10-31"
    assert answer.sources == (*later.sources, *earlier.sources)
    assert not answer.stale


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param(("how long is the su7 ultra", "by how much"), id="length-and-width"),
        pytest.param(("what did xiaomi spend on r&d in q1 2026", "how much more than in 2019"), id="of-another-time"),
        pytest.param(("xiaomi group results q1 2026", "growth?"), id="revenue-and-profit"),
    ],
)
def test_counts_nothing_with_figures_of_different_things(shipped: Bot, turns: tuple[str, ...]) -> None:
    answer = talked(shipped, *turns).answer

    assert answer is None or answer.figure is None or "“" not in answer.text


def test_a_correction_gets_the_line_that_it_asks_for_alone(shipped: Bot) -> None:
    text = told(shipped, "how many orders did the yu7 get in the first hour", "no, in the first 2 minutes i mean")

    assert "196,000" in text
    assert "289,000" not in text


@pytest.mark.parametrize("word", ["until?", "date?", "date？"])
def test_a_single_word_is_no_small_talk_behind_an_answer(shipped: Bot, word: str) -> None:
    answer = talked(shipped, "when did the construction of the car factory begin", word).answer

    assert answer is None or answer.topic != "smalltalk"


def test_what_cannot_be_counted_with_is_not_told_again(shipped: Bot) -> None:
    told = shipped.choose("su7-high-mileage-battery", Context(), Question("", asked_at=NOW))

    reply = shipped.answer(Question("so how many times more is that?", asked_at=NOW), told.context)

    assert reply.answer is None or reply.answer.id != "su7-high-mileage-battery"


def test_a_figure_behind_a_calculation_is_not_counted_with_its_operands(shipped: Bot) -> None:
    context = talked(
        shipped, "deliveries q2 2026", "vs q2 2025?", "how many cars did Xiaomi deliver in July 2025?"
    ).context

    assert [one.ids for one in context.told] == [("monthly-deliveries:2025-07",)]


@pytest.mark.parametrize(
    "unanswered",
    [
        pytest.param("and in 1999?", id="asked back"),
        pytest.param("how many bicycles did they sell?", id="not known"),
    ],
)
def test_counts_with_nothing_that_was_told_before_a_question_without_an_answer(shipped: Bot, unanswered: str) -> None:
    turns = ("how many cars were delivered in q1 2026", "and in q2?", unanswered)
    assert talked(shipped, *turns).answer is None

    answer = talked(shipped, *turns, "so how many more is that").answer

    assert answer is None or answer.figure is None


@pytest.mark.parametrize("follow_up", ["and may and june?", "and in the two months after that?"])
def test_each_of_two_months_is_told(shipped: Bot, follow_up: str) -> None:
    reply = talked(shipped, "how many cars did xiaomi deliver in april 2025?", follow_up)

    assert reply.answer is not None
    assert reply.answer.figure is not None
    assert [one.label for one in reply.answer.figure.operands] == ["May 2025", "June 2025"]


def test_who_asks_for_the_place_of_a_figure_is_not_told_the_highest(bicycles: Bot) -> None:
    # 1,200 bikes are the fewest of three years.
    assert "highest" not in talked(bicycles, "how many bikes did you sell in 2024", "where does it rank?").message
