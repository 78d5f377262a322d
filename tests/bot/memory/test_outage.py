"""A database that goes away under load: every question is answered at once, and recording resumes by itself."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from bot.memory import Hasher, Memory, Rate
from bot.memory.store import open_store
from bot.model import Context, Outcome, Question, Reply, Turn
from databases import PostgreSql, postgresql_or_skip


@pytest.fixture
def server() -> Iterator[PostgreSql]:
    """One that may be stopped."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        server = postgresql_or_skip(Path(folder) / "pg")
        yield server
        server.server.cleanup()


class Load:
    """So many questions a second, each timed from asking for its context to handing it to the recorder."""

    def __init__(self, memory: Memory, rate: float) -> None:
        self.memory = memory
        self.rate = rate
        self.seconds: list[tuple[float, float]] = []
        self.asked = 0
        self.going = True

    async def run(self) -> None:
        asking: set[asyncio.Task[None]] = set()
        started = time.monotonic()
        while self.going:
            while self.asked < (time.monotonic() - started) * self.rate:
                self.asked += 1
                task = asyncio.create_task(self._ask(self.asked))
                asking.add(task)
                task.add_done_callback(asking.discard)
            await asyncio.sleep(0.002)
        await asyncio.gather(*asking)

    async def _ask(self, number: int) -> None:
        at = time.monotonic()
        question = Question(f"question {number}", f"a:{number % 100}", "p:1/2", "test")
        prepared = await self.memory.prepare(question, Rate(10_000, 60), tell=True)
        reply = Reply(Outcome.UNKNOWN, question.text, "", id=f"t{number}", context=Context("x"))
        self.memory.record(Turn(question, reply, 0, prepared.context or Context()))
        self.seconds.append((at, time.monotonic() - at))

    def slowest_but_one_in_a_hundred(self, since: float, until: float) -> float:
        taken = sorted(seconds for at, seconds in self.seconds if since <= at <= until)
        return taken[int(len(taken) * 0.99)]


async def until(condition: object, seconds: float = 20) -> None:
    assert callable(condition)
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("how", ["stopped", "frozen"])
@pytest.mark.parametrize("seconds", [3, pytest.param(30, marks=pytest.mark.soak)])
async def test_questions_go_on_without_it(
    server: PostgreSql, how: str, seconds: float, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    database = server.make_database("outage")
    room = int(seconds * 150)  # Less than what comes meanwhile, so that something must be dropped.
    memory = Memory(await open_store(database.url), Hasher(b"k"), room=room, said_every=2)
    load = Load(memory, 200)
    running = asyncio.create_task(load.run())
    await asyncio.sleep(1)
    if how == "stopped":
        server.stop()
    else:
        _signal_all(server, signal.SIGSTOP)
    await until(lambda: not memory.reachable)
    lost_at = time.monotonic()
    await asyncio.sleep(seconds)
    back_at = time.monotonic()
    if how == "stopped":
        await asyncio.to_thread(server.start)
    else:
        _signal_all(server, signal.SIGCONT)
    await until(lambda: memory.reachable)
    await asyncio.sleep(1)
    load.going = False
    await running
    await until(lambda: not memory.waiting)
    await memory.close()

    assert len(load.seconds) == load.asked
    assert load.slowest_but_one_in_a_hundred(lost_at, back_at) < 0.05
    ((kept,),) = database.rows("SELECT count(*) FROM turns")
    assert memory.dropped > 0
    assert kept + memory.dropped >= load.asked
    assert load.asked - memory.dropped <= kept <= load.asked
    assert caplog.text.count("database lost") == 1
    assert caplog.text.count("database found again") == 1
    assert f"dropped={memory.dropped}" in caplog.text or caplog.text.count("dropped=") > 1


async def test_a_claim_of_an_outage_holds_afterwards_for_all(server: PostgreSql) -> None:
    database = server.make_database("claims")
    memory = Memory(await open_store(database.url), Hasher(b"k"))
    server.stop()
    assert await memory.claim("slack:Ev1")
    assert not await memory.claim("slack:Ev1")
    assert await memory.answering("slack:Ev1")
    server.start()
    await until(lambda: memory.reachable and not memory.waiting)
    await asyncio.sleep(0.5)
    other = Memory(await open_store(database.url), Hasher(b"k"))

    assert not await other.claim("slack:Ev1")
    await memory.close()
    await other.close()


async def test_a_lost_server_is_tried_again_with_growing_pauses_by_one_probe(server: PostgreSql) -> None:
    database = server.make_database("storm")
    memory = Memory(await open_store(database.url), Hasher(b"k"))
    load = Load(memory, 200)
    running = asyncio.create_task(load.run())
    await asyncio.sleep(0.5)
    tries: list[float] = []
    probe = memory._reach._probe

    async def counted() -> None:
        tries.append(time.monotonic())
        await probe()

    memory._reach._probe = counted
    server.stop()
    await until(lambda: not memory.reachable)
    await asyncio.sleep(4)
    load.going = False
    await running
    server.start()
    await until(lambda: memory.reachable)
    await memory.close()

    assert 3 <= len(tries) <= 6


def _signal_all(server: PostgreSql, number: signal.Signals) -> None:
    """The whole family of the server that this test has started."""
    parent = psutil.Process(server.server.get_pid())
    for process in [parent, *parent.children(recursive=True)]:
        os.kill(process.pid, number)
