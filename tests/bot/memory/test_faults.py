"""What can be wrong with a database: at start one line with the remedy, later answers that go on without it."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from another_user import as_another_user
from bot.memory import Memory, StoreError, Vote
from bot.memory.store import open_store
from bot.model import Context, Outcome, Question, Reply, Turn
from conftest_types import OpenMemory
from databases import Database, PostgreSql, sqlite_database

pytestmark = pytest.mark.fault


def turn(name: str, text: str = "what is this?", asker: str = "test:1") -> Turn:
    return Turn(Question(text, asker, "test:1/2", "test"), Reply(Outcome.UNKNOWN, text, "", id=name), 0.001)


async def refusal(url: str, patience: float = 0.3) -> str:
    with pytest.raises(StoreError) as caught:
        await open_store(url, patience=patience)
    assert "\n" not in str(caught.value)
    return str(caught.value)


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "evbot.db"
    file.write_text("Dear diary, " * 500)

    assert "is no SQLite database; name another file" in await refusal(f"sqlite:///{file}")
    assert file.read_text().startswith("Dear diary")


async def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    line = await refusal(f"sqlite:///{tmp_path / 'gone' / 'evbot.db'}")

    assert f"the folder {tmp_path / 'gone'} does not exist; create it" in line


async def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    assert "is a folder; name a file" in await refusal(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "mysql://hush@db/x", "postgresql+asyncpg://x", "hush"]
)
async def test_an_address_of_nothing_that_we_know_is_refused_untold(url: str) -> None:
    line = await refusal(url)

    assert "EVBOT_DATABASE_URL" in line
    assert "hush" not in line


async def test_a_read_only_file_is_refused(open_folder: Path) -> None:
    file = open_folder / "evbot.db"
    store = await open_store(f"sqlite:///{file}")
    await store.close()
    file.chmod(0o444)
    open_folder.chmod(0o555)

    with as_another_user():
        line = await refusal(f"sqlite:///{file}")

    open_folder.chmod(0o755)
    assert "cannot be written; make the file and its folder writable" in line


@contextmanager
def no_room(bytes_: int) -> Iterator[None]:
    """No file of this process may grow beyond; what SQLite meets is what it meets on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_a_full_disk_costs_the_record_and_not_the_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory = Memory(await open_store(f"sqlite:///{tmp_path / 'evbot.db'}"))
    with no_room(150_000):
        for number in range(300):
            memory.record(turn(f"t{number}", "word " * 300))
        for _ in range(100):
            await asyncio.sleep(0.05)
            if not memory.reachable:
                break

        assert not memory.reachable
        assert await memory.events.claim("test:1")
        assert await memory.events.close_to_send("test:1")
    for _ in range(200):
        await asyncio.sleep(0.05)
        if not memory.waiting:
            break

    assert not memory.waiting
    assert "database found again" in caplog.text
    assert "word" not in caplog.text
    await memory.close()
    assert sqlite_database(tmp_path / "evbot.db").rows("SELECT count(*) FROM turns") == [(300,)]


@contextmanager
def locked(file: Path, seconds: float) -> Iterator[None]:
    """Another connection holds the file, as another process would, and lets go by itself."""
    begun = threading.Event()

    def hold() -> None:
        connection = sqlite3.connect(file)
        connection.execute("BEGIN EXCLUSIVE")
        begun.set()
        time.sleep(seconds)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    begun.wait()
    yield
    thread.join()


async def test_a_lock_at_start_is_waited_for(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'evbot.db'}"
    await (await open_store(url)).close()
    with locked(tmp_path / "evbot.db", 1.0):
        store = await open_store(url, patience=10)

    assert await store.claim("key", "me")
    await store.close()


async def test_a_fault_of_a_file_whose_name_speaks_of_locks_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "unlocked.db"
    file.write_text("Dear diary, " * 500)
    began = time.monotonic()

    assert "is no SQLite database" in await refusal(f"sqlite:///{file}", 10)
    assert time.monotonic() - began < 5


async def test_a_lock_that_stays_is_said_at_start(tmp_path: Path) -> None:
    file = tmp_path / "evbot.db"
    with locked(file, 6.5):
        assert "is locked by another process; end whatever holds it" in await refusal(f"sqlite:///{file}", 0.2)


@pytest.mark.parametrize("seconds", [4, pytest.param(10, marks=pytest.mark.soak)])
async def test_a_lock_later_costs_no_answer_and_no_record(tmp_path: Path, seconds: float) -> None:
    memory = Memory(await open_store(f"sqlite:///{tmp_path / 'evbot.db'}"))
    with locked(tmp_path / "evbot.db", seconds):
        started = time.monotonic()
        assert await memory.events.claim("test:1")
        assert time.monotonic() - started < 2.5
        memory.record(turn("t1"))
        started = time.monotonic()
        for number in range(50):
            await memory.prepare(Question("x", "test:1", "test:1/2"), None, note_told=True)
            assert await memory.events.claim(f"test:again-{number}")
        assert time.monotonic() - started < 1.0
    for _ in range(300):
        await asyncio.sleep(0.05)
        if memory.reachable and not memory.waiting:
            break

    await memory.close()
    assert sqlite_database(tmp_path / "evbot.db").rows("SELECT id FROM turns") == [("t1",)]


async def test_a_server_that_is_not_there_is_said_at_start() -> None:
    line = await refusal("postgresql://bot:hush@127.0.0.1:1/evbot")

    assert "database evbot on 127.0.0.1 cannot be reached" in line
    assert "hush" not in line


async def test_a_wrong_password_is_never_printed(postgresql: PostgreSql, caplog: pytest.LogCaptureFixture) -> None:
    rules = postgresql.folder / "pg_hba.conf"
    rules.write_text("local all guarded scram-sha-256\n" + rules.read_text())
    postgresql.run("DROP ROLE IF EXISTS guarded")
    postgresql.run("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    postgresql.run("SELECT pg_reload_conf()")
    await asyncio.sleep(0.5)

    line = await refusal(postgresql.address("postgres", "guarded", "hush"))

    assert "refuses the user or the password" in line
    assert "hush" not in line + caplog.text


async def test_a_missing_right_is_said_with_its_grant(postgresql: PostgreSql) -> None:
    postgresql.run("DROP ROLE IF EXISTS powerless")
    postgresql.run("CREATE ROLE powerless LOGIN")

    assert "too few rights; GRANT CREATE ON SCHEMA public" in await refusal(postgresql.address("postgres", "powerless"))


async def test_a_database_that_does_not_exist_is_said(postgresql: PostgreSql) -> None:
    assert "has no database of that name; create it" in await refusal(postgresql.address("nowhere"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("nul \0 in it", id="nul"),
        pytest.param("lone \ud800 surrogate \udfff", id="surrogates"),
        pytest.param("bread " * 200_000, id="megabyte"),
        pytest.param("\x1b[31m\u202e\u200b\ufeff", id="invisible"),
        pytest.param("'; DROP TABLE turns; --", id="sql"),
        pytest.param("🍞" * 3_000, id="emoji"),
    ],
)
async def test_any_text_can_be_recorded(open_memory: OpenMemory, database: Database, text: str) -> None:
    memory = await open_memory()
    memory.record(turn("t1", text, asker=f"test:{text}"[:5_000]))
    await memory.feedback.vote("t1", f"test:{text}"[:5_000], Vote.BAD)
    await memory.close()

    ((kept,),) = database.rows("SELECT text FROM turns")
    assert len(kept) <= 2_000
    assert "\0" not in kept


async def test_a_record_that_is_refused_costs_no_other(
    open_memory: OpenMemory, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    memory = await open_memory()
    broken = Turn(Question("x", "test:1", "p", "test"), Reply(Outcome.UNKNOWN, "", "", id=None), 0)  # type: ignore[arg-type]
    for one in (turn("t1"), broken, turn("t2")):
        memory.record(one)
    await memory.close()

    assert database.rows("SELECT id FROM turns ORDER BY id") == [("t1",), ("t2",)]
    assert "dropped=1" in caplog.text
    assert "record refused" in caplog.text


async def test_a_conversation_survives_a_clock_that_jumps_back(tmp_path: Path) -> None:
    now = [datetime(2026, 3, 29, 3, 5, tzinfo=UTC)]
    memory = Memory(await open_store(f"sqlite:///{tmp_path / 'evbot.db'}"), now=lambda: now[0].timestamp())
    question = Question("x", "test:1", "test:1/2", "test", asked_at=now[0])
    memory.record(Turn(question, Reply(Outcome.ANSWER, "", "", id="t1", context=Context("before", at=now[0])), 0))
    await asyncio.sleep(0.5)
    now[0] -= timedelta(hours=1)
    assert (await memory.prepare(question, None, note_told=True)).context == Context()
    memory.record(Turn(question, Reply(Outcome.ANSWER, "", "", id="t2", context=Context("after", at=now[0])), 0))

    prepared = await memory.prepare(question, None, note_told=True)

    assert prepared.context
    assert prepared.context.entry == "after"
    await memory.close()
