"""Counting with figures that were just told, and what a question that was asked back leaves to the next one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import Bot
from bot.model import Choice, Context, Question, Reply

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def reply(bot: Bot, context: Context, text: str) -> Reply:
    return bot.answer(Question(text, asked_at=NOW), context)


def after(bot: Bot, id: str) -> Context:
    return bot.choose(id, Context(), Question("", asked_at=NOW)).context


@pytest.mark.parametrize(
    ("before", "asked", "counted"),
    [
        ("su7-ultra-offer-april-2025", "wing and carbon parts together?", "58,000"),
        ("su7-sales-vs-model-3-2025", "by how many cars", "57,803"),
        ("outsold-tesla-china-october-2025", "so the gap is how large?", "22,648"),
    ],
)
def test_counts_with_the_figures_of_an_answer(shipped: Bot, before: str, asked: str, counted: str) -> None:
    answer = reply(shipped, after(shipped, before), asked).answer

    assert answer is not None
    assert counted in answer.text


def test_words_for_money_are_not_answered_from_speeds(shipped: Bot) -> None:
    fast = reply(shipped, after(shipped, "su7-ultra-top-speed"), "and the yu7 gt")

    cheaper = reply(shipped, fast.context, "which one is cheaper")

    assert "km/h" not in (cheaper.answer.text if cheaper.answer else "")


def test_a_question_that_was_asked_back_is_still_what_is_spoken_of(shipped: Bot) -> None:
    offered = (
        Choice("yu7-price", "How much does the YU7 cost?"),
        Choice("yu7-trims", "How do the YU7 versions compare?"),
    )
    context = Context(None, "yu7 starting price", (("model", "yu7"), ("quantity", "price")), offered, NOW)

    answer = reply(shipped, context, "and how far does it go on a charge?").answer

    assert answer is not None
    assert answer.id == "yu7-range"


@pytest.mark.parametrize(
    ("turns", "counted"),
    [
        (("xiaomi's ev revenue in 2025?", "and in 2024", "growth in %?"), "221.8%"),
        (("what does the yu7 max cost", "nah not the max, the gt", "so how much more is that"), "60,000"),
        (("monthly active users in june 2026?", "september 2025?", "so plus how many million"), "24.8 million"),
        (("price of the new su7, the base one?", "oh no the max i mean", "so what's between these two"), "84,000"),
        (
            (
                "average selling price in q3 2025?",
                "and q2 2025?",
                "the difference between those two quarters, exactly?",
            ),
            "6,391",
        ),
    ],
)
def test_counts_with_what_the_last_two_questions_asked_for(shipped: Bot, turns: tuple[str, ...], counted: str) -> None:
    context = Context()
    for turn in turns:
        last = reply(shipped, context, turn)
        context = last.context

    assert last.answer is not None
    assert counted in last.answer.text


def test_conditions_within_the_last_answer_are_not_set_against_what_it_tells(shipped: Bot) -> None:
    context = after(shipped, "su7-max-facts")
    pro = reply(shipped, context, "and the pro?")

    gap = reply(shipped, pro.context, "so what is the gap?")

    assert "240 km/h" not in (gap.answer.text.partition("\n\n")[0] if gap.answer else "")


def test_a_question_behind_a_result_of_two_answers_is_taken_apart_without_an_error(
    shipped: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    stores = reply(shipped, after(shipped, "china-store-count"), "and at the end of march 2025")

    reply(shipped, stores.context, "more than doubled then? by how many shops exactly")

    assert "answer failed" not in caplog.text


def test_who_asks_for_the_source_of_a_figure_gets_its_answer_again(shipped: Bot) -> None:
    told = reply(shipped, Context(), "how many orders did the yu7 get in the first hour")
    other = reply(shipped, told.context, "who is lei jun")

    again = reply(shipped, other.context, "what is your source for the 289,000?").answer

    assert told.answer is not None
    assert again is not None
    assert again.id == told.answer.id
