"""`evbot doctor` on Discord: what it can tell by itself, and what Discord says when it is asked."""

from __future__ import annotations

import re
from pathlib import Path

from console_script import ConsoleScript
from fake_discord import Bot, FakeDiscord

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "discord.md"
PLAUSIBLE = "OTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.another-token-without-any-worth-000000"


def test_tells_the_invitation_without_asking_anybody(evbot: ConsoleScript) -> None:
    done = evbot("doctor", DISCORD_TOKEN=PLAUSIBLE)

    line = next(line for line in done.out.splitlines() if "discord:" in line)
    assert line.startswith("ok     discord: a token is set; invite the bot: https://discord.com/oauth2/authorize?")
    assert "client_id=900000000000000001" in line
    assert "another-token" not in done.out + done.err


def test_finds_what_can_be_no_token(evbot: ConsoleScript) -> None:
    done = evbot("doctor", DISCORD_TOKEN="no token at all")

    assert done.status == 1
    assert "WRONG  discord: DISCORD_TOKEN is no token of a bot; copy it again" in done.out


def test_finds_what_looks_like_no_token(evbot: ConsoleScript) -> None:
    done = evbot("doctor", DISCORD_TOKEN="abc")

    assert done.status == 1
    assert "WRONG  discord: DISCORD_TOKEN looks like no token, and Discord was not asked; copy it anew" in done.out


async def test_asks_discord_whether_the_token_fits(tmp_path: Path, bot_environment: dict[str, str]) -> None:
    async with FakeDiscord() as discord:
        good = Bot(discord, tmp_path, bot_environment, arguments=("doctor", "--online"))
        await good.start()
        await good.ended()
        bad = Bot(discord, tmp_path, bot_environment, good.arguments, settings={"DISCORD_TOKEN": PLAUSIBLE})
        await bad.start()
        status = await bad.ended()

    assert all(line.startswith(("ok ", "WRONG ")) for line in (*good.lines, *bad.lines)), "nothing but findings"
    assert any(line.startswith("ok     discord token: accepted; this is evbot") for line in good.lines)
    assert [line for line in lines_of_the_guide() if not any(re.fullmatch(line, told) for told in good.lines)] == []
    assert any("client_id=900000000000000002" in line for line in good.lines)
    assert status == 1
    assert any("WRONG  discord token: Discord refused DISCORD_TOKEN; reset the token" in line for line in bad.lines)
    assert discord.gateway.identified == []


def lines_of_the_guide() -> list[str]:
    """As patterns: `...` and numbers stand for any."""
    shown = re.findall(r"^ +(ok {5}discord.*)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(shown) == 4
    return [re.sub(r"\d+", r"\\d+", re.escape(line).replace(r"\.\.\.", ".*")) for line in shown]
