"""Starting and ending `evbot discord`: what is refused, in one line, what is said, and how it stops."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import monotonic

import pytest

from console_script import ConsoleScript
from fake_discord import Bot, FakeDiscord, Fault
from fake_discord.payloads import GUILD, guild

PLAUSIBLE = "OTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.another-token-without-any-worth-000000"


@pytest.mark.parametrize(
    ("token", "said"),
    [
        pytest.param(None, "DISCORD_TOKEN is not set", id="missing"),
        pytest.param("", "DISCORD_TOKEN is not set", id="empty"),
        pytest.param("my secret token", "DISCORD_TOKEN is no token of a bot", id="malformed"),
        pytest.param('"quoted.to.ken"', "DISCORD_TOKEN is no token of a bot", id="in quotes"),
        pytest.param("123456789012345678", "DISCORD_TOKEN is no token of a bot", id="an id instead"),
    ],
)
def test_what_can_be_no_token_is_one_line_with_the_fix(evbot: ConsoleScript, token: str | None, said: str) -> None:
    done = evbot("discord", **({} if token is None else {"DISCORD_TOKEN": token}))

    assert done.status == 2
    assert done.err.startswith(f"evbot: {said}; copy")
    assert done.err.count("\n") == 1
    assert "secret" not in done.err


def test_shards_without_their_number_are_refused(evbot: ConsoleScript) -> None:
    done = evbot("discord", DISCORD_TOKEN=PLAUSIBLE, EVBOT_SHARD_IDS="0,1")

    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "set how many shards there are" in done.err


async def test_a_token_that_is_refused_ends_it_with_one_line(tmp_path: Path, bot_environment: dict[str, str]) -> None:
    async with FakeDiscord() as discord:
        bot = Bot(discord, tmp_path, bot_environment, settings={"DISCORD_TOKEN": PLAUSIBLE})
        await bot.start()
        status = await bot.ended()

    said = [line for line in bot.lines if line.startswith("evbot:")]
    assert status == 2
    assert len(said) == 1
    assert "Discord refused DISCORD_TOKEN; reset the token" in said[0]
    assert "another-token" not in "\n".join(bot.lines)


@pytest.mark.parametrize(
    ("code", "said"),
    [(4004, "refused DISCORD_TOKEN"), (4014, "refused the intents"), (4010, "no such shard"), (4013, "upgrade")],
)
async def test_a_gateway_that_refuses_ends_it_with_one_line(
    tmp_path: Path, bot_environment: dict[str, str], code: int, said: str
) -> None:
    async with FakeDiscord() as discord:
        discord.gateway.refuse_with = code
        bot = Bot(discord, tmp_path, bot_environment)
        await bot.start()
        status = await bot.ended()

    assert status == 2
    assert [said in line for line in bot.lines if line.startswith("evbot:")] == [True]


async def test_it_asks_for_no_privileged_intent_and_tells_its_invitation(
    tmp_path: Path, bot_environment: dict[str, str]
) -> None:
    async with FakeDiscord() as discord, Bot(discord, tmp_path, bot_environment) as bot:
        line = await bot.logs("Invite it: ")

    assert discord.gateway.identified[0]["intents"] == (1 << 0) | (1 << 9) | (1 << 12)
    assert "scope=bot+applications.commands&permissions=274878024704" in line


async def test_commands_are_told_once_as_long_as_they_stay_the_same(
    tmp_path: Path, bot_environment: dict[str, str]
) -> None:
    async with FakeDiscord() as discord:
        async with Bot(discord, tmp_path, bot_environment) as bot:
            await bot.logs("commands synced")
        async with Bot(discord, tmp_path, bot_environment) as bot:
            await bot.logs("commands unchanged")

    names = {one["name"]: one for one in discord.rest.commands[0]}
    assert len(discord.rest.commands) == 1
    assert set(names) >= {"ask", "help", "topics", "chart", "why", "about", "privacy", "settings", "Answer this"}
    assert names["ask"]["name_localizations"]["de"] == "fragen"
    assert names["ask"]["options"][0]["name_localizations"]["de"] == "frage"
    assert names["ask"]["contexts"] == [0, 1, 2]
    assert names["ask"]["integration_types"] == [0, 1]
    for name in ("settings", "helpers", "digest"):
        assert names[name]["default_member_permissions"] == 1 << 5
        assert names[name]["contexts"] == [0]
        assert names[name]["integration_types"] == [0]
    assert set(names["helpers"]["options"][0]["channel_types"]) == {0, 2, 5, 13}  # A forum holds posts alone.


async def test_commands_go_to_one_server_while_trying_out(tmp_path: Path, bot_environment: dict[str, str]) -> None:
    async with (
        FakeDiscord() as discord,
        Bot(discord, tmp_path, bot_environment, settings={"EVBOT_GUILD_ID": str(GUILD)}) as bot,
    ):
        await bot.logs("commands synced")

    assert [line for line in discord.rest.requests if line.startswith("PUT")] == [
        f"PUT /applications/900000000000000002/guilds/{GUILD}/commands"
    ]


def told(discord: FakeDiscord) -> list[tuple[str, int]]:
    """Where commands were told to, and how many."""
    paths = [line.partition("/applications/900000000000000002/")[2] for line in discord.rest.requests if "PUT" in line]
    return [(path, len(commands)) for path, commands in zip(paths, discord.rest.commands, strict=True)]


async def test_where_it_is_invited_again_the_server_to_try_out_in_gets_its_commands_again(
    tmp_path: Path, bot_environment: dict[str, str]
) -> None:
    settings = {"EVBOT_GUILD_ID": str(GUILD)}
    async with FakeDiscord() as discord, Bot(discord, tmp_path, bot_environment, settings=settings) as bot:
        await bot.logs("commands synced")
        await bot.logs("is ready")
        await discord.gateway.dispatch("GUILD_DELETE", {"id": str(GUILD)})
        joined = {name: value for name, value in guild().items() if name != "unavailable"}
        await discord.gateway.dispatch("GUILD_CREATE", joined)
        async with asyncio.timeout(10):
            while len(discord.rest.commands) < 2:
                await asyncio.sleep(0.05)

    assert told(discord)[0] == told(discord)[1]


async def test_where_it_is_invited_again_while_away_the_server_gets_its_commands_too(
    tmp_path: Path, bot_environment: dict[str, str]
) -> None:
    settings = {"EVBOT_GUILD_ID": str(GUILD)}
    async with FakeDiscord() as discord:
        async with Bot(discord, tmp_path, bot_environment, settings=settings) as bot:
            await bot.logs("commands synced")
            await bot.logs("is ready")
            await discord.gateway.dispatch("GUILD_DELETE", {"id": str(GUILD)})
            await asyncio.sleep(0.5)
        async with Bot(discord, tmp_path, bot_environment, settings=settings) as bot:
            await bot.logs("commands synced")

    assert len(told(discord)) == 2


async def test_after_trying_out_the_server_has_no_commands_beside_those_of_everywhere(
    tmp_path: Path, bot_environment: dict[str, str]
) -> None:
    async with FakeDiscord() as discord:
        async with Bot(discord, tmp_path, bot_environment, settings={"EVBOT_GUILD_ID": str(GUILD)}) as bot:
            await bot.logs("commands synced")
        for _ in range(2):
            async with Bot(discord, tmp_path, bot_environment) as bot:
                await bot.logs("where=everywhere")

    count = len(discord.rest.commands[0])
    assert told(discord) == [(f"guilds/{GUILD}/commands", count), (f"guilds/{GUILD}/commands", 0), ("commands", count)]


async def test_commands_that_cannot_be_told_are_one_line_and_no_end(
    tmp_path: Path, bot_environment: dict[str, str]
) -> None:
    async with FakeDiscord() as discord:
        discord.rest.faults.append(Fault("PUT", 403, 50001, "Missing Access", times=99))
        async with Bot(discord, tmp_path, bot_environment) as bot:
            await bot.logs("commands not synced")
            shown = await discord.ask("price of rye bread")

    assert "4.20" in shown.text


async def test_several_shards_run_in_one_process(tmp_path: Path, bot_environment: dict[str, str]) -> None:
    settings = {"EVBOT_SHARD_IDS": "1,3", "EVBOT_SHARD_COUNT": "4"}
    async with FakeDiscord() as discord, Bot(discord, tmp_path, bot_environment, settings=settings) as bot:
        await bot.logs("is ready")

    assert [one["shard"] for one in discord.gateway.identified] == [[1, 4], [3, 4]]


async def test_it_ends_within_five_seconds_with_what_is_asked_answered(
    tmp_path: Path, bot_environment: dict[str, str]
) -> None:
    async with FakeDiscord() as discord, Bot(discord, tmp_path, bot_environment) as bot:
        asked = [asyncio.create_task(discord.ask("loaves-per-year")) for _ in range(5)]
        await asyncio.sleep(0.2)
        began = monotonic()
        status = await bot.end()
        took = monotonic() - began
        shown = await asyncio.wait_for(asyncio.gather(*asked), 1)

    assert status == 0
    assert took < 5
    assert all(one.files == ["loaves-per-year.png"] for one in shown)


async def test_buttons_work_after_a_restart_and_say_so_where_their_answer_is_gone(
    tmp_path: Path, bot_environment: dict[str, str], poorer_folder: Path
) -> None:
    async with FakeDiscord() as discord:
        async with Bot(discord, tmp_path, bot_environment):
            shown = await discord.ask("rye-price")
        async with Bot(discord, tmp_path, bot_environment):
            related = await discord.shown(await discord.press(shown, "When does"))
            voted = await discord.press(shown, "👍")
        async with Bot(discord, tmp_path, bot_environment | {"EVBOT_KNOWLEDGE": str(poorer_folder)}):
            gone = await discord.shown(await discord.press(shown, "When does"))

    assert "six" in related.text
    assert voted.answers[0]["type"] == 7
    assert "not here any more" in gone.text
