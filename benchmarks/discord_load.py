"""Times the bot on Discord under load: `python -m benchmarks.discord_load`.

The platform is the fake of tests/, over sockets on loopback; the process is `evbot discord` with the shipped knowledge.
"""

import argparse
import asyncio
import importlib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

from adapters.environment import cache_folder
from benchmarks.memory import memory_of
from bot import open_bot

_TESTS = Path(__file__).resolve().parent.parent / "tests"
_AT_ONCE = 50
_PATIENCE = 300.0


async def measure(burst: int) -> None:
    sys.path.insert(0, str(_TESTS))
    fake: Any = importlib.import_module("fake_discord")
    questions = [entry.question for entry in open_bot(None, cache_folder()).entries() if entry.chart is None]
    with tempfile.TemporaryDirectory() as folder:
        settings = {"EVBOT_RATE_LIMIT": "off", "EVBOT_LOG_LEVEL": "warning"}
        async with fake.FakeDiscord() as discord:
            discord.rest.patience = _PATIENCE
            async with fake.Bot(discord, Path(folder), dict(os.environ), settings=settings) as bot:
                print(f"ready after {bot.took:.2f} s, {_resident(bot.process.pid)}")
                await _complete(discord, questions)
                await _ask_at_once(discord, questions)
                print(f"after these {_resident(bot.process.pid)}")
                await _burst(discord, questions, burst)
                print(f"at the end {_resident(bot.process.pid)}; refused payloads: {len(discord.rest.problems)}")


async def _complete(discord: Any, questions: Sequence[str]) -> None:
    times: list[float] = []
    for question in questions[:100]:
        began = monotonic()
        await discord.complete("ask", "question", question[: 3 + len(times) % 40])
        times.append(monotonic() - began)
    _tell("completions, one after the other", times)


async def _ask_at_once(discord: Any, questions: Sequence[str]) -> None:
    await discord.ask(questions[0])
    opened = await asyncio.gather(*(_asked(discord, question) for question in questions[:_AT_ONCE]))
    await _until_shown(opened)
    _tell(f"{_AT_ONCE} commands at once, until acknowledged", [one.acknowledged for one in opened])


async def _burst(discord: Any, questions: Sequence[str], burst: int) -> None:
    began = monotonic()
    opened = [await _asked(discord, questions[number % len(questions)]) for number in range(burst)]
    await _until_shown(opened)
    took = monotonic() - began
    await asyncio.sleep(1)
    once = sum(len(one.messages) == 1 and not _is_waiting(one) for one in opened)
    _tell(f"{burst} commands in a burst, until acknowledged", [one.acknowledged for one in opened])
    print(f"answered once: {once} of {burst}, in {took:.1f} s, {burst / took:.0f} a second")


async def _asked(discord: Any, question: str) -> Any:
    options = [{"name": "question", "type": 3, "value": question}]
    return await discord.interact(2, {"id": "1", "name": "ask", "type": 1, "options": options})


async def _until_shown(opened: Sequence[Any]) -> None:
    until = monotonic() + _PATIENCE
    while any(_is_waiting(one) for one in opened) and monotonic() < until:
        await asyncio.sleep(0.05)


def _is_waiting(one: Any) -> bool:
    """Nothing came yet, or only that something will come."""
    return not one.answers or one.answers[-1]["type"] in (5, 6)


def _tell(what: str, seconds: Sequence[float]) -> None:
    print(f"{what}: median {median(seconds) * 1000:.0f} ms, slowest {max(seconds) * 1000:.0f} ms")


def _resident(process: int) -> str:
    return f"{memory_of(process) / 2**20:.0f} MB resident"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--burst", type=int, default=1_000)
    asyncio.run(measure(parser.parse_args().burst))
