"""What a store holds for curators: reads what was asked and decided, and stores the next decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.memory import AnsweredTurn, Asked, Decision, NotedGap, RecordRefused
from bot.model import BotError

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


async def store_decision(store: SqlStore, decision: Decision) -> None:
    """Raises BotError where somebody else has decided since the review."""
    try:
        await store.decide(decision)
    except RecordRefused:
        raise BotError(
            "somebody else has decided something meanwhile, so that nothing was changed;"
            " look at it again with `evbot curate`, and decide anew"
        ) from None
