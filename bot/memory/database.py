"""The database of a memory: operations on the store, guarded by the circuit breaker."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from bot.memory.circuit_breaker import CAREFUL, CircuitBreaker
from bot.memory.errors import RecordRefused, Unreachable
from bot.memory.recorder import Recorder

if TYPE_CHECKING:
    from bot.memory.store.sql_store import SqlStore

Result = TypeVar("Result")
Act = Callable[["SqlStore"], Coroutine[Any, Any, Result]]


@dataclass(frozen=True, slots=True)
class Database:
    store: SqlStore
    breaker: CircuitBreaker
    recorder: Recorder

    async def ask(self, act: Act[Result], within: float = CAREFUL) -> Result:
        """Raises Unreachable, also where the database works and refuses what it is given."""
        try:
            return await self.breaker.carefully(lambda: act(self.store), within)
        except RecordRefused:
            raise Unreachable from None
