"""How a turn goes on: what corrects the question before, and what goes back to an earlier subject."""

from __future__ import annotations

import pytest

from bot.conversation.language_files import talk_of
from bot.conversation.signs import correction_in, without_found, without_signs
from bot.model import Context

ENGLISH = talk_of("en").patterns


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("no, 2024", "2024"),
        ("nah the old one", "the old one"),
        ("sorry, I meant the blue one", "the blue one"),
        ("i asked why", "why"),
        ("the estate i mean", "the estate"),
        ("hmm no i need march", "march"),
        ("That's the price. I asked about the weight", "the weight"),
        ("not the blue one, the red", "not the blue one, the red"),
        ("argh wrong one, the blue i meant to ask", "the blue"),
        ("sry, typo, march", "march"),
        ("my mistake, I wanted to ask about the small ones", "the small ones"),
        ("oh no i typed red but meant blue", "blue"),
        ("march I should have said", "march"),
    ],
)
def test_a_correction_asks_with_what_is_left(text: str, asks: str) -> None:
    assert without_found(ENGLISH["corrects"], text) == asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("not the blue one, the red. sorry", "the red"),
        ("not the blue the red", "the red"),
        ("sorry my english. i mean the red not the blue", "the red"),
        ("I was asking about the Lark of 2026, not the Finch.", "the Lark of 2026"),
        ("not bikes, i meant tyres", "tyres"),
        ("not the price, i mean the weight: why did it grow", "the weight: why did it grow"),
        ("no, not the blue one", "not the blue one"),
        ("no i want the red, forget the blue", "the red"),
    ],
)
def test_what_a_correction_refuses_is_not_asked_for(text: str, asks: str) -> None:
    assert correction_in(text, "en") == asks


@pytest.mark.parametrize(
    ("before", "text", "asks"),
    [
        ("how heavy is the Finch", "thx but I need the Lark, not the Finch", "the Lark"),
        ("how heavy is the red Finch", "that was for the blue one instead of the red", "that was for the blue one"),
    ],
)
def test_who_denies_what_was_asked_about_corrects_it(before: str, text: str, asks: str) -> None:
    signed = without_signs(text, Context(question=before), "en")

    assert (signed.text, signed.corrects) == (asks, True)


@pytest.mark.parametrize(
    "text", ["is it not the Finch that sings best?", "and the Lark, not the Wren", "why is it not the Finch"]
)
def test_what_was_not_asked_about_is_not_corrected_and_a_question_denies_nothing(text: str) -> None:
    assert not without_signs(text, Context(question="how heavy is the Finch"), "en").corrects


@pytest.mark.parametrize(
    "text",
    [
        "now what",
        "and in 2024?",
        "note the price",
        "is nothing known?",
        "what do you mean",
        "what did they get as a sorry",
        "what went wrong there",
    ],
)
def test_what_goes_on_corrects_nothing(text: str) -> None:
    assert without_found(ENGLISH["corrects"], text) is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("ok back to the recall: how many?", "the recall: how many?"),
        ("back to the old one", "the old one"),
        ("about the accident again: where was it", "the accident : where was it"),
    ],
)
def test_what_goes_back_names_the_earlier_subject(text: str, asks: str) -> None:
    assert without_found(ENGLISH["back"], text) == asks


@pytest.mark.parametrize("text", ["what about the blue one", "how about it?", "and the price"])
def test_what_about_something_goes_back_to_nothing(text: str) -> None:
    assert without_found(ENGLISH["back"], text) is None


def test_a_language_of_which_nothing_is_written_has_no_english_signs() -> None:
    assert without_found(talk_of("eo").patterns["corrects"], "no, 2024") is None
    assert talk_of("eo").words["filler"] == frozenset()


def test_of_a_sign_alone_the_text_stays() -> None:
    assert without_found(ENGLISH["corrects"], "nope") == "nope"
