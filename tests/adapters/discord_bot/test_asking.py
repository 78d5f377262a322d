"""`/ask`, its completion, and what is shown, through the real client over sockets."""

from __future__ import annotations

import pytest

from chat_bakery import SENTENCES
from fake_discord import FakeDiscord
from fake_discord.payloads import OTHER, message

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_an_answer_is_an_embed_with_question_text_date_and_sources(discord: FakeDiscord) -> None:
    shown = await discord.ask("price of rye bread")

    embed = shown.payload["embeds"][0]
    assert embed["title"] == "What does a loaf of rye bread cost?"
    assert embed["description"] == "A loaf of rye bread costs **4.20 euros**."
    assert embed["footer"]["text"].startswith("As of 31 December 2025 · This is from 31 December 2025 and may")
    assert "(https://bakery.example/prices_%282025%29) (December 2025)" in embed["fields"][0]["value"]
    assert shown.labels == [
        "When does the bakery open?",
        "How did the bakery begin?",
        "👍",
        "👎",
        "Not what I meant",
        "🗑️",
    ]
    assert not shown.private


async def test_a_private_answer_is_for_the_asker_alone(discord: FakeDiscord) -> None:
    shown = await discord.ask("price of rye bread", private=True)

    assert shown.private
    assert "🗑️" not in shown.labels


async def test_a_picture_stands_in_the_embed_and_is_told_in_words(discord: FakeDiscord) -> None:
    shown = await discord.ask("loaves-per-year")

    assert shown.files == ["loaves-per-year.png"]
    assert shown.payload["embeds"][0]["image"]["url"] == "attachment://loaves-per-year.png"


async def test_where_two_answers_fit_there_is_a_button_for_each(discord: FakeDiscord) -> None:
    shown = await discord.ask("Which bread is the best?")

    assert shown.labels == ["Which bread is the best?", "Which bread is the best?", "None of these", "🗑️"]


async def test_what_is_not_known_offers_questions_and_topics(discord: FakeDiscord) -> None:
    shown = await discord.ask("volcanoes on Jupiter")

    assert "I don't know that." in shown.text
    assert "What does a loaf of rye bread cost?" in shown.labels
    assert [option["label"] for option in shown.options()] == ["Bread", "Rolls", "Sales"]


@pytest.mark.parametrize("place", ["guild", "thread", "direct", "elsewhere"])
async def test_it_answers_in_every_place(discord: FakeDiscord, place: str) -> None:
    assert "4.20" in (await discord.ask("price of rye bread", place=place)).text


async def test_a_follow_up_leans_on_the_answer_before(discord: FakeDiscord) -> None:
    await discord.ask("how many loaves were baked in 2024?")

    assert "99,250" in (await discord.ask("and in 2025?")).text


async def test_a_completed_id_is_taken_as_that_entry(discord: FakeDiscord) -> None:
    assert "oat" in (await discord.ask("oat")).text
    assert "90,500" in (await discord.ask("loaves-per-year:2024")).text


async def test_a_long_answer_is_cut_at_a_sentence_and_the_rest_comes_with_more(discord: FakeDiscord) -> None:
    shown = await discord.ask("history of the bakery")
    texts = [shown.text]
    while "More" in shown.labels:
        shown = await discord.shown(await discord.press(shown, "More"))
        texts.append(shown.text)

    told = " ".join(texts)
    assert len(texts) > 1
    assert all(text.rstrip().endswith("water.") for text in texts)
    assert all(told.count(f"Sentence {number} of") == 1 for number in range(SENTENCES))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("", "What does a loaf of rye bread cost?", id="nothing"),
        pytest.param("rye", "What does a loaf of rye bread cost?", id="begun"),
        pytest.param("opning hous", "When does the bakery open?", id="typos"),
        pytest.param("面包", "What does a loaf of rye bread cost?", id="Chinese"),
        pytest.param("🥖", "What does a loaf of rye bread cost?", id="emoji"),
        pytest.param("when does the bakery open " * 4, "When does the bakery open?", id="a hundred characters"),
    ],
)
async def test_questions_complete_themselves(discord: FakeDiscord, typed: str, first: str) -> None:
    choices = await discord.complete("ask", "question", typed)

    assert choices[0]["name"] == first
    assert len(choices) <= 25


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("bread " * 1000, id="6,000 characters"),
        pytest.param("   ", id="only spaces"),
        pytest.param("<@900000000000000001>", id="only a mention"),
        pytest.param("🥖🥐👩‍👩‍👧‍👦", id="emoji"),
        pytest.param("كم سعر الخبز؟", id="right to left"),
        pytest.param("b̷̢̛r̸̨̛e̶̡̕a̴̧͝d̵̢͠ " * 20, id="Zalgo"),
        pytest.param("@everyone @here", id="everyone"),
        pytest.param("[free bread](https://evil.example) **loud**", id="Markdown links"),
        pytest.param("```\nprint('bread')\n```", id="code"),
        pytest.param("||rye price||", id="spoiler"),
        pytest.param("bread\n" * 1000, id="a thousand newlines"),
        pytest.param("\ud83e", id="half a character"),
    ],
)
async def test_anything_typed_gets_one_valid_answer(discord: FakeDiscord, question: str) -> None:
    shown = await discord.ask(question)

    assert shown.text
    assert "evil.example" not in shown.text
    assert "@everyone" not in shown.text


async def test_answers_somebodys_message_with_a_link_to_it(discord: FakeDiscord) -> None:
    target = message("when is the shop open???", OTHER, pings=False)

    shown = await discord.answer_this(target)

    assert "six" in shown.text
    assert f"/{target['channel_id']}/{target['id']})" in shown.text
    assert not shown.private


async def test_answers_a_message_privately_where_the_bot_may_not_write(discord: FakeDiscord) -> None:
    target = message("when is the shop open???", OTHER, pings=False)

    assert (await discord.answer_this(target, app_rights=1 << 10)).private


@pytest.mark.parametrize(
    "others",
    [
        pytest.param({"message_snapshots": [{"message": message("when is the shop open???")}]}, id="forwarded"),
        pytest.param(
            {"embeds": [{"type": "rich", "title": "when is", "description": "the shop open?"}]}, id="on a card"
        ),
    ],
)
async def test_answers_a_message_whose_text_is_not_its_own(discord: FakeDiscord, others: dict) -> None:  # type: ignore[type-arg]
    assert "six" in (await discord.answer_this(message("", OTHER, pings=False, **others))).text


async def test_a_message_without_text_is_told_so(discord: FakeDiscord) -> None:
    assert "no text" in (await discord.answer_this(message("", OTHER, pings=False))).text
