"""A bot of a small bakery, compiled once, and desks on a database of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot import Bot, open_bot
from bot.desk import Desk
from bot.memory import MemorySettings, open_memory

KNOWLEDGE = """\
topic: bread
entries:
  - id: rye-price
    question: What does a loaf of rye bread cost?
    phrasings: [price of rye bread, how much is the rye loaf]
    answer: A loaf of rye bread costs **4.20 euros**.
  - {id: oat, question: Which bread is the best?, answer: It is oat.}
  - {id: spelt, question: Which bread is the best?, answer: It is spelt.}
"""
SERIES = """\
series:
  - id: loaves
    title: Loaves baked per year
    points: [{label: "2024", value: 90500}, {label: "2025", value: 99250}]
    ask:
      - {question: "How many loaves were baked in {label}?", answer: "The bakery baked **{value}** loaves in {label}."}
"""

OpenDesk = Callable[..., Awaitable[Desk]]


@pytest.fixture(scope="session")
def bot(shared_folder: Path) -> Bot:
    folder = shared_folder / "desk-bakery"
    folder.mkdir(exist_ok=True)
    (folder / "bread.yaml").write_text(KNOWLEDGE)
    (folder / "loaves.yaml").write_text(SERIES)
    return open_bot(folder, shared_folder / "desk-cache")


@pytest.fixture
async def open_desk(bot: Bot, tmp_path: Path) -> AsyncIterator[OpenDesk]:
    """Opens a desk on the test's database; called twice, there are two, as of two processes."""
    opened: list[Desk] = []

    async def open_one(**options: object) -> Desk:
        memory = await open_memory(MemorySettings(f"sqlite:///{tmp_path / 'evbot.db'}"))
        opened.append(Desk(bot, memory, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_one
    for desk in opened:
        await desk.close()
