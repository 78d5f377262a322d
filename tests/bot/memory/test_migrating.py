"""From one version of the schema to the next: nothing is lost, two at once are fine, a newer one is refused."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from bot.memory import Decision, Digest, Gap, PassedOn, Rate, StoreError, Verdict, Vote
from bot.memory.records import ClosedRecord, GapRecord, PlaceSettings, TurnRecord, VoteRecord
from bot.memory.store import open_store
from bot.memory.store.engines import connect
from bot.memory.store.schema import MIGRATIONS, NEWEST, metadata, migrate
from bot.model import Context
from conftest_types import OpenStore
from databases import Database, PostgreSql, sqlite_database

OF_VERSION_1 = ("turns", "contexts", "events", "votes", "gaps", "place_settings")
TURN = TurnRecord(
    id="t1",
    asker="asker",
    text="what?",
    at=time.time(),
    asked_in=Context(),
    entry=None,
    offered=("a", "b"),
    home="home",
    place="place",
    platform="test",
    outcome="unknown",
    confidence=0.5,
    context=Context("e"),
    elapsed_ms=1.5,
)


async def bring_to(database: Database, version: int) -> None:
    engines = connect(database.url)
    await migrate(engines.careful, engines.place, 5, newest=version)
    await engines.dispose()


def fill(database: Database) -> None:
    """As of a process of version 1."""
    for statement in (
        "INSERT INTO turns VALUES ('t1', 1.5, 'asker', 'home', 'place', 'x', 'what?', 'answer', 'e', 1, '[]', '{}', 2)",
        "INSERT INTO contexts VALUES ('place', 'asker', 'home', '{}', 1.5)",
        "INSERT INTO events VALUES ('key', 'owner', 2, 1, 1.5)",
        "INSERT INTO votes VALUES ('t1', 'asker', 'good', 1.5)",
        "INSERT INTO gaps VALUES ('t1', 'asker', 'unknown', NULL, 1.5)",
        "INSERT INTO place_settings VALUES ('place', 'home', '{}')",
    ):
        database.rows(statement)


def everything(database: Database, tables: Iterable[str] = tuple(metadata.tables)) -> dict[str, list[tuple[Any, ...]]]:
    return {name: database.rows(f"SELECT * FROM {name}") for name in tables}


async def test_version_1_moves_up_with_nothing_lost(database: Database, open_again: OpenStore) -> None:
    await bring_to(database, 1)
    fill(database)
    before = everything(database, OF_VERSION_1)

    await open_again()

    assert everything(database, OF_VERSION_1) == before
    assert all(before.values())
    assert database.rows("SELECT version FROM schema_version") == [(NEWEST,)]


async def test_several_that_start_at_once_are_fine(database: Database, open_again: OpenStore) -> None:
    stores = await asyncio.gather(*(open_again() for _ in range(5)))

    assert sum([await store.claim("key", str(number)) for number, store in enumerate(stores)]) == 1
    assert database.rows("SELECT version FROM schema_version") == [(NEWEST,)]


async def test_a_newer_database_is_refused(database: Database, open_again: OpenStore) -> None:
    await open_again()
    database.rows("UPDATE schema_version SET version = 99")

    with pytest.raises(StoreError, match=r"version 99, made by a newer release.*; upgrade the bot"):
        await open_again()


async def test_a_step_that_fails_leaves_the_version_before(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await bring_to(database, 1)
    fill(database)
    monkeypatch.setattr("bot.memory.store.schema.MIGRATIONS", (*MIGRATIONS[:1], (*MIGRATIONS[1], "NO SQL")))

    with pytest.raises(StoreError):
        await open_store(database.url)

    assert database.rows("SELECT version FROM schema_version") == [(1,)]
    monkeypatch.undo()
    await (await open_store(database.url)).close()
    assert database.rows("SELECT version FROM schema_version") == [(NEWEST,)]


async def test_tables_of_something_else_are_left_alone(database: Database) -> None:
    database.rows("CREATE TABLE turns (of_the_lathe INTEGER)")

    with pytest.raises(StoreError, match="give the bot a database of its own"):
        await open_store(database.url)


async def test_the_tables_are_those_that_the_statements_know(database: Database, open_again: OpenStore) -> None:
    store = await open_again()
    async with store._sql.engines.quick.connect() as connection:
        there = await connection.run_sync(
            lambda sync: {
                name: {column["name"] for column in inspect(sync).get_columns(name)} for name in metadata.tables
            }
        )
        assert (await connection.execute(text("SELECT 1"))).scalar() == 1

    assert there == {name: set(table.columns.keys()) for name, table in metadata.tables.items()}


async def _use(url: str) -> None:
    store = await open_store(url)
    gap = GapRecord("t1", "asker", Gap.NOT_MEANT, 1.0, "that")
    await store.write([TURN, VoteRecord("t1", "asker", Vote.GOOD, 1.0), gap, ClosedRecord("key", 1.0)])
    await store.change_settings("place", "home", PlaceSettings(private=True))
    await store.keep_note("commands", "digest")
    await store.decide(Decision(1, 1.0, "curator", Verdict.REJECTED, "s1", "[]"))
    await store.outreach.pass_on(PassedOn("t1", "asker", "home", 1.0), Rate(1, 60), Rate(1, 60))
    await store.outreach.keep_digest(Digest("home", "test", "address", "channel", 1.0))
    await store.close()


async def test_a_backup_of_sqlite_restores_all(tmp_path: Path) -> None:
    """The commands are those of docs/operations.md."""
    database = sqlite_database(tmp_path / "evbot.db")
    await _use(database.url)
    running = await open_store(database.url)
    await running.claim("open", "me")
    with sqlite3.connect(database.file or "") as source:
        source.execute("VACUUM INTO ?", (str(tmp_path / "backup.db"),))
    await running.close()
    before = everything(database)
    for file in tmp_path.glob("evbot.db*"):
        file.unlink()

    shutil.copy(tmp_path / "backup.db", tmp_path / "evbot.db")

    await (await open_store(database.url)).close()
    assert everything(database) == before
    assert all(before.values())


async def test_a_backup_of_postgresql_restores_all(postgresql: PostgreSql, tmp_path: Path) -> None:
    """The commands are those of docs/operations.md."""
    database, restored = postgresql.make_database("backed_up"), postgresql.make_database("restored")
    await _use(database.url)
    dump, restore = postgresql.server.bin_path / "pg_dump", postgresql.server.bin_path / "pg_restore"
    subprocess.run([dump, "--format=custom", f"--file={tmp_path / 'backup'}", database.url], check=True)

    subprocess.run([restore, "--no-owner", f"--dbname={restored.url}", tmp_path / "backup"], check=True)

    await (await open_store(restored.url)).close()
    assert everything(restored) == everything(database)
    assert all(
        everything(restored)[name]
        for name in ("turns", "votes", "gaps", "events", "place_settings", "notes", "decisions", "passed", "digests")
    )
