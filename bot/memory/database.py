"""The database that the parts of a `Memory` share: the store behind the circuit breaker, and the recorder."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.memory.circuit_breaker import CAREFUL, CircuitBreaker, Result
from bot.memory.recorder import Recorder
from bot.memory.records import RecordRefused, Unreachable

if TYPE_CHECKING:
    from bot.memory.store.sql_store import SqlStore

Act = Callable[["SqlStore"], Coroutine[Any, Any, Result]]


@dataclass(frozen=True, slots=True)
class Database:
    store: SqlStore
    breaker: CircuitBreaker
    recorder: Recorder

    async def ask(self, act: Act[Result], within: float = CAREFUL) -> Result:
        """Raises Unreachable, also if a working database refuses a record."""
        try:
            return await self.breaker.carefully(lambda: act(self.store), within)
        except RecordRefused:
            raise Unreachable from None

    async def ask_or_none(self, act: Act[Result], within: float = CAREFUL) -> Result | None:
        """None also where the database does not answer."""
        try:
            return await self.ask(act, within)
        except Unreachable:
            return None

    async def catch_up(self) -> None:
        """Write the waiting records, so that the next read finds them; nothing while the database is lost."""
        if not self.breaker.lost:
            await self.recorder.flush()
