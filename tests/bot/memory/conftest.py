"""Stores and memories on the database of a test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.memory import Hasher, Memory
from bot.memory.store import open_store
from bot.memory.store.sql_store import SqlStore
from conftest_types import OpenMemory, OpenStore
from databases import Database


@pytest.fixture
async def open_again(database: Database) -> AsyncIterator[OpenStore]:
    """Opens the store of the test's database; called twice, there are two, as of two processes."""
    opened: list[SqlStore] = []

    async def open_one(**options: float) -> SqlStore:
        opened.append(await open_store(database.url, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_one
    for store in opened:
        await store.close()


@pytest.fixture
async def open_memory(database: Database) -> AsyncIterator[OpenMemory]:
    """Opens a memory on the test's database; called twice, there are two, as of two processes."""
    opened: list[Memory] = []

    async def open_one(lease: float = 30.0, **options: object) -> Memory:
        store = await open_store(database.url, lease=lease)
        opened.append(Memory(store, Hasher(b"of the tests"), **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_one
    for memory in opened:
        await memory.close(1)


@pytest.fixture
async def memory(open_memory: OpenMemory) -> Memory:
    return await open_memory()
