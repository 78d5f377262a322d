"""What an answer states the figures of, and not the result, is worked out in front of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import Bot
from bot.model import Answer, Context, Question

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def answer(bot: Bot, text: str) -> Answer:
    found = bot.answer(Question(text, asked_at=NOW), Context()).answer
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "entry", "result"),
    [
        # 4,999 less 4,797; 822 less 678; 6,900 by 10.
        pytest.param("how many milimeters longer is a YU7 than a model y", "yu7-size-vs-model-y", 202, id="difference"),
        pytest.param(
            "Who has the bigger boot with seats up, YU7 or Model Y, and by how many liters?",
            "yu7-boot-vs-model-y",
            -144,
            id="unit",
        ),
        pytest.param(
            "SU7 Ultra got 6,900 orders in the first 10 minutes in february 2025. how many per minute is that",
            "su7-ultra-launch-orders",
            690,
            id="each minute",
        ),
    ],
)
def test_the_result_leads_and_the_answer_follows(shipped: Bot, question: str, entry: str, result: float) -> None:
    given = answer(shipped, question)

    assert given.id == entry
    assert given.figure is not None
    assert given.figure.result == pytest.approx(result)
    assert f"{abs(result)}" in given.text.partition("\n\n")[0]
    assert shipped.catalogue.entries[entry].answer.strip() in given.text
    assert given.as_of == shipped.catalogue.entries[entry].as_of


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("xiaomi vs byd market value dec 31 2025, gap was tiny no?", id="told, and rounded"),
        pytest.param("How many cars a month did Xiaomi say it delivered in summer 2024?", id="of another time"),
        pytest.param("yu7 parked beside a model y, big difference? wheelbase too", id="of two amounts"),
    ],
)
def test_no_result_is_guessed(shipped: Bot, question: str) -> None:
    given = answer(shipped, question)

    assert given.text.startswith(shipped.catalogue.entries[given.id].answer.strip()[:40])
    assert given.figure is None


def test_what_follows_counts_with_the_figures_of_the_result(shipped: Bot) -> None:
    first = shipped.answer(Question("how many milimeters longer is a YU7 than a model y", asked_at=NOW), Context())

    then = shipped.answer(Question("and in percent?", asked_at=NOW), first.context).answer

    assert then is not None
    assert then.figure is not None
    assert then.figure.result == pytest.approx(100 * 202 / 4797)
