"""A choice that was offered is picked by its number or its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.choosing import pick
from bot.conversation.picked_places import Picked
from bot.model import Choice

OFFERED = (
    Choice("rye-price", "What does a loaf of rye bread cost?"),
    Choice("oat-price", "What does a loaf of oat bread cost?"),
    Choice("opening-hours", "When does the bakery open?"),
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1", 0),
        ("2", 1),
        ("3.", 2),
        (" 2 ", 1),
        ("#2", 1),
        ("number 2", 1),
        ("option 3 please", 2),
        ("the second", 1),
        ("the second one", 1),
        ("second", 1),
        ("2nd", 1),
        ("1 i guess", 0),
        ("2 duh", 1),
        ("3 obviously", 2),
        ("1, that is what I said", 0),
        ("the second of course", 1),
        ("second one bro", 1),
        ("option b", 1),
        ("the middle one", 1),
        ("the third one, please", 2),
        ("the first", 0),
        ("one", 0),
        ("the last one", 2),
        ("I mean the first one", 0),
        ("the one about oat", 1),
        ("oat", 1),
        ("rye", 0),
        ("opening", 2),
        ("the bakery one", 2),
        ("that is not what I bake, so 2 please", 1),
        ("My oven is broken. The last one, please", 2),
        ("Oh, number 3 please, dear. That's the one I meant.", 2),
        ("hm, the second one I suppose", 1),
    ],
)
def test_picks(text: str, place: int) -> None:
    assert pick(text, OFFERED, "en") == Picked((place,))


@pytest.mark.parametrize("text", ["yes", "yes please", "Yeah sure.", "ok yes that"])
def test_a_yes_picks_the_only_choice(text: str) -> None:
    assert pick(text, OFFERED[:1], "en") == Picked((0,))
    assert pick(text, OFFERED, "en") is None


@pytest.mark.parametrize("text", ["ok", "thanks", "yes, and when does it open?"])
def test_what_does_not_only_say_yes_picks_nothing(text: str) -> None:
    assert pick(text, OFFERED[:1], "en") is None


def test_a_place_in_a_ranking_that_was_not_offered_is_a_word_of_a_choice() -> None:
    offered = (Choice("fifth", "Which bakery is fifth?"), Choice("sixth", "Which bakery is sixth?"))

    assert [pick(text, offered, "en") for text in ("the sixth", "fifth one", "the second")] == [
        Picked((place,)) for place in (1, 0, 1)
    ]


@pytest.mark.parametrize(
    "text", ["0", "none of these", "None of these", "none", "neither", "no", "nope", "None of them."]
)
def test_picks_none_of_these(text: str) -> None:
    assert pick(text, OFFERED, "en") == Picked(())


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("1 and 2", (0, 1)),
        ("1+3", (0, 2)),
        ("1 n 3", (0, 2)),
        ("3, 1", (2, 0)),
        ("1 and also 2, tell me both", (0, 1)),
        ("the first and the last one", (0, 2)),
        ("one and three", (0, 2)),
        ("all of them please", (0, 1, 2)),
        ("both", (0, 1, 2)),
    ],
)
def test_picks_several(text: str, places: tuple[int, ...]) -> None:
    assert pick(text, OFFERED, "en") == Picked(places)


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("2. and is it still warm?", Picked((1,), "and is it still warm?")),
        ("1) since when do you bake it", Picked((0,), "since when do you bake it")),
        ("3 and on sundays?", Picked((2,), "and on sundays?")),
        ("1 please, and the price of oats", Picked((0,), "and the price of oats")),
        ("1 then. and is it warm", Picked((0,), "and is it warm")),
        ("I bake lol. 1 then. and is it warm", Picked((0,), "and is it warm")),
        ("The first one, and also what do oats cost?", Picked((0,), "and also what do oats cost?")),
        ("Number two, please, but what is rye?", Picked((1,), "but what is rye?")),
        ("1 but also the price of oats", Picked((0,), "but also the price of oats")),
        ("0. what does rye cost?", Picked((), "what does rye cost?")),
        ("0, I ask the baker", Picked(())),
        ("0 kilos", None),
        ("2 months later?", None),
        ("2 months later", None),
        ("3 million loaves", None),
        ("2 loaves or more?", None),
        ("2.5 kilos, what do they cost?", None),
        ("4. and is it warm?", None),
    ],
)
def test_picks_with_a_question_behind_it(text: str, picked: Picked | None) -> None:
    assert pick(text, OFFERED, "en") == picked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("4", id="more than were offered"),
        pytest.param("bread", id="a word of two choices"),
        pytest.param("What is it? The first one?", id="a place behind a question"),
        pytest.param("where can I park", id="another question"),
        pytest.param("2025", id="a year"),
        pytest.param("no idea, what do you bake on sunday?", id="no, and more"),
        pytest.param("", id="nothing"),
        pytest.param("thanks, that is all", id="all, of something else"),
        pytest.param("🍞", id="no word"),
    ],
)
def test_picks_nothing(text: str) -> None:
    assert pick(text, OFFERED, "en") is None


def test_a_choice_that_is_named_twice_is_picked_once() -> None:
    assert pick("the second and the last one", OFFERED[:2], "en") == Picked((1,))


def test_the_third_of_two_is_nothing() -> None:
    assert pick("3", OFFERED[:2], "en") is None


@pytest.mark.parametrize("text", ["1", "none of these", "rye"])
def test_nothing_is_picked_where_nothing_was_offered(text: str) -> None:
    assert pick(text, (), "en") is None


@given(st.text(max_size=40), st.integers(0, 3))
def test_any_text_picks_what_was_offered_or_nothing(text: str, count: int) -> None:
    picked = pick(text, OFFERED[:count], "en")
    assert picked is None or set(picked.places) <= set(range(count))
