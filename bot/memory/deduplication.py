"""Makes sure that an event is answered once, by whichever process, with a database or without."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.bounded import BoundedDict
from bot.memory.circuit_breaker import Database
from bot.memory.errors import Unreachable
from bot.memory.hashing import event_key
from bot.memory.records import ClosedRecord


@dataclass(slots=True)
class Claim:
    owner: str
    since: float
    stored: bool = False
    """The database has it too."""
    closed: bool = False


class Claims:
    """The last ones; a claim that was not closed is free again after its lease."""

    def __init__(self, lease: float, clock: Callable[[], float]) -> None:
        self._lease = lease
        self._clock = clock
        self._claims: BoundedDict[str, Claim] = BoundedDict(50_000)

    def take(self, key: str) -> Claim | None:
        before = self._claims.get(key)
        if before is not None and (before.closed or self.is_fresh(before)):
            return None
        claim = self._claims[key] = Claim(secrets.token_hex(8), self._clock())
        return claim

    def give_back(self, key: str, claim: Claim) -> None:
        """Drop a claim that turned out to be another process's."""
        if self._claims.get(key) is claim:
            del self._claims[key]

    def close(self, key: str) -> Claim | None:
        """Close an open claim and return it; None if there is none."""
        claim = self._claims.get(key)
        if claim is None or claim.closed:
            return None
        claim.closed = True
        return claim

    def is_fresh(self, claim: Claim) -> bool:
        """No other process can have taken it yet."""
        return self._clock() - claim.since < self._lease


class Deduplicator:
    """While the database does not answer, it knows the events of this process alone."""

    def __init__(self, claims: Claims, database: Database | None, now: Callable[[], float]) -> None:
        self._claims = claims
        self._database = database
        self._now = now

    async def claim(self, key: str) -> bool:
        """Take an event (platform and event id): true for one caller only, within two seconds; free again after 30 s
        without `answering`."""
        key = event_key(key)
        claim = self._claims.take(key)
        if claim is None:
            return False
        if self._database is None:
            return True
        owner = claim.owner
        try:
            claim.stored = await self._database.ask(lambda store: store.claim(key, owner))
        except Unreachable:
            return True
        except BaseException:
            self._claims.give_back(key, claim)
            raise
        if not claim.stored:
            self._claims.give_back(key, claim)
        return claim.stored

    async def answering(self, key: str) -> bool:
        """Close a claimed event for good, right before the reply is sent; false: it is another's, so send nothing."""
        key = event_key(key)
        claim = self._claims.close(key)
        if claim is None or self._database is None:
            return claim is not None
        owner = claim.owner
        try:
            if not claim.stored and not await self._database.ask(lambda store: store.claim(key, owner)):
                return False
            return await self._database.ask(lambda store: store.answering(key, owner))
        except Unreachable:
            if claim.stored and not self._claims.is_fresh(claim):
                return False  # Another process may have it by now: rather no answer than two.
            self._database.recorder.put(ClosedRecord(key, self._now()))
            return True
