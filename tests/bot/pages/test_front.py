"""What people are shown for what they do, without any platform."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shops import HOURS, RYE, bot_of, entry

from bot.bot import Bot
from bot.desk import Action, Button, Desk, to_identifier
from bot.memory import Rate
from bot.pages import Front, Page, PlatformTraits, Visit

VISIT = Visit("x:1", "x:home/room", "room")


@pytest.fixture(scope="session")
def shop() -> Bot:
    story = " ".join(f"Sentence {number} of flour." for number in range(60))
    return bot_of(RYE, HOURS, entry("story", "How did the bakery begin?", "founding story", answer=story))


@pytest.fixture
def front(shop: Bot) -> Front:
    return Front(Desk(shop), PlatformTraits("x", "/{}".format, text=400))


async def test_an_exact_question_is_answered_under_its_title(front: Front) -> None:
    page = await front.ask("What does rye bread cost?", VISIT)

    assert (page.title, page.text, page.private) == ("What does rye bread cost?", "The answer of rye-price.", False)


async def test_an_id_is_taken_as_its_entry(front: Front) -> None:
    assert (await front.ask("opening-hours", VISIT)).title == "When does the bakery open?"


async def test_an_id_that_is_gone_is_not_answered_with_another(front: Front) -> None:
    poorer = bot_of(replace(RYE, id="rye-cost"), HOURS)
    front.desk.take_over(poorer, poorer)

    page = await front.ask("rye-price", VISIT)

    assert page.lead.startswith("That answer is not here any more.")
    assert page.text == ""


@pytest.mark.parametrize("text", ["rye-bread-price", "rye-price?", "rye-bread"])
async def test_words_with_hyphens_are_a_question(front: Front, text: str) -> None:
    page = await front.ask(text, VISIT)

    assert (page.lead, page.title) == ("", "What does rye bread cost?")


async def test_a_long_answer_comes_in_parts(front: Front) -> None:
    page = await front.ask("story", VISIT)
    texts = [page.text]
    while more := [one.identifier for row in page.rows for one in row if one.label == "More"]:
        pressed = await front.pressing.press(more[0], VISIT)
        assert isinstance(pressed, Page)
        page = pressed
        texts.append(page.text)

    assert all(len(text) <= 400 for text in texts)
    assert " ".join(texts) == " ".join(f"Sentence {number} of flour." for number in range(60))


async def test_a_busy_asker_is_told_once_and_then_nothing(shop: Bot) -> None:
    front = Front(Desk(shop, rate=Rate(1, 60)), PlatformTraits("x", "/{}".format))
    await front.mention("rye price", VISIT)

    told, silent = await front.mention("rye price", VISIT), await front.mention("rye price", VISIT)

    assert "Ask again in" in told.lead
    assert told.private
    assert silent.empty


@pytest.mark.parametrize("identifier", ["", "nonsense", "ev1:?:a:b", "ev1:a::no-such-entry", "ev1:t:0:no-such-topic"])
async def test_a_button_that_leads_nowhere_says_so(front: Front, identifier: str) -> None:
    page = await front.pressing.press(identifier, VISIT)

    assert isinstance(page, Page)
    assert "any more" in page.lead
    assert page.private


async def test_where_the_settings_cannot_be_changed_nobody_is_shown_them(front: Front) -> None:
    identifier = to_identifier(Button(Action.SETTING, "", "private.on"))

    for visit in (VISIT, Visit("x:1", "x:@me/room", may_manage=True)):
        page = await front.pressing.press(identifier, visit)
        assert isinstance(page, Page)
        assert page.rows == ()
    assert not (await front.desk.memory.places.settings(VISIT.home)).private


async def test_every_label_of_a_page_leads_somewhere(front: Front) -> None:
    page = await front.ask("What does rye bread cost?", VISIT)

    for button in (one for row in page.rows for one in row):
        await front.pressing.press(button.identifier, VISIT)
