"""Begins a transaction on SQLite that holds the write lock.

SQLite's own waiting looks for the lock ever less often, at last every tenth of a second, and whoever comes new looks
at once: under load those that wait longest are served last. Here all look equally often.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import uniform
from time import monotonic

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

PATIENCE = 5.0
_PAUSE = (0.001, 0.008)


@asynccontextmanager
async def begun(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Raises what the engine raises, once `PATIENCE` is over."""
    until = monotonic() + PATIENCE
    while True:
        async with engine.connect() as connection:
            try:
                await connection.begin()
            except OperationalError as error:
                if "locked" not in str(error.orig) or monotonic() > until:
                    raise
            else:
                yield connection
                await connection.commit()
                return
        await asyncio.sleep(uniform(*_PAUSE))
