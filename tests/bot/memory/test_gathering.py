"""Claims of one process that come at once share a transaction on SQLite, and its fate."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.memory import StoreError
from bot.memory.store import open_store
from bot.memory.store.gathering import Gatherer


async def test_each_of_many_at_once_gets_its_own_result(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path / 'evbot.db'}")
    await store.claim("event-7", "another")

    claimed = await asyncio.gather(*(store.claim(f"event-{number}", "me") for number in range(200)))

    assert [number for number, taken in enumerate(claimed) if not taken] == [7]
    await store.close()


async def test_they_share_few_transactions(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path / 'evbot.db'}")
    begun = []
    begin = store._sql._gatherer._begin  # type: ignore[union-attr]
    gatherer = Gatherer(lambda: begun.append(1) or begin())  # type: ignore[func-returns-value]
    store._sql._gatherer = gatherer

    await asyncio.gather(*(store.claim(f"event-{number}", "me") for number in range(100)))

    assert len(begun) <= 3
    await store.close()


async def test_where_it_fails_it_fails_for_all(tmp_path: Path) -> None:
    file = tmp_path / "evbot.db"
    store = await open_store(f"sqlite:///{file}")
    past = sqlite3.connect(file)
    past.execute("DROP TABLE events")
    past.close()

    results = await asyncio.gather(*(store.claim(f"event-{n}", "me") for n in range(3)), return_exceptions=True)

    assert [type(result) for result in results] == [StoreError] * 3
    await store.close()


async def test_who_waits_when_the_store_is_closed_is_told(tmp_path: Path) -> None:
    file = tmp_path / "evbot.db"
    store = await open_store(f"sqlite:///{file}")
    holder = sqlite3.connect(file)
    holder.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(store.claim("event", "me"))
    await asyncio.sleep(0.05)

    await store.close()

    with pytest.raises(StoreError, match="closed"):
        await waiting
    holder.close()
