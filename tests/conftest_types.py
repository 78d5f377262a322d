"""Types of what the fixtures of the memory hand out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.memory import Memory
from bot.memory.store.sql_store import SqlStore

OpenStore = Callable[..., Awaitable[SqlStore]]
OpenMemory = Callable[..., Awaitable[Memory]]
