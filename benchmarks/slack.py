"""Times how fast the bot on Slack takes 50 events at once, and 1,000 in a burst, and whether it loses any.

`python -m benchmarks.slack [socket|http]`: the real process against the fake of the tests, on loopback.
"""

import asyncio
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import aiohttp

AT_ONCE, BURST = 50, 1_000
MEDIAN_MS, SLOWEST_MS = 50.0, 1_000.0
_TESTS = Path(__file__).resolve().parent.parent / "tests"
_QUESTIONS = ("who are you?", "good morning", "what can you do?", "topics please", "thank you")


def main() -> None:
    sys.path.insert(0, str(_TESTS))
    modes = [mode for mode in sys.argv[1:] if mode in ("socket", "http")] or ["socket", "http"]
    failed = [mode for mode in modes if not asyncio.run(measure(mode))]
    sys.exit(1 if failed else 0)


async def measure(mode: str) -> bool:
    fake, process, talking = (import_module(f"fake_slack.{name}") for name in ("server", "process", "talking"))
    slack = fake.FakeSlack()
    await slack.start()
    port = process.free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ) | process.settings_of(slack, mode, port, os.environ.get("EVBOT_KNOWLEDGE", ""))
        ready = "slack connected" if mode == "socket" else "slack listening"
        async with (
            process.running(("slack",), Path(folder), environment, ready, port) as bot,
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=200)) as session,
        ):
            talk = talking.Talk(mode, slack, bot, session, slack.payloads(), name="BENCH")
            for question in _QUESTIONS:
                await talk.direct(question)
            good = await _deliver(talk, AT_ONCE, "at once")
            good &= await _deliver(talk, BURST, "in a burst")
    await slack.stop()
    return good


async def _deliver(talk: Any, count: int, how: str) -> bool:
    async def give(number: int) -> float:
        payload = talk.payloads.mention(_QUESTIONS[number % len(_QUESTIONS)], f"C{number}", f"U{number}")
        started = perf_counter()
        await talk.give("events_api", payload)
        return (perf_counter() - started) * 1000

    before = len(talk.slack.messages)
    started = perf_counter()
    times = await asyncio.gather(*(give(number) for number in range(count)))
    await talk.slack.until(lambda: len(talk.slack.messages) >= before + count, 120)
    seconds = perf_counter() - started
    await asyncio.sleep(0.5)
    answered = [message["channel"] for message in talk.slack.messages[before:]]
    lost, twice = count - len(set(answered)), len(answered) - len(set(answered))
    print(
        f"{talk.mode}, {count} {how}: acknowledged in {median(times):.0f} ms (median), {max(times):.0f} ms (slowest);"
        f" all answered after {seconds:.1f} s; lost {lost}, twice {twice}"
    )
    timely = median(times) < MEDIAN_MS and max(times) < SLOWEST_MS if count == AT_ONCE else True
    return timely and not lost and not twice


if __name__ == "__main__":
    main()
