"""Buttons, menus and forms: they do what they say, for whoever presses them, also after a restart."""

from __future__ import annotations

import asyncio

import pytest

from databases import sqlite_database
from fake_discord import FakeDiscord, Served
from fake_discord.fake import Shown
from fake_discord.payloads import ASKER, OTHER

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_choice_takes_the_place_of_the_choices(discord: FakeDiscord) -> None:
    shown = await discord.ask("Which bread is the best?")

    opened = await discord.press(shown, "Which bread")

    assert opened.answers[0]["type"] == 7
    assert "oat" in Shown(opened.messages["@original"]).text


async def test_a_choice_that_is_pressed_twice_at_once_gives_one_answer(discord: FakeDiscord) -> None:
    shown = await discord.ask("Which bread is the best?")

    both = await asyncio.gather(discord.press(shown, "Which bread"), discord.press(shown, "Which bread"))

    assert [one.answers[0]["type"] for one in both] == [7, 7]


async def test_somebody_elses_choice_is_answered_to_them_alone(discord: FakeDiscord) -> None:
    shown = await discord.ask("Which bread is the best?")

    other = await discord.shown(await discord.press(shown, "Which bread", asker=OTHER))

    assert other.private
    assert "oat" in other.text


async def test_none_of_these_is_taken_note_of(discord: FakeDiscord) -> None:
    shown = await discord.ask("Which bread is the best?")

    opened = await discord.press(shown, "None of these")

    assert "other words" in Shown(opened.messages["@original"]).text


async def test_a_related_question_is_answered(discord: FakeDiscord) -> None:
    shown = await discord.ask("price of rye bread")

    related = await discord.shown(await discord.press(shown, "When does"))

    assert "six" in related.text
    assert not related.private


async def test_votes_are_counted_changed_and_taken_back(discord: FakeDiscord) -> None:
    shown = await discord.ask("price of rye bread")

    labels = []
    for asker, label in ((ASKER, "👍"), (OTHER, "👍"), (ASKER, "👎"), (ASKER, "👎")):
        opened = await discord.press(shown, label, asker=asker)
        await discord.settled(opened)
        labels.append([one for one in Shown(opened.messages["@original"]).labels if one[0] in "👍👎"])

    assert labels == [["👍 1", "👎"], ["👍 2", "👎"], ["👍 1", "👎 1"], ["👍 1", "👎"]]


async def test_after_a_bad_vote_one_more_tap_says_why(discord: FakeDiscord) -> None:
    shown = await discord.ask("price of rye bread")

    why = await discord.last(await discord.press(shown, "👎"))
    told = await discord.press(why, "It is out of date")

    assert why.labels == ["It is wrong", "It is out of date", "Not my question"]
    assert why.private
    assert "noted" in Shown(told.messages["@original"]).text


async def test_not_what_i_meant_shows_what_else_was_found_and_opens_a_form(discord: FakeDiscord) -> None:
    shown = await discord.ask("price of rye bread")

    others = await discord.shown(await discord.press(shown, "Not what I meant"))
    opened = await discord.press(others, "Something else")
    form = opened.answers[0]["data"]
    thanks = await discord.submit(others, form, "I meant the price of a cake")

    assert others.private
    assert opened.answers[0]["type"] == 9
    assert form["title"] == "What did you mean?"
    assert "noted" in thanks.text
    assert thanks.private


async def test_topics_lead_to_questions_and_to_an_answer(discord: FakeDiscord) -> None:
    shown = await discord.command("topics")
    topic = await discord.pick(shown, shown.items[0], option(shown, "Bread"))
    questions = Shown(topic.messages["@original"])

    answer = await discord.shown(await discord.pick(questions, questions.items[0], option(questions, "When does")))

    assert shown.private
    assert "six" in answer.text


async def test_a_topic_of_more_questions_than_fit_has_a_way_to_the_rest(discord: FakeDiscord) -> None:
    shown = await discord.command("topics")
    topic = await discord.pick(shown, shown.items[0], option(shown, "Rolls"))
    first = Shown(topic.messages["@original"])
    labels = [one["label"] for one in first.options()][:-1]

    rest = await discord.pick(first, first.items[-1], option(first, "More questions"))
    labels += [one["label"] for one in Shown(rest.messages["@original"]).options()]

    assert labels == [f"What is roll number {number} made of?" for number in range(120)]


async def test_settings_are_shown_as_they_stand_and_changed(discord: FakeDiscord) -> None:
    shown = await discord.command("settings", rights=1 << 5)
    changed = await discord.press(shown, "Answer privately", rights=1 << 5)
    private = await discord.ask("price of rye bread")
    public = await discord.ask("price of rye bread", private=False)
    again = await discord.command("settings", rights=1 << 5)
    await discord.press(again, "Answer to everyone", rights=1 << 5)

    assert "to everyone" in shown.text
    assert "to who asked" in Shown(changed.messages["@original"]).text
    assert (private.private, public.private) == (True, False)
    assert not (await discord.ask("price of rye bread")).private


async def test_settings_are_for_who_manages_the_server(discord: FakeDiscord) -> None:
    shown = await discord.command("settings", rights=1 << 5)

    assert "Only who manages" in (await discord.command("settings")).text
    assert "Only who manages" in (await discord.shown(await discord.press(shown, "Answer privately"))).text


async def test_votes_are_hidden_where_that_is_set(discord: FakeDiscord) -> None:
    shown = await discord.command("settings", rights=1 << 5)
    await discord.press(shown, "Hide votes", rights=1 << 5)
    answer = await discord.ask("price of rye bread")

    opened = await discord.press(answer, "👍")
    await discord.settled(opened)

    again = await discord.command("settings", rights=1 << 5)
    await discord.press(again, "Show votes", rights=1 << 5)
    assert Shown(opened.messages["@original"]).labels[-4] == "👍"
    assert "Thank you" in (await discord.last(opened)).text


async def test_privacy_is_told_exported_and_deleted_after_one_question(discord: FakeDiscord) -> None:
    await discord.ask("price of rye bread", asker=777)

    exported = await discord.command("privacy", under="export", asker=777)
    sure = await discord.command("privacy", under="delete", asker=777)
    done = await discord.press(sure, "Delete it all", asker=777)
    again = await discord.command("privacy", under="export", asker=777)

    assert exported.files == ["privacy.json"]
    assert exported.private
    assert "keep nothing of you any more" in Shown(done.messages["@original"]).text
    assert again.files == []


async def test_why_tells_how_the_last_answer_here_was_found(discord: FakeDiscord) -> None:
    await discord.ask("pirce of rye bread")

    shown = await discord.command("why")

    assert "Understood as: price of rye bread" in shown.text
    assert shown.private


async def test_about_and_help_say_what_it_is_and_does(discord: FakeDiscord) -> None:
    about, help_ = await discord.command("about"), await discord.command("help")

    assert "Not a real bakery." in about.text
    assert "/privacy" in about.text
    assert all(f"/{name}" in help_.text for name in ("ask", "topics", "chart", "why", "about", "privacy", "settings"))


async def test_a_chart_is_found_by_id_title_and_words(discord: FakeDiscord) -> None:
    for name in ("loaves-per-year", "Loaves baked per year", "loaves baked per yaer"):
        assert (await discord.command("chart", name=name)).files == ["loaves-per-year.png"]
    assert (await discord.complete("chart", "name", "loa"))[0]["value"] == "loaves-per-year"


async def test_a_chart_that_there_is_not_offers_others(discord: FakeDiscord) -> None:
    shown = await discord.command("chart", name="the weather on Mars")

    assert "no picture" in shown.text
    assert shown.labels == ["Loaves baked per year"]


@pytest.mark.parametrize("identifier", ["ev1:z:a:b", "ev1:c:0123456789abcdef:gone-since", "something-else", "ev9:c::"])
async def test_a_button_whose_answer_is_gone_says_so(discord: FakeDiscord, identifier: str) -> None:
    shown = await discord.ask("price of rye bread")

    said = await discord.shown(await discord.press_identifier(shown, identifier))

    assert "any more" in said.text
    assert said.private


def option(shown: Shown, label: str) -> str:
    return next(str(one["value"]) for one in shown.options() if one["label"].startswith(label))


async def test_a_form_opens_in_a_crowd_too(discord: FakeDiscord) -> None:
    shown = await discord.ask("price of rye bread")
    others = await discord.shown(await discord.press(shown, "Not what I meant"))
    crowd = [asyncio.create_task(discord.ask("price of rye bread")) for _ in range(30)]

    opened = await discord.press(others, "Something else")
    await asyncio.gather(*crowd)

    assert opened.answers[0]["type"] == 9


async def test_a_form_opens_where_the_database_is_slow(served: Served) -> None:
    discord = served.discord
    shown = await discord.ask("price of rye bread")
    others = await discord.shown(await discord.press(shown, "Not what I meant"))

    with sqlite_database(served.bot.folder / "evbot.db").locked():
        pressing = asyncio.create_task(discord.press(others, "Something else"))
        await asyncio.sleep(1.4)
    opened = await pressing

    assert opened.answers[0]["type"] == 9
    assert opened.acknowledged is not None
    assert opened.acknowledged > 1.0
