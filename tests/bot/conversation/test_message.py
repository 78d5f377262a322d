"""The question inside a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.asking import ends_with_question_mark, is_question
from bot.conversation.cleaning import without_lead_in, without_quotes
from bot.conversation.message import Remarked, question_beside_remarks, question_with_more, separate_questions


def test_quoted_lines_and_links_weigh_nothing() -> None:
    text = "> the lark costs 500\n&gt; really\nis that so? https://shop.example/lark?x=1"

    assert without_quotes(text) == "is that so?"


@given(st.text(max_size=300))
def test_quotes_can_be_taken_out_of_any_text(text: str) -> None:
    assert isinstance(without_quotes(text), str)


@pytest.mark.parametrize("text", ["> the lark costs 500", "https://shop.example/lark"])
def test_a_message_that_is_nothing_else_is_kept(text: str) -> None:
    assert without_quotes(text) == text


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
