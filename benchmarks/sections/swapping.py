"""What new knowledge costs who asks meanwhile: a setting in, Markdown out."""

from __future__ import annotations

import asyncio

from adapters.environment import cache_folder
from benchmarks.setting import Setting
from benchmarks.swapping import MOST, PER_SECOND, SWAPS, swaps_under_load
from benchmarks.tables import table

TEXT = """\
{asked:,} questions, the cases of the shipped knowledge, {per_second} a second, while its index is replaced
{swaps} times by one that is opened anew, as a running bot does it; and half as many before, with none replaced: from
when a question was due to its reply in milliseconds, so that waiting counts (99 of 100 are wanted within {most:g}):
{ratio:.1f} times as many at the 99th percentile. {lost} had no reply of their own; from the first swap to the last the
process grew by {more:.0f} MB.

{times}"""


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
