"""The question inside a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.asking import ends_with_question_mark, is_question
from bot.conversation.chatter import without_chatter
from bot.conversation.cleaning import without_lead_in, without_quotes
from bot.conversation.message import Remarked, question_beside_remarks, question_with_more, separate_questions
from bot.conversation.parts import PART_LIMIT, parts_that_may_ask
from bot.matching import normalise


def test_quoted_lines_and_links_weigh_nothing() -> None:
    text = "> the lark costs 500\n&gt; really\nis that so? https://shop.example/lark?x=1"

    assert without_quotes(text) == "is that so?"


@pytest.mark.parametrize("text", ["> the lark costs 500", "https://shop.example/lark"])
def test_a_message_that_is_nothing_else_is_kept(text: str) -> None:
    assert without_quotes(text) == text


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
    assert isinstance(without_quotes(text), str)
    assert all(part in text for part in parts_that_may_ask(text, "en"))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("one more: who did they overtake?", "who did they overtake?"),
        ("ok so another question, how many?", "how many?"),
        ("Quick question - the price?", "the price?"),
    ],
)
def test_what_announces_a_question_is_no_part_of_it(text: str, question: str) -> None:
    assert without_lead_in(text, "en") == question


@pytest.mark.parametrize(
    ("text", "language", "question"),
    [
        pytest.param("hi guys, how far does it go pls", "en", "how far does it go", id="before and behind"),
        pytest.param("honestly how far does it go, be honest?", "en", "how far does it go?", id="the mark stays"),
        pytest.param("Can somebody tell me the price\nof it, Sir", "en", "the price\nof it", id="two lines"),
        pytest.param("hey all, how far does it go, anyone?", "en", "how far does it go?", id="parted from it"),
        pytest.param("Hallo, weiß jemand, wie weit er fährt?", "de", "wie weit er fährt?", id="German"),
        pytest.param("hola, ¿cuánto cuesta, por favor?", "es", "¿cuánto cuesta?", id="Spanish"),
        pytest.param("Bonjour, combien coûte-t-il s'il vous plaît ?", "fr", "combien coûte-t-il?", id="French"),
        pytest.param("请问百灵多少钱，谢谢", "zh", "百灵多少钱", id="Chinese"),
    ],
)
def test_what_is_said_around_a_question_is_no_part_of_it(text: str, language: str, question: str) -> None:
    assert without_chatter(text, language) == question


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("hi there", id="a greeting"),
        pytest.param("thanks bro", id="thanks"),
        pytest.param("sorry, the red one", id="a correction"),
        pytest.param("and how many right now", id="a time"),
        pytest.param("all versions of the Lark", id="a word that also opens a question"),
        pytest.param("did it hurt anyone?", id="a word that also closes a question"),
        pytest.param("my friend has a Lark", id="told of somebody"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_said_for_its_own_sake_stays(text: str) -> None:
    assert without_chatter(text, "en") == text


@given(st.text(max_size=300), st.sampled_from(["en", "de", "es", "fr", "zh", "xx"]))
def test_of_any_text_a_run_of_words_is_left(text: str, language: str) -> None:
    left, words = normalise(without_chatter(text, language)), normalise(text)

    assert any(words[at : at + len(left)] == left for at in range(len(words) + 1))


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


@pytest.mark.parametrize("text", ["max: range?", "last month, how many?", "next year - what then?", "more?"])
def test_what_says_something_of_the_question_stays(text: str) -> None:
    assert without_lead_in(text, "en") == text


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who bakes the rolls,", True),
        ("and since when", True),
        ("In which street is it", True),
        ("the rolls, are they fresh?", True),
        ("I know what the rolls cost,", False),
        ("My brother says how good they are", False),
    ],
)
def test_a_question_is_plain_by_its_mark_or_its_first_word(text: str, asks: bool) -> None:
    assert is_question(text, "en") is asks


@pytest.mark.parametrize(("text", "ends"), [("open? ", True), ("几点开门？", True), ("open!", False), ("", False)])
def test_a_question_mark_may_be_of_a_wide_script(text: str, ends: bool) -> None:
    assert ends_with_question_mark(text) is ends


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("how old is the shop n how big", ("how old is the shop", "how big")),
        ("and the Lark, what is that? does it sell well?", ("the Lark, what is that?", "does it sell well?")),
        (
            "phase one: how many bikes a year, and when did it open?",
            ("phase one: how many bikes a year", "when did it open?"),
        ),
        ("I know what it costs", ()),
    ],
)
def test_two_questions_in_one_message(text: str, asked: tuple[str, ...]) -> None:
    assert separate_questions(text, "en") == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param(
            "When does the shop open? and the price of the Lark",
            ("When does the shop open?", "the price of the Lark"),
            id="few words behind",
        ),
        pytest.param("and the Lark, how heavy is it?", (), id="what is asked about stands before"),
        pytest.param("When does it open? Plus!", (), id="a word that joins nothing"),
        pytest.param("When does it open? and how early?", (), id="two questions"),
        pytest.param("I like the Lark. and the Comet", (), id="nothing asks"),
        pytest.param("Is it far? and my brother lives there since his shop has moved", (), id="many words"),
    ],
)
def test_few_words_behind_the_only_question_may_ask_too(text: str, asked: tuple[str, ...]) -> None:
    assert question_with_more(text, "en") == asked


@pytest.mark.parametrize(
    ("text", "before", "question"),
    [
        pytest.param("no way. how far does it go? mine does 300", "no way.", "how far does it go?", id="remarks"),
        pytest.param("lovely :) does it have a lamp", "lovely", "does it have a lamp", id="a smile"),
    ],
)
def test_the_only_question_and_what_stands_before_it(text: str, before: str, question: str) -> None:
    assert question_beside_remarks(text, "en") == Remarked(before, question)


def test_what_a_question_is_about_may_stand_before_it() -> None:
    named = Remarked("", "and lamps, how many", topic="and lamps")

    assert question_beside_remarks("and lamps, how many", "en") == named
