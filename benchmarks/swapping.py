"""What new knowledge costs who asks meanwhile: a folder of it in, how long replies took with and without swaps out."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.memory import memory_now
from bot import open_bot
from bot.desk import Desk
from bot.model import Question
from bot.renewing import Renewal, Watched

PER_SECOND = 50
SWAPS = 10
MOST = 50.0
"""Milliseconds that 99 of 100 replies may take."""
_ASKERS = 4_000
_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
_SETTLING = 2.0
"""Seconds without a question, after which a desk has given memory back."""


@dataclass(frozen=True, slots=True)
class Swapping:
    """Times are in milliseconds from when a question was due, memory in bytes."""

    undisturbed: float
    """In which 99 of 100 were answered before any swap,"""
    disturbed: float
    """and from the first swap on."""
    slowest: float
    asked: int
    lost: int
    """Without a reply, or with the reply of another."""
    memory_before: int
    """Held before the last nine swaps,"""
    memory_after: int
    """and after them."""


async def swaps_under_load(
    folder: Path | None, cache: Path | None, questions: int, swaps: int = SWAPS, per_second: float = PER_SECOND
) -> Swapping:
    """Half as many questions again are asked before the first swap, to compare with."""
    bot = open_bot(folder, cache)
    desk = Desk(bot)
    renewal = Renewal(bot, desk.take_over, Watched(folder), cache, every=3600.0)
    texts = tuple(case.text for case in bot.knowledge.cases) or tuple(entry.question for entry in bot.knowledge.entries)
    renewal.start()
    gc.freeze()  # As every process that answers a platform does.
    try:
        undisturbed = await _ask_steadily(desk, texts, questions // 2, per_second, 0)
        del bot
        first = asyncio.create_task(_swap(desk, renewal, 1))
        disturbed = await _ask_steadily(desk, texts, questions // swaps, per_second, len(undisturbed))
        await first
        await asyncio.sleep(_SETTLING)
        memory_before = memory_now()
        rest = questions - questions // swaps
        others = asyncio.create_task(_swap(desk, renewal, swaps - 1, rest / per_second / swaps))
        disturbed += await _ask_steadily(desk, texts, rest, per_second, len(undisturbed) + len(disturbed))
        await others
        await asyncio.sleep(_SETTLING)
        gc.collect()
    finally:
        await renewal.close()
        await desk.close()
    ids = {one.id for one in (*undisturbed, *disturbed) if one.id}
    return Swapping(
        undisturbed=_slow(undisturbed),
        disturbed=_slow(disturbed),
        slowest=1000 * max(one.took for one in disturbed),
        asked=len(disturbed),
        lost=len(undisturbed) + len(disturbed) - len(ids),
        memory_before=memory_before,
        memory_after=memory_now(),
    )


@dataclass(frozen=True, slots=True)
class _Replied:
    """Not the reply itself: what is kept here would be kept in memory."""

    id: str
    """Of the reply; empty where there is none, or that of another."""
    took: float
    """Seconds from when it was due: what waits for others counts."""


async def _ask_steadily(desk: Desk, texts: Sequence[str], count: int, per_second: float, first: int) -> list[_Replied]:
    """`first`: how many were asked before. The same askers come again an hour later, so that they follow nothing up,
    which takes longer, and no more of them have to be remembered."""
    began = perf_counter()

    async def ask(number: int) -> _Replied:
        due = began + number / per_second
        await asyncio.sleep(due - perf_counter())
        text, (hours, asker) = texts[number % len(texts)], divmod(first + number, _ASKERS)
        at = _BEGAN + timedelta(hours=hours)
        reply = await desk.reply(Question(text, f"load:{asker}", f"load:T/{asker}", "load", asked_at=at))
        is_answered = reply.question == text and bool(reply.message)
        return _Replied(reply.id if is_answered else "", perf_counter() - due)

    return list(await asyncio.gather(*map(ask, range(count))))


async def _swap(desk: Desk, renewal: Renewal, count: int, every: float = 0.0) -> None:
    for _ in range(count):
        # Not the bot itself: what is kept here would be kept in memory.
        was = id(desk.base)
        renewal.renew_now()
        while id(desk.base) == was:
            await asyncio.sleep(0.05)
        await asyncio.sleep(every)


def _slow(replied: Sequence[_Replied]) -> float:
    """Milliseconds within which 99 of 100 came."""
    return float(np.percentile([one.took for one in replied], 99)) * 1000
