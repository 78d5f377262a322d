"""What a store holds for curators: reads it, and tells what became of the questions in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.curating.decided import in_force
from bot.curating.judging import to_pick
from bot.curating.suggestion import fingerprint_of_gap
from bot.curating.taken import fingerprint
from bot.knowledge import one_line
from bot.memory import AnsweredTurn, Asked, Decision, NotedGap, Verdict

if TYPE_CHECKING:
    from bot.memory import SqlStore


@dataclass(frozen=True, slots=True)
class Recorded:
    """All that a review or a report takes of a store."""

    decisions: tuple[Decision, ...]
    gaps: tuple[NotedGap, ...]
    told: tuple[AnsweredTurn, ...]
    asked: tuple[Asked, ...]


async def read_recorded(store: SqlStore, home: str | None = None) -> Recorded:
    """With `home`, what was asked in that server or workspace, and all decisions. Raises StoreError."""
    return Recorded(
        await store.decisions(),
        tuple([gap async for gap in store.gaps(0.0, home)]),
        tuple([one async for one in store.answered(home)]),
        tuple([one async for one in store.asked(home)]),
    )


@dataclass(frozen=True, slots=True)
class DecisionOutcome:
    text: str  # As it was asked; empty where an answer was only renewed.
    verdict: Verdict
    entry: str | None  # What answers it from then on.


def decision_outcomes(recorded: Recorded, since: float) -> Iterator[DecisionOutcome]:
    """From `since` on. Decisions about nothing that was recorded are left out: `recorded` may be that of one server."""
    known = in_force(recorded.decisions)
    said = {fingerprint_of_gap(gap): one_line(gap.kept_text) for gap in recorded.gaps if gap.kept_text}
    said |= {fingerprint(pick.text): pick.text for pick in filter(None, map(to_pick, recorded.told))}
    answered = {one.entry for one in recorded.told}
    for one in known.rulings:
        if one.at < since:
            continue
        taken = known.taken_by_ruling.get(one)
        text = next((said[name] for name in known.fingerprints_of(one) if name in said), "")
        if text or (taken is not None and taken.is_renewal and taken.entry in answered):
            yield DecisionOutcome(text, one.verdict, taken.entry if taken else None)
