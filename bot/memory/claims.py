"""Remembers the events that this process has claimed."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


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
        self._remembered = remembered
        self._claims: OrderedDict[str, Claim] = OrderedDict()

    def take(self, key: str) -> Claim | None:
        before = self._claims.get(key)
        if before is not None and (before.closed or self.is_fresh(before)):
            return None
        claim = Claim(secrets.token_hex(8), self._clock())
        self._claims[key] = claim
        self._claims.move_to_end(key)
        while len(self._claims) > self._remembered:
            self._claims.popitem(last=False)
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
