"""The parts of a message that may ask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.parts import PART_LIMIT, parts_that_may_ask


def test_a_short_message_has_no_parts() -> None:
    assert parts_that_may_ask("Hi! When do you open?", "en") == ()


def test_the_part_that_asks_is_found() -> None:
    parts = parts_that_may_ask(
        "Hello everybody out there. I was in town with my brother. When does the shop open? Thanks a lot!",
        "en",
    )

    assert "When does the shop open?" in parts
    assert not {"Hello everybody out there.", "Thanks a lot!"} & set(parts)


def test_two_questions_are_two_parts_in_their_order() -> None:
    parts = parts_that_may_ask("When does the shop open in the morning? And where can I park my car there?", "en")

    assert parts == ("When does the shop open in the morning?", "And where can I park my car there?")


def test_a_part_that_names_nothing_is_none() -> None:
    parts = parts_that_may_ask("Makers worth over 100 billion dollars at the end of 2025, how many were there?", "en")

    assert parts == ()


def test_a_date_alone_belongs_to_what_stands_before_it() -> None:
    parts = parts_that_may_ask(
        "How many bikes were sold when the new shop opened, so in 2021? I love it, what does it cost?",
        "en",
    )

    assert parts == ("How many bikes were sold when the new shop opened, so in 2021?", "what does it cost?")


def test_two_dates_that_are_joined_belong_to_the_question_behind_them() -> None:
    text = "Lark recalls of May 2024 and June 2025, how many bikes is that if I add both?"

    assert parts_that_may_ask(text, "en") == ()


def test_no_more_parts_than_can_be_looked_at() -> None:
    text = " ".join(f"What does number {count} cost?" for count in range(100))

    assert len(parts_that_may_ask(text, "en")) == PART_LIMIT


@given(st.text(max_size=300))
def test_parts_of_any_text_stand_in_it(text: str) -> None:
    assert all(part in text for part in parts_that_may_ask(text, "en"))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(
            "Finch owner here, and quite happy. price of the Lark", ("price of the Lark",), id="nothing asks: the last"
        ),
        pytest.param("price of the Lark", (), id="a single part"),
    ],
)
def test_what_may_ask_beside_what_is_told(text: str, parts: tuple[str, ...]) -> None:
    assert parts_that_may_ask(text, "en") == parts
