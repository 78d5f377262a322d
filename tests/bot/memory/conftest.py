"""Databases for the tests: an SQLite file or a database on a real PostgreSQL, the same tests for both."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.memory import Hasher, Memory
from bot.memory.store import open_store
from bot.memory.store.sql_store import SqlStore
from conftest_types import OpenMemory, OpenStore
from databases import Database, PostgreSql, postgresql_or_skip, sqlite_database


@pytest.fixture(scope="session")
def postgresql(shared_folder: Path) -> PostgreSql:
    """One server for all tests; not among pytest's own folders, which the server's user may not enter at the end."""
    return postgresql_or_skip(Path(tempfile.gettempdir()) / f"evbot-{shared_folder.name}-pg")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """An empty one."""
    if request.param == "sqlite":
        return sqlite_database(tmp_path / "evbot.db")
    server: PostgreSql = request.getfixturevalue("postgresql")
    return server.make_database(f"t{secrets.token_hex(6)}")


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
        opened.append(Memory(store, Hasher(b"of the tests"), lease=lease, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_one
    for memory in opened:
        await memory.close(1)


@pytest.fixture
async def memory(open_memory: OpenMemory) -> Memory:
    return await open_memory()
