"""What is kept of people: hashes and redacted texts, for so many days, and nothing once they want it so."""

from __future__ import annotations

import asyncio
import logging
import re
import stat
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import String

from bot.desk import Action, Button, log_turn, to_identifier
from bot.memory import (
    Decision,
    Gap,
    Hasher,
    Memory,
    MemorySettings,
    PassedOn,
    PlaceSettings,
    Rate,
    Talk,
    Verdict,
    Vote,
)
from bot.memory import open_memory as open_memory_of_settings
from bot.memory.background import DAY, prune
from bot.memory.store.schema import metadata
from bot.model import Context, Outcome, Question, Reply, SettingsError, Turn
from conftest_types import OpenMemory
from databases import Database, PostgreSql
from personal import personal_questions

_TEXT = re.compile(rb"[\x20-\x7e]{10,}")
"""As long as the shortest secret."""
TABLES = ("turns", "contexts", "votes", "gaps")


def turn(
    name: str, text: str = "what is this?", asker: str = "discord:1", place: str = "discord:G1/C2", at: float = 0
) -> Turn:
    asked = datetime.fromtimestamp(at or time.time(), UTC)
    reply = Reply(
        Outcome.UNKNOWN, text, text, id=name, context=Context("rye-price", "What does rye bread cost?", at=asked)
    )
    return Turn(Question(text, asker, place, "discord", asked_at=asked), reply, 0.001)


def counts(database: Database) -> dict[str, int]:
    return {table: database.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


@pytest.mark.parametrize("people", [200, pytest.param(1_000, marks=pytest.mark.soak)])
async def test_nothing_personal_is_found_in_any_file(
    people: int,
    open_memory: OpenMemory,
    database: Database,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    request: pytest.FixtureRequest,
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    memory = await open_memory()
    log_file = _log_file(database)
    asked = personal_questions(people)
    askers = [f"slack:T0TEAM/U0PERSON{number:05}" for number in range(people)]
    for number, (personal, asker) in enumerate(zip(asked, askers, strict=True)):
        one = turn(f"t{number}", personal.text, asker, f"slack:T0TEAM/D0CHANNEL{number:05}")
        memory.record(one)
        log_turn(one)
        memory.feedback.note_gap(f"t{number}", asker, Gap.NOT_MEANT, personal.text)
        if number % 100 == 0:
            await memory.feedback.vote(f"t{number}", asker, Vote.BAD)
            await memory.events.claim(f"slack:Ev{number}")
    await memory.past.last(Talk(askers[0], "slack:T0TEAM/D0CHANNEL00000"))

    assert memory.waiting == 0
    assert counts(database)["turns"] == people
    kept = caplog.text.encode() + _everything(database, tmp_path, request, log_file)
    lowered = kept.lower()
    found = {one.secret for one in asked if one.secret.lower().encode() in lowered}
    assert found == set()
    for hidden in (b"u0person", b"t0team", b"d0channel"):
        assert hidden not in lowered
    assert b"price of rye bread" in lowered


def _log_file(database: Database) -> str:
    """Of the write-ahead log of a server, as it is called now; later ones are called later in the alphabet."""
    if database.kind == "sqlite":
        return ""
    return str(database.rows("SELECT pg_walfile_name(pg_current_wal_lsn())")[0][0])


def _everything(database: Database, folder: Path, request: pytest.FixtureRequest, log_file: str) -> bytes:
    """The files that the database itself writes: SQLite's with its log; the server's, after all was written out."""
    if database.file is not None:
        files = list(folder.glob("evbot.db*"))
        assert any(file.name.endswith("-wal") for file in files)
        return b"".join(file.read_bytes() for file in files)
    server: PostgreSql = request.getfixturevalue("postgresql")
    database.rows("CHECKPOINT")
    (name,) = database.rows("SELECT oid FROM pg_database WHERE datname = current_database()")[0]
    log_files = [file for file in (server.folder / "pg_wal").glob("0*") if file.name >= log_file]
    files = [*(server.folder / "base" / str(name)).iterdir(), *log_files]
    # It is searched a thousand times: what can be text, and each piece of it once.
    return b"\0".join({piece for file in files for piece in _TEXT.findall(file.read_bytes())})


async def test_delete_leaves_no_row_and_nothing_in_the_queue(open_memory: OpenMemory, database: Database) -> None:
    memory = await open_memory()
    memory.record(turn("t1"))
    memory.record(turn("other", asker="discord:2"))
    await memory.feedback.vote("t1", "discord:1", Vote.BAD)
    await memory.feedback.vote("other", "discord:1", Vote.GOOD)
    memory.feedback.note_gap("other", "discord:1", Gap.NOT_MEANT, "something else")
    await memory.export("discord:1")
    memory.record(turn("waiting"))
    memory.feedback.note_gap("other", "discord:1", Gap.WRONG)

    hashed = Hasher(b"of the tests").asker("discord:1")
    asked_now = PassedOn("t1", hashed, "home", time.time())
    await memory.consult(lambda store: store.outreach.pass_on(asked_now, Rate(1, 60), Rate(1, 60)))
    await memory.consult(lambda store: store.decide(Decision(1, 1.0, hashed, Verdict.REJECTED, "s1", "[]")))

    assert await memory.forget("discord:1")

    await memory.close()
    for table in metadata.tables.values():
        texts = ", ".join(column.name for column in table.columns if isinstance(column.type, String))
        assert database.rows(f"SELECT count(*) FROM {table.name} WHERE '{hashed}' IN ({texts})") == [(0,)]
    assert database.rows("SELECT id FROM turns") == [("other",)]


async def test_an_export_is_all_and_after_a_delete_empty(memory: Memory) -> None:
    memory.record(turn("t1", "what does rye bread cost?"))
    await memory.feedback.vote("t1", "discord:1", Vote.BAD)

    held = await memory.export("discord:1")

    assert held
    assert [(row["id"], row["text"]) for row in held["turns"]] == [("t1", "what does rye bread cost?")]
    assert [row["vote"] for row in held["votes"]] == ["bad"]
    assert sorted(row["kind"] for row in held["gaps"]) == ["bad_vote", "unknown"]
    assert held["contexts"][0]["context"]["entry"] == "rye-price"
    await memory.forget("discord:1")
    held = await memory.export("discord:1")
    assert held is not None
    assert not any(held.values())


async def test_deleting_forgets_the_conversation_too(memory: Memory) -> None:
    memory.record(turn("t1"))
    await memory.forget("discord:1")

    prepared = await memory.prepare(Question("and?", "discord:1", "discord:G1/C2"), None, note_told=True)

    assert prepared.context == Context()
    assert await memory.past.of("t1") is None


async def test_what_is_deleted_stands_in_no_file_of_sqlite(tmp_path: Path) -> None:
    memory = await open_memory_of_settings(MemorySettings(f"sqlite:///{tmp_path / 'evbot.db'}"))
    memory.record(turn("t1", "a very telling question"))
    await memory.export("discord:1")
    await memory.forget("discord:1")

    assert all(b"very telling" not in file.read_bytes() for file in tmp_path.iterdir())
    await memory.close()


async def test_the_first_deletion_after_a_start_clears_the_log_too(tmp_path: Path) -> None:
    memory = await open_memory_of_settings(MemorySettings(f"sqlite:///{tmp_path / 'evbot.db'}"))

    assert await memory.forget("discord:1")

    assert (tmp_path / "evbot.db-wal").stat().st_size == 0
    await memory.close()


async def test_a_server_that_is_left_takes_its_rows_along(open_memory: OpenMemory, database: Database) -> None:
    memory = await open_memory()
    memory.record(turn("t1"))
    memory.record(turn("t2", place="discord:G2/C1"))
    await memory.feedback.vote("t1", "discord:9", Vote.GOOD)
    await memory.places.change("discord:G1", PlaceSettings(private=True))
    await memory.export("discord:1")

    assert await memory.leave("discord:G1")

    assert database.rows("SELECT id FROM turns") == [("t2",)]
    assert counts(database) == {"turns": 1, "contexts": 1, "votes": 0, "gaps": 1}
    assert await memory.places.settings("discord:G1") == PlaceSettings()


async def test_no_text_is_kept_where_none_is_wanted(open_memory: OpenMemory, database: Database) -> None:
    memory = await open_memory(store_text=False)
    memory.record(turn("t1", "what does rye bread cost?"))
    memory.feedback.note_gap("t1", "discord:1", Gap.NOT_MEANT, "the white one")
    await memory.close()

    assert database.rows("SELECT text, outcome FROM turns") == [(None, "unknown")]
    assert database.rows("SELECT count(*) FROM gaps WHERE meant IS NOT NULL") == [(0,)]


async def test_old_rows_go_in_batches_and_younger_ones_stay(open_memory: OpenMemory, database: Database) -> None:
    memory = await open_memory()
    now = time.time()
    for number in range(450):
        memory.record(turn(f"old{number}", at=now - 91 * DAY))
    memory.record(turn("young", at=now - 89 * DAY))
    await memory.events.claim("event")
    await memory.export("discord:1")

    await prune(memory._database, 90, now)  # type: ignore[arg-type]

    assert database.rows("SELECT id FROM turns") == [("young",)]
    assert database.rows("SELECT count(*) FROM events") == [(1,)]
    await prune(memory._database, 90, now + 1.1 * DAY)  # type: ignore[arg-type]
    assert database.rows("SELECT count(*) FROM events") == [(0,)]


async def test_postgresql_needs_a_key_that_is_given() -> None:
    with pytest.raises(SettingsError, match="EVBOT_HASH_KEY is not set"):
        await open_memory_of_settings(MemorySettings("postgresql://x@127.0.0.1:1/x"))


async def test_a_short_key_is_refused_untold() -> None:
    with pytest.raises(SettingsError, match="EVBOT_HASH_KEY is shorter than 16") as caught:
        await open_memory_of_settings(MemorySettings("sqlite:///x.db", hash_key="hush"))

    assert "hush" not in str(caught.value) + repr(MemorySettings("sqlite:///x.db", hash_key="hush"))


async def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    settings = MemorySettings(f"sqlite:///{tmp_path / 'evbot.db'}")
    one, other = await asyncio.gather(open_memory_of_settings(settings), open_memory_of_settings(settings))
    key = tmp_path / "evbot.db.key"

    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "evbot.db").stat().st_mode) == 0o600
    assert one._hasher.asker("x") == other._hasher.asker("x")
    assert {file.name for file in tmp_path.iterdir() if ".key" in file.name} == {"evbot.db.key"}
    await one.close()
    await other.close()


def test_an_identifier_holds_the_longest_ids() -> None:
    assert len(to_identifier(Button(Action.CHOOSE, "x" * 16, "e" * 64))) <= 100
