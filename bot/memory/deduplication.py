"""Sees to it that an event is answered once: a key in, whether it is this caller's out; with a database or without."""

from __future__ import annotations

from collections.abc import Callable

from bot.memory.circuit_breaker import Unreachable
from bot.memory.claims import Claims
from bot.memory.hashing import event_key
from bot.memory.port import RecordRefused
from bot.memory.recorder import Kept
from bot.memory.records import ClosedRecord


class Deduplicator:
    """Where the database does not answer it holds within this process."""

    def __init__(self, claims: Claims, kept: Kept | None, now: Callable[[], float]) -> None:
        self._claims = claims
        self._kept = kept
        self._now = now

    async def claim(self, key: str) -> bool:
        """Take an event; true for one caller only, within two seconds."""
        key = event_key(key)
        claim = self._claims.take(key)
        if claim is None:
            return False
        if self._kept is None:
            return True
        store, owner = self._kept.store, claim.owner
        try:
            claim.stored = await self._kept.breaker.carefully(lambda: store.claim(key, owner))
        except (Unreachable, RecordRefused):
            return True
        except BaseException:
            self._claims.give_back(key, claim)
            raise
        if not claim.stored:
            self._claims.give_back(key, claim)
        return claim.stored

    async def answering(self, key: str) -> bool:
        """Close an event for good; false where the claim is no longer this process's."""
        key = event_key(key)
        claim = self._claims.close(key)
        if claim is None or self._kept is None:
            return claim is not None
        store, breaker, owner = self._kept.store, self._kept.breaker, claim.owner
        try:
            if not claim.stored and not await breaker.carefully(lambda: store.claim(key, owner)):
                return False
            return await breaker.carefully(lambda: store.answering(key, owner))
        except (Unreachable, RecordRefused):
            if claim.stored and not self._claims.is_fresh(claim):
                return False  # Another process may have it by now: rather no answer than two.
            self._kept.recorder.put(ClosedRecord(key, self._now()))
            return True
