"""What a message says of the last answer is no part of what it asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bot import Bot
from bot.conversation.complaining import without_complaints
from tests.shops import ids, talk


@pytest.mark.parametrize(
    ("text", "language", "asks"),
    [
        pytest.param(
            "The Lark is big, you did not say how heavy it is", "en", "The Lark is big how heavy it is", id="by a comma"
        ),
        pytest.param("That's not what I asked. How heavy is it?", "en", "How heavy is it?", id="a sentence"),
        pytest.param("huh thats no answer, how heavy is it", "en", "how heavy is it", id="up to a comma"),
        pytest.param("I didn't ask about towing again. And the weight?", "en", "And the weight?", id="not asked about"),
        pytest.param("Again the doors! How heavy is it?", "en", "How heavy is it?", id="an exclamation"),
        pytest.param("You still haven't told me the weight.", "en", "the weight.", id="asked again"),
        pytest.param("you skipped the weight again", "en", "weight", id="asked again, and a word behind it"),
        pytest.param(
            "Nice, and you did not say how heavy it is.", "en", "Nice, how heavy it is.", id="behind a remark"
        ),
        pytest.param("You skipped my second question. How heavy?", "en", "How heavy?", id="no question is quoted"),
        pytest.param("It is 7. I asked about the Lark.", "en", "It is 7. the Lark.", id="the asker said it"),
        pytest.param("Different topic: how heavy is it?", "en", "how heavy is it?", id="up to a colon"),
        pytest.param("I know what a bell stands for. How heavy?", "en", "How heavy?", id="words between"),
        pytest.param("Das war nicht meine Frage. Wie schwer ist es?", "de", "Wie schwer ist es?", id="German"),
        pytest.param("Tu te répètes. Combien pèse-t-il ?", "fr", "Combien pèse-t-il ?", id="French"),
        pytest.param("Eso no responde. ¿Cuánto pesa?", "es", "¿Cuánto pesa?", id="Spanish"),
        pytest.param("你没回答。多重", "zh", "多重", id="Chinese"),
    ],
)
def test_what_is_said_of_the_answer_is_cut_off(text: str, language: str, asks: str) -> None:
    assert without_complaints(text, language) == asks


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("that's not what i asked", id="nothing else is asked"),
        pytest.param("I asked about the Lark, not the Finch", id="a correction"),
        pytest.param("did you skip the Lark?", id="a question"),
        pytest.param("What has a bell to do with it? How heavy?", id="a question about it"),
        pytest.param("how heavy is it again", id="a word that also stands behind"),
        pytest.param("", id="nothing"),
        pytest.param("7月呢？", id="Chinese"),
    ],
)
def test_what_complains_of_nothing_stays(text: str) -> None:
    assert without_complaints(text, "zh" if not text.isascii() else "en") is None


@given(st.text(max_size=300), st.sampled_from(["en", "de", "es", "fr", "zh", "xx"]))
def test_any_text_is_read(text: str, language: str) -> None:
    asked = without_complaints(text, language)

    assert asked is None or asked.strip()


def test_the_answer_complained_of_does_not_come_again(shipped: Bot) -> None:
    first = "Can any Xiaomi tow a trailer?"

    replies = talk(shipped, first, "I didn't ask about towing again. How many seats has the SkyNomad N90?")

    assert ids(*replies) == ["towing", "skynomad-seats"]


def test_a_message_that_opens_a_conversation_complains_of_nothing(shipped: Bot) -> None:
    text = "You skipped the SkyNomad N90: how many seats has it?"

    assert talk(shipped, text)[0].question == text
