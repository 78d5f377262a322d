"""Refusals of figures in words."""

from __future__ import annotations

import pytest
from figures_made import ask, each, exact, measure

from bot.conversation.queries.held.units_held import Units
from bot.conversation.queries.words.unit_reader import UnitReader
from bot.figures import Operation, Reason, Refusal, Why, compute
from bot.knowledge import words_in
from bot.model import Vocabulary
from bot.replies.figure_text.figure_words import Terms
from bot.replies.figure_text.refusals import about_text, refusal_line

WORDS = words_in()
QUERY = ask(Operation.SUM, each(measure(exact(1))))


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_has_words(why: Why) -> None:
    text = about_text(Refusal(QUERY, Reason.ABSURD, ("800000", "12"), why=why), WORDS)

    assert text
    assert "{" not in text
    assert text != "800,000 and 12"


@pytest.mark.parametrize(
    ("about", "reason", "text"),
    [
        pytest.param(("May 2025",), Reason.MISSING, "May 2025", id="gap"),
        pytest.param(("yuan", ""), Reason.UNITS, "yuan and no unit", id="units"),
        pytest.param(("orders", "deliveries"), Reason.BASIS, "orders and deliveries", id="bases"),
    ],
)
def test_names_what_does_not_fit(about: tuple[str, ...], reason: Reason, text: str) -> None:
    assert about_text(Refusal(QUERY, reason, about), WORDS) == text


def test_a_gap_is_told_with_what_is_held() -> None:
    flow = measure(exact(5, None))
    refusal = compute(ask(Operation.SUM, each(flow)), {"m": flow})

    assert isinstance(refusal, Refusal)
    assert (
        refusal_line(refusal, Terms({"m": flow}, WORDS, Units(Vocabulary(), UnitReader())))
        == "I have no figure for 2020-02. I have 5 cars for 2020-01."
    )
