"""An event is answered once, whoever gets it how often: in one process, in several, and after one has died."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import IO

import pytest

from bot.memory import Memory, Rate
from bot.memory.store import open_store
from conftest_types import OpenMemory
from databases import Database, PostgreSql

PROCESS = Path(__file__).parents[2] / "memory_process.py"


def start(
    task: str, url: str, number: float, seed: int, into: int | IO[str] = subprocess.PIPE
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(PROCESS), task, url, str(number), str(seed)],
        stdin=subprocess.PIPE,
        stdout=into,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
    )


async def test_only_the_first_claim_of_an_event_succeeds(memory: Memory) -> None:
    assert await memory.events.claim("slack:Ev1")
    assert not await memory.events.claim("slack:Ev1")
    assert await memory.events.claim("slack:Ev2")


async def test_another_process_cannot_claim_it_either(open_memory: OpenMemory) -> None:
    one, other = await open_memory(), await open_memory()

    assert await one.events.claim("slack:Ev1")
    assert not await other.events.claim("slack:Ev1")


async def test_of_many_at_once_one_succeeds(open_memory: OpenMemory) -> None:
    memories = [await open_memory() for _ in range(4)]

    claimed = await asyncio.gather(*(memory.events.claim("slack:Ev1") for memory in memories * 3))

    assert sum(claimed) == 1


async def test_an_event_is_closed_once(memory: Memory) -> None:
    await memory.events.claim("slack:Ev1")

    closed = await asyncio.gather(memory.events.close_to_send("slack:Ev1"), memory.events.close_to_send("slack:Ev1"))

    assert sorted(closed) == [False, True]
    assert not await memory.events.claim("slack:Ev1")


async def test_an_event_that_nobody_claimed_cannot_be_closed(memory: Memory) -> None:
    assert not await memory.events.close_to_send("slack:Ev1")


async def test_a_claim_is_free_again_after_its_lease(open_memory: OpenMemory) -> None:
    one, other = await open_memory(lease=0.3), await open_memory(lease=0.3)
    await one.events.claim("slack:Ev1")
    await asyncio.sleep(0.4)

    assert await other.events.claim("slack:Ev1")
    assert not await one.events.close_to_send("slack:Ev1")
    assert await other.events.close_to_send("slack:Ev1")


async def test_a_closed_event_is_never_free_again(open_memory: OpenMemory) -> None:
    one, other = await open_memory(lease=0.2), await open_memory(lease=0.2)
    await one.events.claim("slack:Ev1")
    await one.events.close_to_send("slack:Ev1")
    await asyncio.sleep(0.3)

    assert not await other.events.claim("slack:Ev1")


async def test_a_clock_put_back_an_hour_frees_the_claim_of_a_dead_process(tmp_path: Path) -> None:
    times = [time.time()]
    url = f"sqlite:///{tmp_path / 'evbot.db'}"
    dead = await open_store(url, now=lambda: times[0])
    await dead.claim("key", "dead")
    await dead.close()
    times[0] -= 3600
    store = await open_store(url, now=lambda: times[0])

    assert await store.claim("key", "alive")
    assert not await store.close_event("key", "dead")
    assert await store.close_event("key", "alive")
    await store.close()


@pytest.mark.parametrize("events", [250, pytest.param(5_000, marks=pytest.mark.soak)])
def test_each_event_is_answered_exactly_once_over_four_processes(database: Database, events: int) -> None:
    processes = [start("once", database.url, events, seed) for seed in range(4)]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    lines = [line for process in processes for line in process.communicate()[0].splitlines()]

    assert "lost" not in lines
    assert Counter(lines) == Counter(f"answered {key}" for key in range(events))


@pytest.mark.parametrize("kills", [4, pytest.param(50, marks=pytest.mark.soak)])
async def test_kill_9_at_any_moment_loses_nothing_and_repeats_nothing(
    database: Database, kills: int, tmp_path: Path
) -> None:
    chance, lease, said = random.Random(7), 2.0, []
    with (tmp_path / "beside").open("w") as into:
        beside = start("work", database.url, lease, 1_000, into)
    for seed in range(kills):
        victim = start("work", database.url, lease, seed)
        assert victim.stdout
        opened = victim.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.4))
        victim.send_signal(signal.SIGKILL)
        said += victim.communicate()[0].splitlines()
        if not opened:
            break
    beside.kill()
    beside.communicate()
    said += (tmp_path / "beside").read_text().splitlines()

    assert opened
    if database.kind == "sqlite":
        assert database.rows("PRAGMA integrity_check") == [("ok",)]
    answered = [line for line in said if line.startswith("answered ")]
    assert answered
    assert len(answered) == len(set(answered))
    kept = {turn for (turn,) in database.rows("SELECT turn FROM votes")}
    assert {line.removeprefix("voted ") for line in said if line.startswith("voted ")} <= kept
    await _all_open_ones_are_free(database, lease)


async def _all_open_ones_are_free(database: Database, lease: float) -> None:
    await asyncio.sleep(lease + 0.2)
    store = await open_store(database.url, lease=lease)
    open_keys = [key for (key,) in database.rows("SELECT key FROM events WHERE closed = 0 ORDER BY at DESC LIMIT 200")]
    closed_keys = [key for (key,) in database.rows("SELECT key FROM events WHERE closed = 1 LIMIT 50")]

    assert open_keys
    assert all([await store.claim(key, "next") for key in open_keys])
    assert not any([await store.claim(key, "next") for key in closed_keys])
    await store.close()


async def test_the_limit_is_counted_across_processes_on_postgresql(postgresql: PostgreSql) -> None:
    database = postgresql.make_database("limits")
    stores = [await open_store(database.url) for _ in range(2)]
    rate = Rate(3, 60)
    prepared = [await stores[number % 2].prepare("asker", "place", rate, note_told=True) for number in range(6)]
    others = await stores[0].prepare("another", "place", rate, note_told=True)

    assert [one.wait > 0 for one in prepared] == [False] * 3 + [True] * 3
    assert [one.told for one in prepared[3:]] == [False, True, True]
    assert others.wait == 0
    assert 50 < prepared[3].wait <= 60
    for store in stores:
        await store.close()
