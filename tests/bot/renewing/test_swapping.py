"""Knowledge is replaced under load: no question is lost, answered twice or slow, and memory is back afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.swapping import MOST, swaps_under_load
from bot import Bot

WORSE = 2.0
"""Times as long as without swaps, where the machine is so busy that `MOST` means nothing."""
ROOM = 50e6
"""Bytes that a process may grow by over nine swaps: caches, but no index that is kept."""


@pytest.mark.soak
async def test_ten_swaps_under_ten_thousand_questions(shipped: Bot, shipped_cache: Path) -> None:
    found = await swaps_under_load(None, shipped_cache / "evbot", 10_000)

    assert (found.asked, found.lost) == (10_000, 0)
    assert found.swapping < max(MOST, WORSE * found.quiet)
    assert found.after < found.before + ROOM
