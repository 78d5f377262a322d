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
        # 2,138 less 1,758: the entry states the litres with the seats up, too.
        pytest.param(
            "With rear seats folded, how many litres less fits into a YU7 than into a Model Y?",
            "yu7-boot-vs-model-y",
            -380,
            id="column that is named best",
        ),
        # 6:55.553 and 6:59.157
        pytest.param(
            "How many production electric cars have gone below 7 minutes on the Nordschleife, as of June 2026?",
            "nurburgring-ev-record-holder",
            2,
            id="count",
        ),
    ],
)
def test_the_result_leads_and_the_answer_follows(shipped: Bot, question: str, entry: str, result: float) -> None:
    given = answer(shipped, question)

    assert given.id == entry
    assert given.figure is not None
    assert given.figure.result == pytest.approx(result)
    assert f"{abs(result)}" in given.text.partition("\n\n")[0] or given.text.startswith("**Two**")
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


@pytest.mark.parametrize(
    ("turns", "result"),
    [
        # 4,999 less 4,797
        pytest.param(("what is the range of the YU7", "how many mm longer is a YU7 than a Model Y"), 202, id="whole"),
        pytest.param(("how big is the YU7", "how many mm longer is it than a Model Y"), 202, id="pointing back"),
        pytest.param(("is the YU7 longer than a model y?", "by how many mm?"), 202, id="unit alone"),
        # 289,000 by 60
        pytest.param(
            ("how many orders did the YU7 get in the first hour?", "and per minute?"), 289000 / 60, id="operation alone"
        ),
    ],
)
def test_works_out_in_a_conversation(shipped: Bot, turns: tuple[str, str], result: float) -> None:
    first = shipped.answer(Question(turns[0], asked_at=NOW), Context())

    then = shipped.answer(Question(turns[1], asked_at=NOW), first.context).answer

    assert then is not None
    assert then.figure is not None
    assert then.figure.result == pytest.approx(result)
    assert "no sure answer" not in then.text


def test_tells_the_result_alone_behind_the_answer_itself(shipped: Bot) -> None:
    first = shipped.answer(Question("how many orders did the YU7 get in the first hour?", asked_at=NOW), Context())

    then = shipped.answer(Question("and per minute?", asked_at=NOW), first.context).answer

    assert then is not None
    assert "Step by step" not in then.text


@pytest.mark.parametrize(
    ("question", "result"),
    [
        pytest.param(
            "How many YU7 were sold for every Model Y in China in January 2026?", 37869 / 16845, id="for every"
        ),
        pytest.param("for every Model 3 sold in China in 2025, how many SU7 were sold?", 258164 / 200361, id="turned"),
        pytest.param("how many SU7 were sold per YU7 in December 2025?", 11123 / 39089, id="less than one"),
        pytest.param(
            "by how many seconds is the shanghai lap of the su7 ultra longer than its lap in Tianfu?",
            129.944 - 86.741,
            id="seconds of a table",
        ),
        pytest.param(
            "first hour of yu7 orders (the refundable ones), how many per second is that?",
            289000 / 3600,
            id="per second",
        ),
    ],
)
def test_works_out_from_tables(shipped: Bot, question: str, result: float) -> None:
    given = answer(shipped, question)

    assert given.figure is not None
    assert given.figure.result == pytest.approx(result)


def test_no_half_of_what_lies_between_two_things_answers(shipped: Bot) -> None:
    reply = shipped.answer(
        Question("how many times more horse power has the su7 ultra than the su7 max of 2024", asked_at=NOW), Context()
    )

    assert reply.answer is None or reply.answer.figure is not None
