"""A bakery on Slack: the fake and the real `evbot slack` in both modes, once for the tests of a file."""

from __future__ import annotations

import itertools
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bakery import ENTRIES, SERIES
from fake_slack import FakeSlack
from fake_slack.payloads import TEAM
from fake_slack.process import RunningBot, free_port, running, settings_of
from fake_slack.talking import Talk

MANIFEST = """\
version: 1
name: Bakery
slash_command: bakery
starters: [rye-price, opening-hours]
"""
BREADS = """\
  - {id: oat, question: Which bread is the best?, answer: It is oat.}
  - {id: spelt, question: Which bread is the best?, answer: It is spelt.}
"""
OVENS = """\
series:
  - id: ovens
    title: Ovens of the bakery
    topic: bread
    question: Which ovens does the bakery have?
    columns: [{id: oven, title: Oven}, {id: room, title: Room for, unit: loaves}]
    rows: [[old stone oven, 40], [steam oven, 120]]
"""

SLACK_ADMIN = "UADMIN"
"""Of the bot."""
READY = {"socket": "slack connected", "http": "slack listening"}
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def slack_bakery(shared_folder: Path) -> Path:
    folder = shared_folder / "slack-bakery"
    folder.mkdir(exist_ok=True)
    bread = ENTRIES.replace("/prices", "/prices?a=1&b=2") + BREADS
    files = {"knowledge": MANIFEST, "bread": bread, "loaves": SERIES, "ovens": OVENS}
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


@pytest.fixture(scope="session")
def slack_environment(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    ours = ("EVBOT_", "DISCORD_", "SLACK_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    home = tmp_path_factory.mktemp("home")
    return kept | {"HOME": str(home), "XDG_CACHE_HOME": str(shared_folder / "slack-cache")}


class Stage:
    """Puts up a fake and a bot that knows it."""

    def __init__(self, folder: Path, environment: dict[str, str], bakery: Path) -> None:
        self.folder = folder
        self.environment = environment
        self.bakery = bakery

    @asynccontextmanager
    async def slack(self) -> AsyncIterator[FakeSlack]:
        slack = FakeSlack()
        await slack.start()
        try:
            yield slack
        finally:
            await slack.stop()

    @asynccontextmanager
    async def bot(
        self, slack: FakeSlack, mode: str, *arguments: str, ready: str | None = None, **settings: str
    ) -> AsyncIterator[RunningBot]:
        port = free_port()
        admins = {"EVBOT_ADMINS": f"slack:{TEAM}/{SLACK_ADMIN}"}
        environment = self.environment | admins | settings_of(slack, mode, port, self.bakery) | settings
        words = READY[mode] if ready is None else ready
        async with running(arguments or ("slack",), self.folder, environment, words, port) as bot:
            yield bot

    @asynccontextmanager
    async def talk(self, mode: str, **settings: str) -> AsyncIterator[Talk]:
        async with self.slack() as slack, self.bot(slack, mode, **settings) as bot, aiohttp.ClientSession() as session:
            yield Talk(mode, slack, bot, session, slack.payloads(), name=f"T{next(_NUMBERS)}")


@pytest.fixture
def stage(tmp_path: Path, slack_environment: dict[str, str], slack_bakery: Path) -> Stage:
    return Stage(tmp_path, slack_environment, slack_bakery)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def talking(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    slack_environment: dict[str, str],
    slack_bakery: Path,
) -> AsyncIterator[Talk]:
    stage = Stage(tmp_path_factory.mktemp("talking"), slack_environment, slack_bakery)
    async with stage.talk(request.param) as talk:
        yield talk


@pytest.fixture
def talk(talking: Talk) -> Iterator[Talk]:
    talking.name = f"T{next(_NUMBERS)}"
    talking.slack.heal()
    yield talking
    assert talking.slack.problems == []
