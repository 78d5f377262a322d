"""Many workspaces by OAuth over HTTP: installed, answered with their own token, cleaned up when they leave."""

from __future__ import annotations

import asyncio
import re
import stat
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from conftest_slack import Stage
from databases import sqlite_database
from fake_slack import FakeSlack, Payloads
from fake_slack.process import RunningBot
from fake_slack.talking import EVENT, Talk, shown

Json = dict[str, Any]

SETTINGS = {
    "SLACK_BOT_TOKEN": "",
    "SLACK_CLIENT_ID": "111.222",
    "SLACK_CLIENT_SECRET": "33fea0113f5b1",
}
KEY = "of the tests, 32 characters long"


_BASIC = b64encode(f"{SETTINGS['SLACK_CLIENT_ID']}:{SETTINGS['SLACK_CLIENT_SECRET']}".encode()).decode()


class Offices(FakeSlack):
    """Hands out a token a workspace for the code "code-TEAM", and one for all of an organisation for "code-E..."."""

    def install(self, given: Json) -> Json:
        team = str(given.get("code", "")).removeprefix("code-")
        if not team or self.called("oauth.v2.access")[-1].token != f"Basic {_BASIC}":
            return {"ok": False, "error": "invalid_code"}
        token = f"xoxb-of-{team}"
        self.tokens[token] = team
        place, for_all = {"id": team, "name": team}, team.startswith("E")
        return {
            "ok": True, "access_token": token, "token_type": "bot", "scope": self.scopes, "bot_user_id": "UBOT",
            "app_id": "A1", "team": None if for_all else place, "enterprise": place if for_all else None,
            "authed_user": {"id": "U1"}, "is_enterprise_install": for_all,
        }  # fmt: skip


@pytest.fixture
async def offices() -> Any:
    slack = Offices()
    await slack.start()
    yield slack
    await slack.stop()


async def install(bot: RunningBot, session: aiohttp.ClientSession, team: str) -> tuple[int, str]:
    base = f"http://127.0.0.1:{bot.port}"
    async with session.get(f"{base}/slack/install") as page:
        cookie = page.headers["Set-Cookie"].partition(";")[0]
        address = re.findall(r'href="(https://slack[^"]+)"', await page.text())[0].replace("&amp;", "&")
    asked = parse_qs(urlsplit(address).query)
    assert asked["client_id"] == ["111.222"]
    assert "chat:write" in asked["scope"][0]
    state, code = asked["state"][0], f"code-{team}"
    redirect = f"{base}/slack/oauth_redirect?code={code}&state={state}"
    async with session.get(redirect, headers={"Cookie": cookie}) as done:
        first = done.status
    async with session.get(redirect, headers={"Cookie": cookie}) as again:
        assert again.status == 401  # A state is good once.
    return first, redirect


async def test_each_workspace_is_answered_with_its_own_token(stage: Stage, offices: Offices, tmp_path: Path) -> None:
    async with stage.bot(offices, "http", **SETTINGS) as bot, aiohttp.ClientSession() as session:
        for team in ("TONE", "TTWO"):
            assert (await install(bot, session, team))[0] == 200
            talk = Talk("http", offices, bot, session, offices.payloads(team), name=f"O{team}")
            assert "*six*" in shown(await talk.mention("opening hours"))
            assert offices.called("chat.postMessage")[-1].token == f"xoxb-of-{team}"
            offices.admins.add(talk.user)
            await talk.command(f"digest <#COFFICE{team}>")  # There it is said what will come.
            posted = offices.called("chat.postMessage")[-1]
            assert (posted.given["channel"], posted.token) == (f"COFFICE{team}", f"xoxb-of-{team}")

    assert_no_token_lies_in(tmp_path)


async def test_tokens_are_sealed_with_the_key_beside_the_database(
    stage: Stage, offices: Offices, tmp_path: Path
) -> None:
    async with stage.bot(offices, "http", **SETTINGS) as bot, aiohttp.ClientSession() as session:
        await install(bot, session, "TONE")
    key = tmp_path / "evbot.db.key"

    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert_no_token_lies_in(tmp_path)
    async with aiohttp.ClientSession() as session:
        async with stage.bot(offices, "http", **SETTINGS, EVBOT_HASH_KEY=key.read_text()) as given:
            talk = Talk("http", offices, given, session, offices.payloads("TONE"), name="OGIVEN")
            assert "*six*" in shown(await talk.mention("opening hours"))
        async with stage.bot(offices, "http", **SETTINGS, EVBOT_HASH_KEY=KEY) as another:
            talk = Talk("http", offices, another, session, offices.payloads("TONE"), name="OANOTHER")
            await talk.give(EVENT, talk.payloads.mention("opening hours", talk.channel, talk.user))
            await another.until_it_says("slack token of a workspace not read reason=another_key")
            await install(another, session, "TONE")
            assert "*six*" in shown(await talk.mention("opening hours"))


async def test_a_token_that_an_older_release_kept_as_it_was_is_sealed_when_it_is_read(
    stage: Stage, offices: Offices, tmp_path: Path
) -> None:
    async with aiohttp.ClientSession() as session:
        async with stage.bot(offices, "http", **SETTINGS) as bot:
            await install(bot, session, "TONE")
        plain = '{"token": "xoxb-of-TONE", "bot": null, "user": "UBOT", "scopes": ["chat:write"], "app": "A1"}'
        database = sqlite_database(tmp_path / "evbot.db")
        database.rows(f"UPDATE notes SET value = '{plain}' WHERE key LIKE 'slack:installed:%'")
        async with stage.bot(offices, "http", **SETTINGS) as later:
            talk = Talk("http", offices, later, session, offices.payloads("TONE"), name="OPLAIN")
            assert "*six*" in shown(await talk.mention("opening hours"))

    ((kept,),) = database.rows("SELECT value FROM notes WHERE key LIKE 'slack:installed:%'")
    assert "xoxb" not in kept


async def test_on_postgresql_the_key_has_to_be_given(stage: Stage, offices: Offices) -> None:
    server = {"EVBOT_DATABASE_URL": "postgresql://bot:hush@127.0.0.1:1/evbot"}
    async with stage.bot(offices, "http", ready="", **SETTINGS, **server) as bot:
        status = await asyncio.wait_for(bot.process.wait(), 30)
        await bot.until(lambda: bot.lines)

    assert status == 2
    assert "EVBOT_HASH_KEY is not set, and on PostgreSQL all processes need the same one; write" in bot.lines[-1]


def assert_no_token_lies_in(folder: Path) -> None:
    """Neither in the database nor in its log."""
    files = [file for file in folder.iterdir() if file.is_file()]

    assert {"evbot.db", "evbot.db.key"} <= {file.name for file in files}
    assert [file.name for file in files if b"xoxb-" in file.read_bytes()] == []


async def test_another_process_knows_what_was_installed(stage: Stage, offices: Offices) -> None:
    async with aiohttp.ClientSession() as session:
        async with stage.bot(offices, "http", **SETTINGS) as bot:
            await install(bot, session, "TONE")
        async with stage.bot(offices, "http", **SETTINGS) as later:
            talk = Talk("http", offices, later, session, offices.payloads("TONE"), name="OLATER")
            assert "*six*" in shown(await talk.mention("opening hours"))


@pytest.mark.parametrize(
    "event",
    [
        pytest.param({"type": "app_uninstalled"}, id="uninstalled"),
        pytest.param({"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}, id="revoked"),
    ],
)
async def test_a_workspace_that_leaves_is_forgotten(
    stage: Stage, offices: Offices, event: Json, tmp_path: Path
) -> None:
    async with stage.bot(offices, "http", **SETTINGS) as bot, aiohttp.ClientSession() as session:
        await install(bot, session, "TONE")
        talk = Talk("http", offices, bot, session, offices.payloads("TONE"), name="OGONE")
        await talk.mention("opening hours")
        await talk.direct("opening hours")
        await talk.give(EVENT, talk.payloads.event(event))
        await bot.until_it_says("slack workspace left")
        before = len(offices.messages)
        await talk.give(EVENT, talk.payloads.mention("opening hours", talk.channel, talk.user))
        await install(bot, session, "TTWO")
        other = Talk("http", offices, bot, session, offices.payloads("TTWO"), name="OSTAYS")
        await other.mention("rye bread price")
        answered = [message["channel"] for message in offices.messages[before:]]
        await other.command("privacy export")  # Then all is recorded.

    assert answered == [other.channel]
    assert sqlite_database(tmp_path / "evbot.db").rows("SELECT count(*) FROM turns") == [(1,)]


async def test_an_organisation_that_leaves_is_forgotten(stage: Stage, offices: Offices) -> None:
    async with stage.bot(offices, "http", **SETTINGS) as bot, aiohttp.ClientSession() as session:
        await install(bot, session, "EORG")
        payloads = Payloads(offices.address, "TONE", "EORG")
        talk = Talk("http", offices, bot, session, payloads, name="OORG")
        await talk.mention("opening hours")
        await talk.give(EVENT, payloads.event({"type": "app_uninstalled"}))
        await bot.until_it_says("slack workspace left")
        await talk.give(EVENT, payloads.mention("opening hours", talk.channel, talk.user))
        await install(bot, session, "TTWO")
        before = len(offices.messages)
        other = Talk("http", offices, bot, session, offices.payloads("TTWO"), name="OOTHER")
        await other.mention("rye bread price")

    assert [message["channel"] for message in offices.messages[before:]] == [other.channel]
    assert offices.called("chat.postMessage")[-1].token == "xoxb-of-TTWO"
    assert [call.token for call in offices.called("chat.postMessage")].count("xoxb-of-EORG") == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param("?error=access_denied", 200, id="refused-by-the-person"),
        pytest.param("?code=x", 400, id="no-state"),
        pytest.param("?code=x&state=9999999999.abc.def", 400, id="another-browser"),
    ],
)
async def test_what_comes_back_otherwise_installs_nothing(
    stage: Stage, offices: Offices, query: str, status: int
) -> None:
    async with stage.bot(offices, "http", **SETTINGS) as bot, aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{bot.port}/slack/oauth_redirect{query}"
        async with session.get(url) as answer:
            assert answer.status == status
        cookie = {"Cookie": "slack-app-oauth-state=9999999999.abc.def"}
        forged = f"http://127.0.0.1:{bot.port}/slack/oauth_redirect?code=code-TONE&state=9999999999.abc.def"
        async with session.get(forged, headers=cookie) as answer:
            assert answer.status == 401

    assert offices.called("oauth.v2.access") == []


async def test_one_workspace_by_token_needs_none_of_it_and_may_stand_beside(stage: Stage, offices: Offices) -> None:
    beside = {name: value for name, value in SETTINGS.items() if name != "SLACK_BOT_TOKEN"}
    async with stage.bot(offices, "http", **beside) as bot, aiohttp.ClientSession() as session:
        talk = Talk("http", offices, bot, session, offices.payloads(), name="OOWN")
        assert "*six*" in shown(await talk.mention("opening hours"))
