"""Questions on a version: what is held of it, of its model as a whole, or told among other figures."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from benchmarks.asking import replies_to
from bot import Bot
from bot.knowledge import words_in
from bot.model import SMALL_TALK, Outcome, Reply

_TODAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
WORDS = words_in()


def last_reply(bot: Bot, turns: str) -> Reply:
    """`turns`: parted by "/"."""
    *_, reply = replies_to(bot, turns.split(" / "), _TODAY)
    return reply


@pytest.mark.parametrize(
    ("turns", "id", "version"),
    [
        pytest.param("does the yu7 pro have lidar", "yu7-lidar", "YU7 Pro", id="no other answer is near"),
        pytest.param(
            "insurance for the su7 max", "su7-insurance", "SU7 Max version", id="others only share the version"
        ),
        pytest.param("warranty of the su7 pro", "su7-warranty", "SU7 Pro", id="others tell nothing of what is asked"),
        pytest.param("where is the su7 made", "factory-location", "SU7", id="a model, and what is held of all"),
        pytest.param("yu7 pro towing", "towing", "YU7 Pro", id="of no model"),
        pytest.param("when can i buy a yu7 in portugal", "europe-start", "Portugal", id="a place, and the wider one"),
        pytest.param(
            "how much is the su7 max? / insurance?", "su7-insurance", "SU7 Max version", id="behind an answer"
        ),
    ],
)
def test_what_is_held_of_the_model_is_told_behind_a_line(shipped: Bot, turns: str, id: str, version: str) -> None:
    reply = last_reply(shipped, turns)

    assert reply.answer is not None
    assert reply.answer.id == id
    assert reply.answer.text.startswith(WORDS.of_whole.format(missing=version))


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param("what is the su7 max", id="the version itself"),
        pytest.param("how heavy is the su7 pro", id="a figure of the version"),
        pytest.param("can i buy the yu7 in europe", id="an answer on all that tells of the model"),
        pytest.param("When does Xiaomi come to Germany with the cars?", id="of the wider place, and tells of this one"),
        pytest.param("what colours does the yu7 gt come in", id="a model of its own"),
        pytest.param("how many kilos is a 1,300 kg polo lighter than a yu7 max?", id="a figure to count with"),
    ],
)
def test_what_is_held_of_the_version_comes_without_a_line(shipped: Bot, turns: str) -> None:
    reply = last_reply(shipped, turns)

    assert reply.answer is not None
    assert WORDS.of_whole.partition("{")[0] not in reply.answer.text


def test_an_answer_that_tells_of_the_version_comes_with_that_sentence(shipped: Bot) -> None:
    reply = last_reply(shipped, "how long was the wait for the cheapest yu7 in early july 2025 / and the max")

    assert reply.answer is not None
    assert reply.answer.id == "yu7-wait-2025"
    assert "37-40 for the Max" in reply.answer.text.partition("\n")[0]
    assert WORDS.of_whole.partition("{")[0] not in reply.answer.text


def test_what_is_told_of_the_model_is_not_told_again_of_another_version(shipped: Bot) -> None:
    reply = last_reply(shipped, "yu7 max trunk / and the pro")

    assert reply.answer is None
    assert reply.message.startswith(WORDS.nothing_beyond)


def test_how_long_names_no_long_range(shipped: Bot) -> None:
    reply = last_reply(shipped, "how long is the yu7 max")

    assert reply.answer is not None
    assert "4,999 mm" in reply.answer.text


def test_an_entry_answers_whichever_of_its_figures_is_asked(shipped: Bot) -> None:
    reply = last_reply(shipped, "how much is the su7 max")

    assert reply.answer is not None
    assert "303,900 yuan" in reply.answer.text


@pytest.mark.parametrize(
    ("turns", "figure"),
    [
        pytest.param("how much is the new su7? / and the max?", "**303,900 yuan**", id="told before among others"),
        pytest.param("su7 range / and the max?", "**835 km**", id="told by two entries"),
        pytest.param("how much is the su7 / and the max?", "**303,900 yuan**", id="an answer that begins with others"),
        pytest.param("range of the yu7 / and the pro?", "**770 km**", id="surer as a figure than as a repeat"),
    ],
)
def test_a_follow_up_gets_the_figure_that_it_names(shipped: Bot, turns: str, figure: str) -> None:
    reply = last_reply(shipped, turns)

    assert reply.answer is not None
    assert reply.answer.figure is not None
    assert figure in reply.answer.text


def test_a_name_alone_says_nothing_of_the_figure(shipped: Bot) -> None:
    reply = last_reply(shipped, "su7 price / and the pro?")

    assert reply.answer is not None
    assert "249,900 yuan" in reply.answer.text


def test_a_repeat_is_the_sentence_that_tells_what_is_newly_asked(shipped: Bot) -> None:
    reply = last_reply(shipped, "boot of the yu7 / and the front one?")

    assert reply.answer is not None
    assert reply.answer.text.startswith("Under the bonnet")


def test_small_talk_is_nothing_to_choose(shipped: Bot) -> None:
    reply = last_reply(shipped, "how many did they deliver in october / is that a lot")

    assert reply.outcome is Outcome.CLARIFY
    topics = {entry.id: entry.topic for entry in shipped.knowledge.entries}
    assert SMALL_TALK not in {topics.get(choice.id) for choice in reply.choices}


def test_a_name_and_what_points_back_ask_for_nothing(shipped: Bot) -> None:
    assert last_reply(shipped, "is the yu7 in it?").outcome is Outcome.CLARIFY
