"""A reason is asked for: what gives one comes before figures."""

from __future__ import annotations

import pytest

from bot.bot import Bot
from tests.shops import asked


@pytest.mark.parametrize(
    "text", ["why fell deliveries in february 2026", "why did xiaomi deliver so little in february"]
)
def test_a_reason_is_told_and_no_figure(shipped: Bot, text: str) -> None:
    reply = shipped.answer(asked(text))

    assert reply.answer is not None, reply.message
    assert reply.answer.id == "why-deliveries-fell-early-2026"


def test_a_reason_is_offered_before_figures(shipped: Bot) -> None:
    reply = shipped.answer(asked("why are yu7 sales falling"))

    assert reply.choices[0].id == "why-deliveries-fell-early-2026"
