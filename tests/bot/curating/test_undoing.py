"""Which decision is taken back."""

from __future__ import annotations

import pytest

from bot import Bot
from bot.curating.decided import Decided
from bot.curating.reviewing import Review
from bot.curating.taken import written
from bot.memory import Decision, Verdict
from bot.model import BotError


@pytest.fixture
def review(bicycles: Bot) -> Review:
    ids = ("3a11", "3a2f", "3a2f0", "77")
    rulings = tuple(Decision(number, 0.0, "one", Verdict.REJECTED, id, written([])) for number, id in enumerate(ids, 1))
    return Review(bicycles, bicycles, Decided(rulings, len(ids)), (), {})


@pytest.mark.parametrize(
    ("id", "gone"),
    [
        pytest.param(None, "77", id="the last of all"),
        pytest.param("7", "77", id="how an id begins"),
        pytest.param("3a1", "3a11", id="more of it"),
        pytest.param("3a2f", "3a2f", id="a whole id, which begins another"),
    ],
)
def test_the_decision_that_is_named_is_taken_back(review: Review, id: str | None, gone: str) -> None:
    assert review.undoing(id, "me", 1.0)[0].suggestion == gone


@pytest.mark.parametrize(
    ("id", "why"), [("3", "3 suggestions begin with '3'"), ("3a2", "2 suggestions begin"), ("", "nothing was decided")]
)
def test_none_is_taken_back_where_several_may_be_meant(review: Review, id: str, why: str) -> None:
    with pytest.raises(BotError, match=why):
        review.undoing(id, "me", 1.0)
