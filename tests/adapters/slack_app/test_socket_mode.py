"""What happens to the connection of Socket Mode, through the real process: no event that reached it goes without."""

from __future__ import annotations

import asyncio

import pytest

from conftest_slack import Stage
from fake_slack.talking import EVENT, Talk, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
MODES = ("socket",)

JUNK = (
    *("{broken", "", '{"type": "hello"', '["type":"hello"]', "[1]"),
    *('{"type": "unheard-of"}', '{"envelope_id": "x", "type": "events_api"}'),
)


async def test_after_a_refresh_it_is_connected_by_an_address_of_its_own(talk: Talk) -> None:
    for _ in range(3):
        opened = talk.slack.opened
        await talk.slack.refresh_sockets()
        await talk.slack.until(lambda opened=opened: talk.slack.opened > opened and talk.slack.sockets)
        assert "*six*" in shown(await talk.mention("opening hours"))


async def test_what_is_said_again_over_a_connection_that_was_left_makes_no_other(talk: Talk) -> None:
    opened = talk.slack.opened
    for _ in range(3):
        await talk.slack.refresh_sockets()  # Those that were left are still there, and hear it too.
        await talk.slack.until(lambda: talk.slack.sockets)
        assert "*six*" in shown(await talk.mention("opening hours"))

    assert talk.slack.opened <= opened + 3


async def test_what_was_being_answered_when_the_connection_went_is_answered_once(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        said = talk.payloads.mention("opening hours", talk.channel, talk.user)
        before = len(talk.slack.messages)
        await talk.slack.envelope(EVENT, said)
        await talk.slack.refresh_sockets()
        await talk.slack.until(lambda: talk.slack.sockets)
        await talk.give(EVENT, said, retry_attempt=1, retry_reason="timeout")

        assert len(await talk.nothing_but(before)) == 1


async def test_a_connection_that_is_cut_is_made_again(talk: Talk, times: int) -> None:
    for _ in talk.rounds(2 * times):
        await talk.slack.drop_sockets()
        await talk.slack.until(lambda: talk.slack.sockets, 20)
        assert "*six*" in shown(await talk.mention("opening hours"))


async def test_slack_being_away_is_said_in_lines_and_got_over(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        await talk.slack.stop()
        await asyncio.sleep(4)
        await talk.slack.start()
        await talk.slack.until(lambda: talk.slack.sockets, 20)

        assert "*six*" in shown(await talk.mention("opening hours"))
    assert talk.bot.says("slack not connected") or talk.bot.says("Failed to")
    assert not talk.bot.says("Traceback")


async def test_an_envelope_that_is_no_json_costs_nothing(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        await talk.slack.until(lambda: talk.slack.sockets)
        for junk in JUNK:
            await talk.slack.sockets[-1].send_str(junk)

        assert "*six*" in shown(await talk.mention("opening hours"))
        assert not talk.bot.says("Traceback")


async def test_a_connection_without_hello_is_made_anew(stage: Stage, times: int) -> None:
    async with stage.talk("socket") as talk:
        talk.slack.says_hello = False
        await talk.slack.refresh_sockets()
        await talk.slack.until(lambda: talk.slack.opened > 1 + times, 15 * times)
        talk.slack.says_hello = True
        await talk.bot.until_it_says("slack said no hello")

        assert "*six*" in shown(await talk.mention("opening hours"))


async def test_two_processes_on_one_app_token_share_the_events(stage: Stage) -> None:
    async with stage.talk("socket") as talk, stage.bot(talk.slack, "socket"):
        await talk.slack.until(lambda: len(talk.slack.sockets) == 2)
        before = len(talk.slack.messages)
        said = [talk.payloads.mention("opening hours", talk.channel, f"U{n}") for n in range(20)]
        for number, one in enumerate(said):
            await talk.give(EVENT, one, socket=number % 2)
            await talk.give(EVENT, one, socket=(number + 1) % 2)  # And again, as after a missed acknowledgement.
        await talk.slack.until(lambda: len(talk.slack.messages) >= before + 20)

        assert len(await talk.nothing_but(before)) == 20


async def test_an_app_token_that_is_revoked_meanwhile_ends_it_with_one_line(stage: Stage) -> None:
    async with stage.talk("socket") as talk:
        talk.slack.fail("apps.connections.open", "invalid_auth", times=9)
        await talk.slack.refresh_sockets()
        status = await asyncio.wait_for(talk.bot.process.wait(), 20)
        await asyncio.sleep(0.1)

    assert status == 2
    assert talk.bot.lines[-1].startswith("evbot: SLACK_APP_TOKEN is refused by Slack (invalid_auth); copy it again")
    assert not talk.bot.says("Traceback")


@pytest.mark.soak
async def test_twenty_refreshes_and_twenty_cuts_in_a_row_cost_no_answer(talk: Talk) -> None:
    for number in range(40):
        if number % 2:
            await talk.slack.refresh_sockets()
        else:
            await talk.slack.drop_sockets()
        opened = talk.slack.opened
        await talk.slack.until(lambda opened=opened: talk.slack.sockets or talk.slack.opened > opened, 20)
        assert "*six*" in shown(await talk.mention("opening hours"))


async def test_a_proxy_that_answers_in_plain_text_costs_a_line_and_no_restart(talk: Talk) -> None:
    talk.slack.fail("apps.connections.open", "", times=3, status=503, text="upstream connect error")
    await talk.slack.drop_sockets()
    await talk.slack.until(lambda: talk.slack.sockets, 20)

    assert "*six*" in shown(await talk.mention("opening hours"))
    assert talk.bot.says("slack not connected reason=503")
    assert not talk.bot.says("slack stopped")


@pytest.mark.parametrize(
    ("reason", "closes"),
    [
        pytest.param("too_many_websockets", True, id="too_many_websockets-closed"),
        pytest.param("too_many_websockets", False, id="too_many_websockets-left-open", marks=pytest.mark.soak),
        pytest.param("link_disabled", True, id="link_disabled-closed", marks=pytest.mark.soak),
        pytest.param("link_disabled", False, id="link_disabled-left-open", marks=pytest.mark.soak),
        pytest.param("refresh_requested", True, id="refresh_requested-closed", marks=pytest.mark.soak),
        pytest.param("refresh_requested", False, id="refresh_requested-left-open"),
    ],
)
async def test_connections_that_slack_ends_at_once_are_made_anew_ever_less_often(
    stage: Stage, reason: str, closes: bool
) -> None:
    async with stage.talk("socket") as talk:
        talk.slack.turns_away, talk.slack.says_goodbye = reason, closes
        opened = talk.slack.opened
        await talk.slack.drop_sockets()
        await asyncio.sleep(4)
        assert 2 <= talk.slack.opened - opened <= 4
        assert talk.bot.says(f"slack ended a new connection reason={reason} next_try=2.0s")

        talk.slack.turns_away, talk.slack.says_goodbye = "", True
        talk.slack.sockets.clear()
        await talk.slack.until(lambda: talk.slack.sockets)
        assert "*six*" in shown(await talk.mention("opening hours"))
