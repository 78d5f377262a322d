"""What people say on Slack and what they read there, in both modes, through the real process."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot.pages import Command
from conftest_slack import Stage
from fake_slack.talking import COMMAND, EVENT, INTERACTIVE, Talk, button, image_of, labels, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_mention_is_answered_in_its_thread(talk: Talk) -> None:
    said = talk.payloads.mention("how much is the rye loaf??", talk.channel, talk.user)
    answer = await talk.answer_to(EVENT, said)

    assert answer["thread_ts"] == said["event"]["ts"]
    assert "*4.20 euros*" in shown(answer)
    assert "As of 31 December 2025" in shown(answer)
    assert "<https://bakery.example/prices?a=1&amp;b=2|The Baker>" in shown(answer)
    assert "4.20 euros" in answer["text"]
    assert labels(answer) == ["When does the bakery open?", "👍", "👎", "Not what I meant", "🗑️"]


async def test_a_further_mention_in_the_thread_follows_up(talk: Talk) -> None:
    first = await talk.mention("how many loaves were baked in 2024?")
    second = await talk.mention("and in 2025?", thread_ts=first["thread_ts"])

    assert "*99,250*" in shown(second)
    assert second["thread_ts"] == first["thread_ts"]


async def test_a_mention_without_a_question_is_greeted(talk: Talk) -> None:
    answer = await talk.mention("")

    assert "Bakery" in answer["text"]
    assert "What does a loaf of rye bread cost?" in labels(answer)


async def test_direct_messages_follow_up_in_and_out_of_threads(talk: Talk) -> None:
    first = await talk.direct("how many loaves were baked in 2023?")
    second = await talk.direct("and in 2024?")
    third = await talk.direct("and in 2025?", thread_ts=first["thread_ts"])

    assert "81,000" in shown(first)
    assert "90,500" in shown(second)
    assert "99,250" in shown(third)
    assert third["thread_ts"] == first["thread_ts"]


@pytest.mark.parametrize("subtype", ["file_share", "me_message"])
async def test_a_question_beside_a_file_or_in_the_third_person_is_answered(talk: Talk, subtype: str) -> None:
    files = {"files": [{"id": "F1", "name": "oven.png", "mimetype": "image/png"}]} if subtype == "file_share" else {}
    answer = await talk.direct("opening hours", subtype=subtype, **files)

    assert "*six*" in shown(answer)


async def test_a_file_alone_asks_nothing(talk: Talk) -> None:
    before = len(talk.slack.messages)
    await talk.give(EVENT, talk.payloads.direct("", talk.user, subtype="file_share", files=[{"id": "F1"}]))

    assert await talk.nothing_but(before) == []


async def test_a_status_is_shown_while_a_direct_message_is_answered(talk: Talk) -> None:
    said = talk.payloads.direct("opening hours", talk.user)
    await talk.answer_to(EVENT, said)

    statuses = [call.given for call in talk.slack.called("assistant.threads.setStatus")]
    own = [given for given in statuses if given["channel_id"] == f"D{talk.user}"]
    assert [given["thread_ts"] for given in own] == [said["event"]["ts"]]
    assert own[0]["status"]


async def test_the_command_answers_the_asker_alone(talk: Talk) -> None:
    answer = await talk.command("opening hours")

    assert answer["ephemeral"]
    assert "*six*" in shown(answer)
    assert "Share with the channel" in labels(answer)
    assert "🗑️" not in labels(answer)


async def test_in_a_direct_conversation_there_is_nobody_to_share_with(talk: Talk) -> None:
    answer = await talk.command("opening hours", channel=f"D{talk.user}")

    assert "Share with the channel" not in labels(answer)


async def test_sharing_shows_it_to_the_channel(talk: Talk) -> None:
    answer = await talk.command("opening hours")
    before = len(talk.slack.messages)
    await talk.press("Share", answer)
    shared = await talk.slack.until(lambda: talk.slack.messages[before:])

    assert not shared[0]["ephemeral"]
    assert "thread_ts" not in shared[0]  # Below what only one person sees there is no thread.
    assert "*six*" in shown(shared[0])
    assert "🗑️" in labels(shared[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "/bakery topics", id="nothing"),
        pytest.param("   ", "/bakery topics", id="blanks"),
        pytest.param("help", "/bakery topics", id="help"),
        pytest.param("HELP", "/bakery topics", id="loud"),
        pytest.param("topics", "Pick a topic", id="topics"),
        pytest.param("about", "answers from", id="about"),
        pytest.param("privacy", "90 days", id="privacy"),
        pytest.param("privacy delete", "Delete it all", id="delete"),
        pytest.param("chart nothing of the kind whatever", "picture", id="no-chart"),
        pytest.param("settings", "Only who manages", id="settings"),
        pytest.param("why", "no answer yet", id="why"),
        pytest.param("help me understand when the bakery opens", "", id="question"),
    ],
)
async def test_words_after_the_command(talk: Talk, text: str, words: str) -> None:
    answer = await talk.command(text)

    assert answer["ephemeral"]
    assert words in shown(answer)
    assert ("/bakery topics" in shown(answer)) == (words == "/bakery topics")


@pytest.mark.parametrize("command", Command)
async def test_every_command_is_answered(talk: Talk, command: Command) -> None:
    answer = await talk.command(command.value)

    assert shown(answer)


async def test_why_tells_how_the_last_answer_was_found(talk: Talk) -> None:
    await talk.command("opening hours")
    answer = await talk.command("why")

    assert "When does the bakery open?" in shown(answer)
    assert "opening hours" in shown(answer)


async def test_a_topic_and_then_a_question_are_picked_from_menus(talk: Talk) -> None:
    topics = await talk.command("topics")
    topic = next(e for b in topics["blocks"] if b["type"] == "actions" for e in b["elements"])
    picked = {"type": "static_select", "action_id": topic["action_id"], "selected_option": topic["options"][0]}
    questions = await talk.answer_to(INTERACTIVE, talk.payloads.press(picked, topics, talk.user, talk.channel))
    menu = next(e for b in questions["blocks"] if b["type"] == "actions" for e in b["elements"])
    option = next(one for one in menu["options"] if one["text"]["text"].startswith("When does"))
    asked = {"type": "static_select", "action_id": menu["action_id"], "selected_option": option}
    answer = await talk.answer_to(INTERACTIVE, talk.payloads.press(asked, questions, talk.user, talk.channel))

    assert questions["replace_original"]
    assert "*six*" in shown(answer)


async def test_what_is_taken_back_in_a_menu_is_not_answered(talk: Talk) -> None:
    topics = await talk.command("topics")
    before = len(talk.slack.messages)
    menu = next(e for b in topics["blocks"] if b["type"] == "actions" for e in b["elements"])
    nothing = {"type": "static_select", "action_id": menu["action_id"], "selected_option": None}
    await talk.give(INTERACTIVE, talk.payloads.press(nothing, topics, talk.user, talk.channel))

    assert await talk.nothing_but(before) == []


async def test_an_admin_can_hide_the_numbers_of_votes(talk: Talk) -> None:
    talk.slack.admins.add(talk.user)
    settings = await talk.command("settings")
    before = len(talk.slack.messages)
    await talk.press("Hide votes", settings)
    changed = await talk.first_since(before)
    assert "Show votes" in labels(changed)

    answer = await talk.mention("opening hours")
    before = len(talk.slack.messages)
    await talk.press("👍", answer)
    thanked = await talk.slack.until(lambda: [m for m in talk.slack.messages[before:] if "Thank you!" in shown(m)])
    assert thanked[0]["ephemeral"]
    assert "👍 1" not in shown(talk.slack.called("respond")[-1].given)

    before = len(talk.slack.messages)
    await talk.press("Show votes", changed)
    await talk.first_since(before)


async def test_the_shortcut_answers_in_the_thread_of_the_message(talk: Talk) -> None:
    given = talk.payloads.shortcut("price of rye bread?", talk.user, talk.channel)
    answer = await talk.answer_to(INTERACTIVE, given)

    assert answer["thread_ts"] == given["message"]["ts"]
    assert not answer["ephemeral"]
    assert "4.20" in shown(answer)


async def test_the_shortcut_reads_a_message_of_blocks_alone(talk: Talk) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*price of rye bread?*"}}]
    answer = await talk.answer_to(INTERACTIVE, talk.payloads.shortcut("", talk.user, talk.channel, blocks=blocks))

    assert "4.20" in shown(answer)


async def test_the_shortcut_answers_the_asker_alone_where_it_may_not_write(talk: Talk) -> None:
    talk.slack.fail("chat.postMessage", "not_in_channel")
    talk.slack.fail("chat.postEphemeral", "not_in_channel")
    answer = await talk.answer_to(INTERACTIVE, talk.payloads.shortcut("price of rye bread?", talk.user, talk.channel))

    assert answer["ephemeral"]
    assert "4.20" in shown(answer)


async def test_choices_are_buttons_and_the_chosen_answer_takes_their_place(talk: Talk) -> None:
    choices = await talk.mention("which bread is the best?")
    assert labels(choices)[-2:] == ["None of these", "🗑️"]
    assert len(labels(choices)) == 4
    ts = choices["ts"]
    await talk.press("Which bread", choices)
    await talk.slack.until(lambda: choices.get("edits"))

    assert choices["ts"] == ts
    assert "It is " in shown(choices)


async def test_none_of_these_is_taken_note_of(talk: Talk) -> None:
    choices = await talk.mention("which bread is the best?")
    await talk.press("None of these", choices)
    await talk.slack.until(lambda: choices.get("edits"))

    assert "Noted" in shown(choices)


async def test_a_related_question_is_answered_below(talk: Talk) -> None:
    first = await talk.mention("rye bread price")
    before = len(talk.slack.messages)
    await talk.press("When does", first)
    answer = await talk.first_since(before)

    assert answer["thread_ts"] == first["thread_ts"]
    assert "*six*" in shown(answer)


async def test_votes_are_counted_on_the_button(talk: Talk) -> None:
    answer = await talk.mention("opening hours")
    await talk.press("👍", answer)
    await talk.slack.until(lambda: talk.slack.called("respond") and "👍 1" in shown(talk.slack.messages[-1]))

    relabelled = talk.slack.called("respond")[-1].given
    assert relabelled["replace_original"]
    assert "👍 1" in labels(relabelled)


async def test_a_bad_vote_asks_what_was_wrong(talk: Talk) -> None:
    answer = await talk.mention("opening hours")
    before = len(talk.slack.messages)
    await talk.press("👎", answer)
    asked = await talk.slack.until(lambda: [m for m in talk.slack.messages[before:] if "It is wrong" in shown(m)])

    assert asked[0]["ephemeral"]
    assert labels(asked[0]) == ["It is wrong", "It is out of date", "Not my question"]


async def test_not_what_i_meant_opens_a_form_and_what_is_typed_is_answered(talk: Talk) -> None:
    answer = await talk.mention("rye bread price")
    opened = len(talk.slack.modals)
    await talk.press("Not what I meant", answer)
    (form,) = await talk.slack.until(lambda: talk.slack.modals[opened:])
    given = talk.payloads.submit(form, {"text": {"text": {"value": "when is the shop open"}}}, talk.user)
    reply = await talk.answer_to(INTERACTIVE, given)

    assert form["title"]["text"] == "What did you mean?"
    assert reply["ephemeral"]
    assert "*six*" in shown(reply)


async def test_a_choice_of_the_form_is_answered(talk: Talk) -> None:
    answer = await talk.mention("how many loaves were baked in 2024?")
    opened = len(talk.slack.modals)
    await talk.press("Not what I meant", answer)
    (form,) = await talk.slack.until(lambda: talk.slack.modals[opened:])
    options = next(block["element"]["options"] for block in form["blocks"] if block["block_id"] == "choice")
    values = {"choice": {"choice": {"selected_option": options[0]}}, "text": {"text": {"value": None}}}
    reply = await talk.answer_to(INTERACTIVE, talk.payloads.submit(form, values, talk.user))

    assert options[0]["text"]["text"][:40] in shown(reply)


async def test_who_asked_can_remove_it_and_nobody_else(talk: Talk) -> None:
    answer = await talk.mention("opening hours")
    before = len(talk.slack.messages)
    await talk.press("🗑️", answer, user=f"UOTHER{talk.name}")
    refused = await talk.first_since(before)
    assert "Only who asked" in shown(refused)
    assert answer in talk.slack.messages

    await talk.press("🗑️", answer)
    await talk.slack.until(lambda: answer not in talk.slack.messages)


async def test_a_status_is_taken_away_where_no_answer_comes(stage: Stage) -> None:
    async with stage.talk("socket", EVBOT_RATE_LIMIT="1/60s") as talk:
        await talk.direct("opening hours")
        excused, unanswered = (talk.payloads.direct("rye bread price", talk.user) for _ in range(2))
        await talk.answer_to(EVENT, excused)
        await talk.give(EVENT, unanswered)
        for said in (excused, unanswered):
            thread = said["event"]["ts"]
            await talk.slack.until(lambda thread=thread: statuses_in(talk, thread)[1:])
            assert statuses_in(talk, thread)[0]
            assert statuses_in(talk, thread)[1:] == [""]


def statuses_in(talk: Talk, thread: str) -> list[str]:
    calls = talk.slack.called("assistant.threads.setStatus")
    return [call.given["status"] for call in calls if call.given["thread_ts"] == thread]


async def test_an_edited_question_gets_its_answer_edited(talk: Talk) -> None:
    asked = talk.payloads.direct("opening hours", talk.user)
    answer = await talk.answer_to(EVENT, asked)
    before = len(talk.slack.messages)
    await talk.give(EVENT, talk.payloads.edited(asked, "rye bread price"))
    await talk.slack.until(lambda: answer.get("edits"))

    assert "4.20" in shown(answer)
    assert len(talk.slack.messages) == before


async def test_an_edit_while_the_picture_is_awaited_has_the_last_word(talk: Talk) -> None:
    talk.slack.reading = 2.0
    try:
        asked = talk.payloads.direct("how many loaves were baked in 2024?", talk.user)
        answer = await talk.answer_to(EVENT, asked)
        await talk.give(EVENT, talk.payloads.edited(asked, "rye bread price"))
        await talk.slack.until(lambda: "4.20" in shown(answer), within=2)
        await asyncio.sleep(3.5)
    finally:
        talk.slack.reading = 0.0

    assert "4.20" in shown(answer)
    assert image_of(answer) is None


async def test_a_vote_while_the_picture_is_awaited_stays(talk: Talk) -> None:
    talk.slack.reading = 2.0
    try:
        answer = await talk.mention("how many loaves were baked in 2024?")
        before = len(talk.slack.messages)
        await talk.press("👍", answer)
        await talk.slack.until(lambda: any("👍 1" in shown(one) for one in talk.slack.messages[before:]))
        await talk.slack.until(lambda: image_of(answer))
    finally:
        talk.slack.reading = 0.0

    assert "👍 1" in shown(answer)


async def test_a_mention_that_an_edit_adds_is_answered_once(talk: Talk) -> None:
    said = talk.payloads.mention("opening hours", talk.channel, talk.user)
    said["event"]["edited"] = {"user": talk.user, "ts": talk.payloads.ts()}
    answer = await talk.answer_to(EVENT, said)
    edited = talk.payloads.mention("rye bread price", talk.channel, talk.user, ts=said["event"]["ts"])
    edited["event"]["edited"] = {"user": talk.user, "ts": talk.payloads.ts()}
    before = len(talk.slack.messages)
    await talk.give(EVENT, edited)
    await talk.slack.until(lambda: "4.20" in shown(answer))

    assert await talk.nothing_but(before) == []


async def test_a_mention_that_an_edit_adds_to_an_old_message_is_left_alone(talk: Talk) -> None:
    old = f"{time.time() - 300:.0f}.000100"
    said = talk.payloads.mention("opening hours", talk.channel, talk.user, ts=old)
    said["event"]["edited"] = {"user": talk.user, "ts": talk.payloads.ts()}
    before = len(talk.slack.messages)
    await talk.give(EVENT, said)

    assert await talk.nothing_but(before) == []


async def test_an_edited_mention_gets_its_answer_edited(talk: Talk) -> None:
    asked = talk.payloads.mention("opening hours", talk.channel, talk.user)
    answer = await talk.answer_to(EVENT, asked)
    said = asked["event"]
    edited = talk.payloads.mention("rye bread price", talk.channel, talk.user, ts=said["ts"])
    edited["event"]["edited"] = {"user": talk.user, "ts": talk.payloads.ts()}
    await talk.give(EVENT, edited)
    await talk.slack.until(lambda: answer.get("edits"))

    assert "4.20" in shown(answer)


@pytest.mark.parametrize(
    "others",
    [
        pytest.param({"bot_id": "B9"}, id="another-bot"),
        pytest.param({"bot_id": "B1BOT", "user": "UBOT"}, id="itself"),
        pytest.param({"subtype": "bot_message", "bot_id": "B9"}, id="a-bot's-message"),
        pytest.param({"subtype": "channel_join"}, id="a-join"),
        pytest.param({"subtype": "message_deleted", "deleted_ts": "1.2"}, id="a-deletion"),
        pytest.param({"channel": "C77", "channel_type": "channel"}, id="a-channel's-message"),
        pytest.param({"user": None}, id="nobody"),
        pytest.param({"user": "USLACKBOT"}, id="slackbot"),
    ],
)
async def test_it_is_silent_otherwise(talk: Talk, others: dict[str, Any]) -> None:
    before = len(talk.slack.messages)
    await talk.give(EVENT, talk.payloads.direct("opening hours", **{"user": talk.user} | others))

    assert await talk.nothing_but(before) == []


async def test_it_is_silent_at_events_that_it_does_not_know(talk: Talk) -> None:
    before = len(talk.slack.messages)
    await talk.give(EVENT, talk.payloads.event({"type": "member_joined_channel", "user": "U1", "channel": "C1"}))
    await talk.give(EVENT, talk.payloads.event({"type": "reaction_added", "user": "U1", "reaction": "tada"}))

    assert await talk.nothing_but(before) == []
    assert not talk.bot.says("Unhandled")


async def test_a_chart_joins_its_message_with_a_text_for_who_cannot_see_it(talk: Talk) -> None:
    before = len(talk.slack.messages)
    answer = await talk.mention("how many loaves were baked in 2025?")
    image = await talk.slack.until(lambda: image_of(answer))
    file = talk.slack.files[image["slack_file"]["id"]]

    assert file["content"].startswith(b"\x89PNG")
    assert "99,250" in image["alt_text"]
    assert file["shared"] is None
    assert await talk.nothing_but(before) == [answer]


async def test_a_chart_that_slack_has_not_read_yet_joins_its_message_later(talk: Talk) -> None:
    talk.slack.fail("chat.update", "invalid_blocks", times=2)
    answer = await talk.mention("how many loaves were baked in 2025?")

    assert await talk.slack.until(lambda: image_of(answer))


async def test_a_chart_stays_in_its_message_when_that_is_pressed(talk: Talk) -> None:
    answer = await talk.mention("how many loaves were baked in 2025?")
    image = await talk.slack.until(lambda: image_of(answer))
    image |= {"image_width": 800, "image_bytes": 9_000}  # As Slack sends it back.
    before = len(talk.slack.called("respond"))
    await talk.press("👍", answer)
    (relabelled,) = await talk.slack.until(lambda: talk.slack.called("respond")[before:])
    given = relabelled.given

    assert image_of(given) == {key: image[key] for key in ("type", "alt_text", "slack_file")}
    assert "👍 1" in labels(given)


async def test_a_chart_of_a_command_is_shown_to_the_asker_alone(talk: Talk) -> None:
    answer = await talk.command("chart loaves-per-year")
    (image,) = [block for block in answer["blocks"] if block["type"] == "image"]

    assert answer["ephemeral"]
    assert "99,250" in image["alt_text"]
    assert talk.slack.files[image["slack_file"]["id"]]["shared"] is None


async def test_a_table_goes_out_as_a_picture_with_its_main_figures(talk: Talk) -> None:
    answer = await talk.mention("which ovens does the bakery have?")
    await talk.slack.until(lambda: image_of(answer))

    assert "• old stone oven: 40" in shown(answer)
    assert "```" not in shown(answer)


async def test_a_table_whose_picture_does_not_follow_stands_in_the_message(talk: Talk) -> None:
    talk.slack.fail("files.getUploadURLExternal", "missing_scope", needed="files:write")
    answer = await talk.mention("which ovens does the bakery have?")
    await talk.slack.until(lambda: answer.get("edits"))

    assert "| old stone oven" in shown(answer)


async def test_a_table_for_the_asker_alone_stands_beside_its_picture_or_as_it_is(talk: Talk) -> None:
    beside = await talk.command("which ovens does the bakery have?")
    talk.slack.fail("files.getUploadURLExternal", "missing_scope", needed="files:write")
    without = await talk.command("which ovens does the bakery have?")

    assert "image" in [block["type"] for block in beside["blocks"]]
    assert "```" not in shown(beside)
    assert "| old stone oven" in shown(without)


async def test_the_home_shows_what_can_be_asked(talk: Talk) -> None:
    await talk.give(EVENT, talk.payloads.home_opened(talk.user))
    home = await talk.slack.until(lambda: talk.slack.homes.get(talk.user))

    assert "/bakery topics" in shown(home)
    assert "31 December 2025" in shown(home)
    assert {"What does a loaf of rye bread cost?", "What I keep of you", "Delete it"} <= set(labels(home))
    assert "as an admin" not in shown(home)


async def test_the_home_greets_with_questions_first_and_then_tells_what_else_there_is(talk: Talk) -> None:
    await talk.give(EVENT, talk.payloads.home_opened(talk.user))
    home = await talk.slack.until(lambda: talk.slack.homes.get(talk.user))
    words = shown(home)
    order = [
        "Hi! I answer",
        "What does a loaf",
        "/bakery topics",
        "Pick a topic",
        "31 December 2025",
        "What I keep of you",
    ]

    assert [words.index(part) for part in order] == sorted(words.index(part) for part in order)


async def test_a_starter_of_the_home_is_answered_in_the_messages_tab(talk: Talk) -> None:
    await talk.give(EVENT, talk.payloads.home_opened(talk.user))
    home = await talk.slack.until(lambda: talk.slack.homes.get(talk.user))
    action = {"type": "button", "action_id": button(home, "When does")["action_id"]}
    answer = await talk.answer_to(INTERACTIVE, talk.payloads.press_home(action, talk.user))

    assert answer["channel"] == f"D{talk.user}"
    assert "*six*" in shown(answer)


async def test_opening_the_messages_tab_suggests_prompts(talk: Talk) -> None:
    await talk.give(EVENT, talk.payloads.home_opened(talk.user, tab="messages"))
    call = await talk.slack.until(
        lambda: next(
            (
                c
                for c in talk.slack.called("assistant.threads.setSuggestedPrompts")
                if c.given["channel_id"] == f"D{talk.user}"
            ),
            None,
        )
    )

    assert "thread_ts" not in call.given
    assert [prompt["message"] for prompt in call.given["prompts"]] == [
        "What does a loaf of rye bread cost?",
        "When does the bakery open?",
    ]


async def test_an_assistant_thread_gets_its_prompts(talk: Talk) -> None:
    given = talk.payloads.assistant_opened(talk.user)
    await talk.give(EVENT, given)
    threads = await talk.slack.until(
        lambda: [
            c.given["thread_ts"]
            for c in talk.slack.called("assistant.threads.setSuggestedPrompts")
            if c.given["channel_id"] == f"D{talk.user}"
        ]
    )

    assert threads == [given["event"]["assistant_thread"]["thread_ts"]]


async def test_an_admin_chooses_who_sees_the_answers_to_what_is_picked(talk: Talk) -> None:
    talk.slack.admins.add(talk.user)
    settings = await talk.command("settings")
    assert "Answers to “Answer this” are shown: to everyone" in shown(settings)
    assert "commands" not in shown(settings)
    before = len(talk.slack.messages)
    await talk.press("Answer privately", settings)
    changed = await talk.first_since(before)
    assert "Answers to “Answer this” are shown: to who asked" in shown(changed)

    picked = await talk.answer_to(INTERACTIVE, talk.payloads.shortcut("opening hours", talk.user, talk.channel))
    assert picked["ephemeral"]

    before = len(talk.slack.messages)
    await talk.press("Answer to everyone", changed)
    await talk.first_since(before)


async def test_an_admin_chooses_the_channels_in_which_mentions_are_answered(talk: Talk) -> None:
    talk.slack.admins.add(talk.user)
    settings = await talk.command("settings")
    menu = next(block["accessory"] for block in settings["blocks"] if "accessory" in block)
    action = {"type": "multi_channels_select", "action_id": menu["action_id"], "selected_channels": [talk.channel]}
    changed = await talk.answer_to(INTERACTIVE, talk.payloads.press(action, settings, talk.user, talk.channel))
    assert f"<#{talk.channel}>" in shown(changed)

    before = len(talk.slack.messages)
    await talk.give(EVENT, talk.payloads.mention("opening hours", "COTHER", talk.user))
    assert await talk.nothing_but(before) == []
    assert "*six*" in shown(await talk.mention("opening hours"))

    before = len(talk.slack.messages)
    await talk.press("Answer in all channels", changed)
    await talk.slack.until(lambda: talk.slack.messages[before:])


async def test_what_is_kept_of_a_person_comes_as_a_file_to_them_alone(talk: Talk) -> None:
    await talk.command("opening hours")
    before = len(talk.slack.messages)
    await talk.give(COMMAND, talk.payloads.command("privacy export", talk.user, talk.channel))
    file = await talk.slack.until(
        lambda: next((f for f in talk.slack.files.values() if f["shared"] == f"D{talk.user}"), None)
    )

    assert b"opening hours" in file["content"]
    assert all(m["ephemeral"] or m["channel"] == f"D{talk.user}" for m in talk.slack.messages[before:])


async def test_deleting_asks_first_and_then_deletes(talk: Talk) -> None:
    await talk.command("opening hours")
    sure = await talk.command("privacy delete")
    before = len(talk.slack.messages)
    await talk.press("Delete it all", sure)
    done = await talk.first_since(before)
    export = await talk.command("privacy export")

    assert "keep nothing of you any more" in shown(done)
    assert "keep nothing of you" in shown(export)
