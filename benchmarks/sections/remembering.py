"""Measures what remembering costs: the shipped bot alone, and its desk with recording."""

import asyncio
import gc
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, thread_time
from typing import NamedTuple

from adapters.environment import cache_folder
from benchmarks.setting import Setting
from benchmarks.tables import table
from bot import Bot, open_bot
from bot.desk import Desk, log_turn
from bot.memory import Memory, MemorySettings, Rate, open_memory
from bot.model import Question

QUESTIONS = 1_000
STRETCHES = 5
"""Times that as many questions are put one after the other, and counted until the last is recorded. The fastest
counts: what else the machine does is not the desk's doing."""
MOST_MORE = 1.0
"""Milliseconds that recording may cost at the median."""
LEAST_PER_SECOND = 500
WARM = 200
"""Questions that are put before any is timed."""


TEXT = """\
{count:,} questions, the cases of the shipped knowledge, each put to `Bot.answer` and to `Desk.reply` with an SQLite
file: medians in milliseconds (at most {most:g} more are allowed). Then {stretches} times to the desk alone, until all
are recorded: the fastest counts (at least {least} a second are wanted). Everything on one core; the time of the
processor leaves out what other programs did meanwhile.

{times}"""


class _Taken(NamedTuple):
    seconds: float
    computing: float
    """Seconds of the processor, which leave out what other programs did."""


@dataclass(frozen=True, slots=True)
class _Cost:
    """Medians in milliseconds."""

    answer: float
    reply: float
    per_second: float
    """Questions, recording in threads included."""

    @property
    def cells(self) -> list[str]:
        more = self.reply - self.answer
        return [f"{self.answer:.2f}", f"{self.reply:.2f}", f"{more:+.2f}", f"{self.per_second:.0f}"]


def measure(_: Setting) -> str:
    by_clock, of_processor = _costs()
    rows = [["by the clock", *by_clock.cells], ["of the processor", *of_processor.cells]]
    times = table(["", "`Bot.answer`", "`Desk.reply`", "more", "questions a second"], rows)
    return TEXT.format(count=QUESTIONS, stretches=STRETCHES, most=MOST_MORE, least=LEAST_PER_SECOND, times=times)


def _costs() -> tuple[_Cost, _Cost]:
    """By the clock, and in time of the processor."""
    bot = open_bot(None, cache_folder())
    gc.freeze()  # As every process that answers a platform does.
    texts = [case.text for case in bot.knowledge.cases]
    with tempfile.TemporaryDirectory() as folder, _on_one_core():
        return asyncio.run(_measured(bot, texts, f"sqlite:///{Path(folder) / 'evbot.db'}"))


@contextmanager
def _on_one_core() -> Iterator[None]:
    if not hasattr(os, "sched_setaffinity"):
        yield  # Where the system does not offer it the threads of the database may take another core.
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


async def _measured(bot: Bot, texts: Sequence[str], url: str) -> tuple[_Cost, _Cost]:
    memory = await open_memory(MemorySettings(url))
    desk = Desk(bot, memory, Rate(20, 60), hooks=[log_turn])
    for text in texts[:WARM]:
        bot.answer(Question(text))
    answer, reply = await _medians_in_turn(bot, desk, texts)
    stretch = await _fastest_stretch(desk, memory, texts)
    await desk.close()
    return (
        _Cost(answer.seconds * 1000, reply.seconds * 1000, QUESTIONS / stretch.seconds),
        _Cost(answer.computing * 1000, reply.computing * 1000, QUESTIONS / stretch.computing),
    )


async def _medians_in_turn(bot: Bot, desk: Desk, texts: Sequence[str]) -> tuple[_Taken, _Taken]:
    """Of `Bot.answer` and of `Desk.reply`. Who comes first finds the caches cold, so each does in turn."""
    alone: list[_Taken] = []
    recorded: list[_Taken] = []
    for number in range(QUESTIONS):
        # Of another asker each time, so that both have the same conversation to lean on: none.
        text = texts[number % len(texts)]
        question = Question(text, f"bench:{number}", "bench:1/2", "bench", asked_at=datetime.now(UTC))
        for is_recorded in (False, True) if number % 2 else (True, False):
            started, computed = perf_counter(), thread_time()
            if is_recorded:
                await desk.reply(question)
            else:
                bot.answer(question)
            taken = _Taken(perf_counter() - started, thread_time() - computed)
            (recorded if is_recorded else alone).append(taken)
        await asyncio.sleep(0)
    return _each(median, alone), _each(median, recorded)


async def _fastest_stretch(desk: Desk, memory: Memory, texts: Sequence[str]) -> _Taken:
    stretches: list[_Taken] = []
    for stretch in range(STRETCHES):
        started, computed = perf_counter(), process_time()
        for number in range(QUESTIONS):
            asker = f"bench:{stretch}:{number}"
            await desk.reply(Question(texts[number % len(texts)], asker, "bench:2/2", "bench"))
            await asyncio.sleep(0)
        while memory.waiting:
            await asyncio.sleep(0.01)
        stretches.append(_Taken(perf_counter() - started, process_time() - computed))
    return _each(min, stretches)


def _each(choose: Callable[[Iterable[float]], float], taken: Sequence[_Taken]) -> _Taken:
    """Of the seconds and of the computing for themselves."""
    return _Taken(choose(one.seconds for one in taken), choose(one.computing for one in taken))
