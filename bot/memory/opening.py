"""Opens the `Memory` on its database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.memory.hash_key import given_key, kept_key
from bot.memory.hashing import Hasher
from bot.memory.memory import Memory
from bot.memory.port import Store
from bot.memory.records import Asked, NotedGap
from bot.model import BotError, SettingsError


@dataclass(frozen=True, slots=True)
class MemorySettings:
    url: str
    """As in EVBOT_DATABASE_URL."""
    hash_key: str | None = None
    store_text: bool = True
    retention_days: int = 90

    def __repr__(self) -> str:
        return "MemorySettings(...)"  # Both the address and the key are secret.


async def open_memory(settings: MemorySettings) -> Memory:
    """Raises BotError; the database is then closed."""
    # Imported here: SQLAlchemy is loaded where a store is opened, and nowhere else.
    from bot.memory.store import open_store

    kept_key_file(settings)  # Before anything is opened.
    store = await open_store(settings.url)
    try:
        key = secret_key(settings)
    except BaseException:
        await store.close()
        raise
    memory = Memory(store, Hasher(key), store_text=settings.store_text, retention_days=settings.retention_days)
    memory.start()
    return memory


def secret_key(settings: MemorySettings) -> bytes:
    """The one that hashes and tokens are made with; on SQLite it is made where there is none. Raises SettingsError."""
    file = kept_key_file(settings)
    return given_key(settings.hash_key or "") if file is None else kept_key(file)


def kept_key_file(settings: MemorySettings) -> Path | None:
    """Where the key is kept; None where it is given. Raises SettingsError where it is too short, or has to be given."""
    from bot.memory.store import sqlite_file

    if settings.hash_key is not None:
        given_key(settings.hash_key)
        return None
    file = sqlite_file(settings.url)
    if file is None:
        raise SettingsError(
            "EVBOT_HASH_KEY is not set, and on PostgreSQL all processes need the same one;"
            ' write 32 random characters: python -c "import secrets; print(secrets.token_hex(16))"'
        )
    return key_file(file)


def key_file(database: Path) -> Path:
    """Where the key of an SQLite file is kept."""
    return database.with_name(f"{database.name}.key")


async def asked_questions(url: str) -> AsyncIterator[Asked]:
    """Yield what was recorded, oldest first. Raises BotError; makes no database where there is none."""
    async with recorded(url) as store:
        async for asked in store.asked():
            yield asked


async def noted_gaps(url: str, since: float = 0.0) -> tuple[NotedGap, ...]:
    """Return what was noted since then, oldest first. Raises BotError; makes no database where there is none."""
    async with recorded(url) as store:
        return tuple([gap async for gap in store.gaps(since)])


@asynccontextmanager
async def recorded(url: str) -> AsyncIterator[Store]:
    """Open what was recorded, for a curator. Raises BotError; makes no database where there is none."""
    from bot.memory.store import open_store, sqlite_file

    file = sqlite_file(url)
    if file is not None and not file.exists():
        raise BotError(f"database {file}: nothing was recorded there yet; name the right one in EVBOT_DATABASE_URL")
    store = await open_store(url)
    try:
        yield store
    finally:
        await store.close()
