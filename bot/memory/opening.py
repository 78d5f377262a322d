"""Opens the `Memory` with its database and the key of its hashes, or describes the state of these two."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.memory.memory import Memory
from bot.memory.scribe import Hasher
from bot.model import BotError, SettingsError

if TYPE_CHECKING:
    from bot.memory.store.sql_store import SqlStore

_SHORTEST = 16  # Characters; shorter keys can be guessed.


@dataclass(frozen=True, slots=True)
class MemorySettings:
    url: str = field(repr=False)  # As in EVBOT_DATABASE_URL; it may hold a password.
    hash_key: str | None = field(default=None, repr=False)
    store_text: bool = True
    retention_days: int = 90


async def open_memory(settings: MemorySettings) -> Memory:
    """Raises BotError; the database is then closed."""
    # Imported here: SQLAlchemy is loaded where a store is opened, and nowhere else.
    from bot.memory.store import open_store

    _checked_key_file(settings)  # Before anything is opened.
    store = await open_store(settings.url)
    try:
        key = secret_key(settings)  # It may be made here: only where the database could be opened.
    except BaseException:
        await store.close()
        raise
    memory = Memory(store, Hasher(key), store_text=settings.store_text, retention_days=settings.retention_days)
    memory.start()
    return memory


def secret_key(settings: MemorySettings) -> bytes:
    """Return the key of hashes and tokens; on SQLite, make one if there is none. Raises SettingsError."""
    file = _checked_key_file(settings)
    return _to_key(settings.hash_key or "") if file is None else _read_or_make_key(file)


def _checked_key_file(settings: MemorySettings) -> Path | None:
    """The file of the key; None if the settings give the key. Raises SettingsError if it is too short, or missing."""
    from bot.memory.store import sqlite_file

    if settings.hash_key is not None:
        _to_key(settings.hash_key)
        return None
    database = sqlite_file(settings.url)
    if database is None:
        raise SettingsError(
            "EVBOT_HASH_KEY is not set, and on PostgreSQL all processes need the same one;"
            ' write 32 random characters: python -c "import secrets; print(secrets.token_hex(16))"'
        )
    return database.with_name(f"{database.name}.key")


def _to_key(given: str) -> bytes:
    """Raises SettingsError where it is too short."""
    if len(given.strip()) < _SHORTEST:
        raise SettingsError(
            f"EVBOT_HASH_KEY is shorter than {_SHORTEST} characters;"
            ' write 32 random ones: python -c "import secrets; print(secrets.token_hex(16))"'
        )
    return given.strip().encode()


def _read_or_make_key(file: Path) -> bytes:
    """Processes that make it at once all get the same key. Raises SettingsError."""
    try:
        if not file.exists():
            _make(file)
        text = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no text"
        raise SettingsError(
            f"{file}: the key of hashes and tokens cannot be kept ({reason});"
            " make the file readable and its folder writable, or set EVBOT_HASH_KEY"
        ) from error
    if len(text) < _SHORTEST:
        raise SettingsError(f"{file}: is no key; restore it from your backup, or remove it and let a new one be made")
    return text.encode()


def _make(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        # Linked, not renamed: the first one wins, and nobody ever sees half a key.
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


@asynccontextmanager
async def recorded(url: str) -> AsyncIterator[SqlStore]:
    """Open the store for a curator; never makes a database. Raises BotError."""
    from bot.memory.store import open_store, sqlite_file

    file = sqlite_file(url)
    if file is not None and not file.exists():
        raise BotError(
            f"database {file}: nothing was recorded there yet; what people ask on Discord, Slack or in"
            " `evbot chat --record` will be, and EVBOT_DATABASE_URL names a database that is elsewhere"
        )
    store = await open_store(url)
    try:
        yield store
    finally:
        await store.close()


async def inspect_database(settings: MemorySettings) -> str:
    """Describe the database. Raises BotError if it cannot be opened; makes neither database nor key."""
    from bot.memory.store import database_version, sqlite_file

    file, key = sqlite_file(settings.url), _checked_key_file(settings)
    if file is not None and not file.exists():
        folder = file.absolute().parent
        if not folder.is_dir():
            raise BotError(f"the folder {folder} does not exist; create it, or correct EVBOT_DATABASE_URL")
        if not os.access(folder, os.W_OK):
            raise BotError(f"the folder {folder} cannot be written; make it writable for this user")
        return f"{file} will be made when something is recorded"
    place, version, newest = await database_version(settings.url)
    if key is not None and version and not key.exists():
        raise BotError(
            f"{key} is missing, so that nobody's votes and questions are found again;"
            " restore it from your backup, or start anew without the database"
        )
    later = "" if version == newest else f", to be brought to {newest} at the next start"
    return f"{place.removeprefix('database ')}, version {version}{later}"


def inspect_key(settings: MemorySettings) -> str:
    """Describe the key without reading it. Raises BotError if others can read it."""
    file = _checked_key_file(settings)
    if file is None:
        return "given as EVBOT_HASH_KEY"
    try:
        mode = file.stat().st_mode
    except FileNotFoundError:
        return f"{file} will be made with the database"
    except OSError as error:
        raise BotError(f"{file} cannot be looked at ({error.strerror}); make its folder readable") from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise BotError(f"{file} can be read by other users of this machine; chmod 600 {file}")
    return f"{file}, for its owner alone; keep it with the backup of the database"
