"""A process that uses the memory until it is done or killed; it prints a line for each acknowledgement."""

from __future__ import annotations

import asyncio
import os
import random
import sys

from bot.memory import Hasher, Memory, Vote
from bot.memory.store import open_store
from bot.model import Outcome, Question, Reply, Turn


def say(*words: object) -> None:
    """In one write, at once: a killed process leaves no half of it."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


async def open_memory(url: str, lease: float) -> Memory:
    return Memory(await open_store(url, lease=lease), Hasher(b"of the tests"))


async def answer_once(url: str, events: int, seed: int) -> None:
    """Every event is delivered to this process once, in an order of its own, sixteen at a time."""
    memory = await open_memory(url, 30)
    keys = list(range(events))
    random.Random(seed).shuffle(keys)
    say("ready")
    sys.stdin.readline()

    async def take() -> None:
        while keys:
            key = keys.pop()
            if await memory.events.claim(f"test:{key}") and await memory.events.close_to_send(f"test:{key}"):
                say("answered", key)

    await asyncio.gather(*(take() for _ in range(16)))
    if not memory.reachable:
        say("lost")
    await memory.close()


async def work_until_killed(url: str, lease: float, seed: int) -> None:
    """Claims, closes, votes and records without end, over few keys, so that processes meet."""
    memory = await open_memory(url, lease)
    chance = random.Random(seed)
    say("ready")

    async def take(name: int) -> None:
        for number in range(10**9):
            key = f"{seed}-{name}-{number}" if chance.random() < 0.5 else f"shared-{chance.randrange(100_000)}"
            if not await memory.events.claim(key):
                continue
            say("claimed", key)
            turn = Turn(
                Question(f"question {key}", f"a:{key}", "p:1/2", "test"), Reply(Outcome.UNKNOWN, "", "", id=key), 0
            )
            memory.record(turn)
            if chance.random() < 0.2:
                continue  # As if the answer had failed.
            # Said before, since the process may be killed right after it was closed.
            if await memory.events.close_to_send(key):
                say("answered", key)
            if (await memory.feedback.vote(key, f"a:{seed}", Vote.GOOD)).kept:
                say("voted", key)

    await asyncio.gather(*(take(name) for name in range(4)))


if __name__ == "__main__":
    task, address, number, start = sys.argv[1:]
    if task == "once":
        asyncio.run(answer_once(address, int(number), int(start)))
    else:
        asyncio.run(work_until_killed(address, float(number), int(start)))
