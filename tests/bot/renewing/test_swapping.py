"""Knowledge is replaced under load: no question is lost, answered twice or slow, and memory is back afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.sections.swapping import MOST, swaps_under_load
from bot import Bot
from bot.curating import Taken
from bot.curating.taken import written
from bot.matching import open_index
from bot.memory import Decision, Verdict
from bot.model import Entry, Question
from bot.renewing.making import Wanted, make

WORSE = 2.0
"""Times as long as without swaps, where the machine is so busy that `MOST` means nothing."""
ROOM = 50e6
"""Bytes that a process may grow by over nine swaps: caches, but no index that is kept."""


@pytest.mark.soak
async def test_ten_swaps_under_ten_thousand_questions(shipped: Bot, shipped_cache: Path) -> None:
    found = await swaps_under_load(None, shipped_cache / "evbot", 10_000)

    assert (found.asked, found.lost) == (10_000, 0)
    assert found.disturbed < max(MOST, WORSE * found.undisturbed)
    assert found.memory_after < found.memory_before + ROOM


@pytest.mark.soak
def test_the_shipped_knowledge_learns_what_is_accepted(shipped: Bot, shipped_cache: Path) -> None:
    entry = Entry(
        "periscope", "does the car have a periscope", "Yes.", "charging", ("periscope lens", "is there a periscope")
    )
    taken = Taken((entry.question, *entry.phrasings), entry.id, entry)
    decision = Decision(1, 0.0, "terminal", Verdict.ACCEPTED, "s1", written(taken))

    made = make(Wanted(None, str(shipped_cache / "evbot"), (decision,), None, 0.0))

    assert made.gated.refused == ()
    assert len(made.gated.kept) < len(shipped.knowledge.cases) / 100
    index = open_index(Path(made.learned))
    assert index is not None
    answer = Bot(index).answer(Question("periscope mode")).answer
    assert answer is not None
    assert answer.id == "periscope"
