"""Finds an earlier reply by its id, or by asker and place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.memory.circuit_breaker import Unreachable
from bot.memory.hashing import Hasher
from bot.memory.port import RecordRefused, Store
from bot.memory.recorder import Kept
from bot.memory.records import Remembered
from bot.memory.replies import Replies


class Past:
    def __init__(self, replies: Replies, hasher: Hasher, kept: Kept | None) -> None:
        self._replies = replies
        self._hasher = hasher
        self._kept = kept

    async def of(self, turn: str) -> Remembered | None:
        return self._replies.of(turn) or await self._looked_up(lambda store: store.turn(turn))

    async def last(self, asker: str, place: str) -> Remembered | None:
        """Whichever process it was in."""
        if self._kept is not None and not self._kept.breaker.lost:
            await self._kept.recorder.flush()
        here, stored = self.last_here(asker, place), await self.last_stored(asker, place)
        if here is None or stored is None:
            return here or stored
        return here if stored.id == here.id or here.at >= stored.at else stored

    def last_here(self, asker: str, place: str) -> Remembered | None:
        return self._replies.last(asker, place)

    async def last_stored(self, asker: str, place: str) -> Remembered | None:
        if not asker:
            return None
        hashed = self._hasher.asker(asker), self._hasher.place(place)
        return await self._looked_up(lambda store: store.last_turn(*hashed))

    async def is_asker(self, turn: str, asker: str) -> bool:
        found = await self.of(turn)
        return found is not None and bool(asker) and found.asker == self._hasher.asker(asker)

    async def _looked_up(self, find: Callable[[Store], Awaitable[Remembered | None]]) -> Remembered | None:
        if self._kept is None:
            return None
        store = self._kept.store

        async def look() -> Remembered | None:
            return await find(store)

        try:
            return await self._kept.breaker.carefully(look)
        except (Unreachable, RecordRefused):
            return None
