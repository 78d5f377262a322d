"""A fake Discord with the real bot on it: one process for the tests of a module, on a bakery's knowledge."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot import open_bot
from chat_bakery import write_bakery
from fake_discord import Bot, FakeDiscord, Served
from fake_discord.payloads import ADMIN


@pytest.fixture(scope="session")
def bakery_folder(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_bakery(tmp_path_factory.mktemp("knowledge") / "bakery")
    open_bot(folder, shared_folder / "examples" / "evbot")  # Compiled here, so that no process waits for it.
    return folder


@pytest.fixture(scope="session")
def bot_environment(bakery_folder: Path, shared_folder: Path) -> dict[str, str]:
    """What the process sees: no settings of whoever runs the tests, and a cache that all share."""
    ours = ("EVBOT_", "DISCORD_", "SLACK_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    cache = str(shared_folder / "examples")
    ours_here = {"EVBOT_RATE_LIMIT": "off", "EVBOT_ADMINS": f"discord:{ADMIN}", "XDG_CACHE_HOME": cache}
    return kept | {"EVBOT_KNOWLEDGE": str(bakery_folder), **ours_here}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory, bot_environment: dict[str, str]) -> AsyncIterator[Served]:
    folder = tmp_path_factory.mktemp("bot")
    async with FakeDiscord() as discord, Bot(discord, folder, bot_environment) as bot:
        yield Served(discord, bot)
        assert discord.rest.problems == []


@pytest.fixture
def discord(served: Served) -> FakeDiscord:
    served.discord.rest.faults.clear()
    return served.discord


@pytest.fixture(scope="session")
def poorer_folder(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bakery without its opening hours."""
    folder = write_bakery(tmp_path_factory.mktemp("knowledge") / "poorer", without="opening-hours")
    open_bot(folder, shared_folder / "examples" / "evbot")
    return folder
