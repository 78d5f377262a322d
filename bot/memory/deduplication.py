"""Makes sure that only one process answers an event, and only once; with a database or without."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.bounded import BoundedDict
from bot.memory.database import Database
from bot.memory.records import ClosedRecord, Unreachable
from bot.memory.scribe import event_key

LEASE = 30.0  # Seconds after which an event is free again whose process has died before it answered.


@dataclass(slots=True)
class _Claim:
    owner: str
    since: float
    stored: bool = False  # The database has it too.
    closed: bool = False


class Deduplicator:
    """Knows only the events of this process while the database does not answer."""

    def __init__(self, database: Database | None, clock: Callable[[], float], now: Callable[[], float]) -> None:
        self._database = database
        self._lease = database.store.lease if database is not None else LEASE
        self._clock, self._now = clock, now
        self._claims: BoundedDict[str, _Claim] = BoundedDict(50_000)

    async def claim(self, key: str) -> bool:
        """Take the event with the key "PLATFORM:ID" within two seconds; true for one caller only. Unless closed, it is
        free again after its lease."""
        key = event_key(key)
        before = self._claims.get(key)
        if before is not None and (before.closed or self._is_fresh(before)):
            return False
        owner = secrets.token_hex(8)
        claim = self._claims[key] = _Claim(owner, self._clock())
        if self._database is None:
            return True
        try:
            claim.stored = await self._database.ask(lambda store: store.claim(key, owner))
        except Unreachable:
            return True
        except BaseException:
            self._give_back(key, claim)
            raise
        if not claim.stored:
            self._give_back(key, claim)
        return claim.stored

    async def close_to_send(self, key: str) -> bool:
        """Close a claimed event for good, right before the reply is sent; false: another has it, so send nothing."""
        key = event_key(key)
        claim = self._claims.get(key)
        if claim is None or claim.closed:
            return False
        claim.closed = True
        if self._database is None:
            return True
        owner = claim.owner
        try:
            # Claimed while the database was away: only now it can say who was first.
            if not claim.stored and not await self._database.ask(lambda store: store.claim(key, owner)):
                return False
            return await self._database.ask(lambda store: store.close_event(key, owner))
        except Unreachable:
            if claim.stored and not self._is_fresh(claim):
                return False  # Another process may have it by now: rather no answer than two.
            self._database.recorder.put(ClosedRecord(key, self._now()))
            return True  # Ours by the lease, or claimed while the database was away: rather two answers than none.

    def _give_back(self, key: str, claim: _Claim) -> None:
        """Drop a claim that turned out to be another process's."""
        if self._claims.get(key) is claim:
            del self._claims[key]

    def _is_fresh(self, claim: _Claim) -> bool:
        """No other process can have taken it yet."""
        return self._clock() - claim.since < self._lease
