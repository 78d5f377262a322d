"""Remembers the events that this process has claimed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.bounded import BoundedDict


@dataclass(slots=True)
class Claim:
    owner: str
    since: float
    stored: bool = False
    """The database has it too."""
    closed: bool = False


class Claims:
    """Those of the last day, at most `remembered`; a claim that was not closed is free again after its lease."""

    def __init__(self, lease: float, clock: Callable[[], float], remembered: int = 50_000) -> None:
        self._lease = lease
        self._clock = clock
        self._claims: BoundedDict[str, Claim] = BoundedDict(remembered)

    def take(self, key: str) -> Claim | None:
        before = self._claims.get(key)
        if before is not None and (before.closed or self.is_fresh(before)):
            return None
        claim = self._claims[key] = Claim(secrets.token_hex(8), self._clock())
        return claim

    def give_back(self, key: str, claim: Claim) -> None:
        """It turned out to be another's."""
        if self._claims.get(key) is claim:
            del self._claims[key]

    def close(self, key: str) -> Claim | None:
        """Return the claim and close it, or None where there is none that is open."""
        claim = self._claims.get(key)
        if claim is None or claim.closed:
            return None
        claim.closed = True
        return claim

    def is_fresh(self, claim: Claim) -> bool:
        """No other process can have taken it yet."""
        return self._clock() - claim.since < self._lease
