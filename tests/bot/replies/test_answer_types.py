"""A unit is asked for: what tells figures of its dimension comes before what does not."""

from __future__ import annotations

import pytest

from bot.bot import Bot
from tests.shops import asked, talk


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("how fast is the yu7 gt in km/h", "300 km/h", id="speed, and no acceleration"),
        pytest.param("max charging power of yu7 max in kw, and tesla model y?", "500 kW", id="power, and no minutes"),
        pytest.param("how fast is the yu7 max to 100 km/h", "3.23 s", id="a condition asks for nothing"),
        pytest.param("range of the su7 pro in miles", "560 miles", id="a unit that is converted into"),
    ],
)
def test_the_unit_that_is_asked_for_is_told(shipped: Bot, text: str, told: str) -> None:
    reply = shipped.answer(asked(text))

    assert reply.answer is not None, reply.message
    assert told in reply.answer.text


def test_a_figure_of_another_dimension_is_not_given_for_want_of_the_one_that_is_asked_for(shipped: Bot) -> None:
    reply = shipped.answer(asked("ok then which xiaomi motor is the strongest, in kw"))

    assert "rpm" not in reply.message


def test_the_last_answer_is_not_repeated_where_it_tells_nothing_of_it(shipped: Bot) -> None:
    first = shipped.answer(asked("how long is the su7 wait?"))
    reply = shipped.answer(asked("how many mm long is it"), first.context)

    told = [reply.answer.id] if reply.answer else [choice.id for choice in reply.choices]
    assert "su7-dimensions" in told
    assert told[0] != (first.answer and first.answer.id)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("what warranty does the skynomad n90 have", id="an amount that the overview does not speak of"),
        pytest.param("is the su7 safer than a tesla", id="compared by something else"),
    ],
)
def test_what_tells_something_else_of_the_thing_is_no_answer(shipped: Bot, text: str) -> None:
    assert shipped.answer(asked(text)).answer is None


def test_what_is_never_asked_who_does_not_answer_who(shipped: Bot) -> None:
    """Nothing tells who paid for the car."""
    _, reply = talk(shipped, "the vision gt thing.. what is it", "who paid for it")

    assert reply.answer is None


def test_the_last_answer_may_tell_when_that_was_whatever_it_is_asked(shipped: Bot) -> None:
    first, reply = talk(shipped, "how many yu7 buyers have a xiaomi phone", "when was that")

    assert first.answer is not None
    assert reply.answer is not None, reply.message
    assert reply.answer.id == first.answer.id
