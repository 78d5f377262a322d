"""Measures how much longer askers wait while new knowledge is swapped in."""

import asyncio
import gc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np

from adapters.environment import cache_folder
from benchmarks.memory import memory_now
from benchmarks.setting import Setting
from benchmarks.tables import table
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


TEXT = """\
{asked:,} questions, the cases of the shipped knowledge, {per_second} a second, while its index is replaced
{swaps} times by one that is opened anew, as a running bot does it; and half as many before, with none replaced: from
when a question was due to its reply in milliseconds, so that waiting counts (99 of 100 are wanted within {most:g}):
{ratio:.1f} times as many at the 99th percentile. {lost} had no reply of their own; from the first swap to the last the
process grew by {more:.0f} MB.

{times}"""


@dataclass(frozen=True, slots=True)
class Swapping:
    """Times are in milliseconds from when a question was due, memory in bytes."""

    undisturbed: float  # 99th percentile before any swap.
    disturbed: float  # 99th percentile from the first swap on.
    slowest: float
    asked: int
    lost: int  # Without a reply, or with the reply of another.
    memory_before: int  # After the first swap and before the others.
    memory_after: int  # After all swaps.


def measure(setting: Setting) -> str:
    found = asyncio.run(swaps_under_load(None, cache_folder(), setting.under_load))
    times = table(
        ["", "99 of 100", "all"],
        [
            ["none replaced", f"{found.undisturbed:.1f}", ""],
            [f"{SWAPS} times replaced", f"{found.disturbed:.1f}", f"{found.slowest:.1f}"],
        ],
    )
    return TEXT.format(
        asked=found.asked,
        per_second=PER_SECOND,
        swaps=SWAPS,
        most=MOST,
        ratio=found.disturbed / found.undisturbed,
        lost=found.lost,
        more=(found.memory_after - found.memory_before) / 1e6,
        times=times,
    )


async def swaps_under_load(
    folder: Path | None, cache: Path | None, questions: int, swaps: int = SWAPS, per_second: float = PER_SECOND
) -> Swapping:
    """Half as many questions again are asked before the first swap, to compare with."""
    during_first = questions // swaps
    during_others = questions - during_first
    pause = during_others / per_second / swaps
    bot = open_bot(folder, cache)
    desk = Desk(bot)
    renewal = Renewal(bot, desk.take_over, Watched(folder), cache, every=3600.0)
    texts = tuple(case.text for case in bot.knowledge.cases) or tuple(entry.question for entry in bot.knowledge.entries)
    renewal.start()
    gc.freeze()  # As every process that answers a platform does.
    try:
        undisturbed = await _ask_steadily(desk, texts, questions // 2, per_second, 0)
        del bot  # Else this function would hold the first bot, which every later one replaces.
        first = asyncio.create_task(_swap(desk, renewal, 1))
        disturbed = await _ask_steadily(desk, texts, during_first, per_second, len(undisturbed))
        await first
        await asyncio.sleep(_SETTLING)
        gc.collect()  # Before both looks at memory, so that what is garbage already counts in neither.
        memory_before = memory_now()
        others = asyncio.create_task(_swap(desk, renewal, swaps - 1, pause))
        asked = len(undisturbed) + len(disturbed)
        disturbed += await _ask_steadily(desk, texts, during_others, per_second, asked)
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


async def _ask_steadily(desk: Desk, texts: Sequence[str], count: int, per_second: float, asked: int) -> list[_Replied]:
    """`asked`: how many were before. The same askers come again an hour later, so that they follow nothing up,
    which takes longer, and no more of them have to be remembered."""
    began = perf_counter()

    async def ask(number: int) -> _Replied:
        due = began + number / per_second
        await asyncio.sleep(due - perf_counter())
        text, (hours, asker) = texts[number % len(texts)], divmod(asked + number, _ASKERS)
        at = _BEGAN + timedelta(hours=hours)
        reply = await desk.reply(Question(text, f"load:{asker}", f"load:T/{asker}", "load", asked_at=at))
        is_answered = reply.question == text and bool(reply.message)
        return _Replied(reply.id if is_answered else "", perf_counter() - due)

    return list(await asyncio.gather(*map(ask, range(count))))


async def _swap(desk: Desk, renewal: Renewal, count: int, pause: float = 0.0) -> None:
    """`pause`: seconds behind each."""
    for _ in range(count):
        # Not the bot itself: what is kept here would be kept in memory.
        was = id(desk.base)
        renewal.renew_now()
        while id(desk.base) == was:
            await asyncio.sleep(0.05)
        await asyncio.sleep(pause)


def _slow(replied: Sequence[_Replied]) -> float:
    """Milliseconds within which 99 of 100 came."""
    return float(np.percentile([one.took for one in replied], 99)) * 1000
