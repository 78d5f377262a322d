"""What remembering costs: the shipped bot in, times of `Bot.answer` and of `Desk.reply` with recording out."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
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
TYPED = 12
"""Signs of a question for which others are suggested."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians in milliseconds, by the clock and in time of the processor; the second leaves out what others did."""

    answer: float
    answer_cpu: float
    reply: float
    reply_cpu: float
    per_second: float
    per_second_cpu: float
    """Questions for each second that this process computed, recording in its threads included."""
    suggest: float

    @property
    def more(self) -> float:
        return self.reply - self.answer

    @property
    def more_cpu(self) -> float:
        return self.reply_cpu - self.answer_cpu

    @property
    def is_within(self) -> bool:
        return self.more_cpu <= MOST_MORE and self.per_second_cpu >= LEAST_PER_SECOND


class _Taken(NamedTuple):
    seconds: float
    computing: float
    """Seconds of the processor."""


def main() -> None:
    cost = cost_of_remembering()
    print(f"Bot.answer {cost.answer:.2f} ms, Desk.reply {cost.reply:.2f} ms: {cost.more:+.2f} ms")
    print(f"of the processor: {cost.answer_cpu:.2f} ms, {cost.reply_cpu:.2f} ms: {cost.more_cpu:+.2f} ms")
    print(
        f"{cost.per_second:.0f} questions a second pass the desk, {cost.per_second_cpu:.0f} a second of the processor"
    )
    print(f"suggest {cost.suggest:.2f} ms")
    sys.exit(not cost.is_within)


def cost_of_remembering() -> Cost:
    bot = open_bot(None, cache_folder())
    gc.freeze()  # As every process that answers a platform does.
    texts = [case.text for case in bot.knowledge.cases]
    with tempfile.TemporaryDirectory() as folder, _on_one_core():
        return asyncio.run(_measure(bot, texts, f"sqlite:///{Path(folder) / 'evbot.db'}"))


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


async def _measure(bot: Bot, texts: Sequence[str], url: str) -> Cost:
    memory = await open_memory(MemorySettings(url))
    desk = Desk(bot, memory, Rate(20, 60), hooks=[log_turn])
    for text in texts[:WARM]:
        bot.answer(Question(text))
    answer, reply = await _medians_in_turn(bot, desk, texts)
    stretch = await _fastest_stretch(desk, memory, texts)
    suggesting = await _suggesting(desk, texts)
    await desk.close()
    return Cost(
        answer=answer.seconds * 1000,
        answer_cpu=answer.computing * 1000,
        reply=reply.seconds * 1000,
        reply_cpu=reply.computing * 1000,
        per_second=QUESTIONS / stretch.seconds,
        per_second_cpu=QUESTIONS / stretch.computing,
        suggest=suggesting / QUESTIONS * 1000,
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


async def _suggesting(desk: Desk, texts: Sequence[str]) -> float:
    started = perf_counter()
    for number in range(QUESTIONS):
        desk.bot.suggest(texts[number % len(texts)][:TYPED])
        await asyncio.sleep(0)
    return perf_counter() - started


if __name__ == "__main__":
    main()
