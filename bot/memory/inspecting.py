"""Describes the state of a database and its key, and changes neither."""

from __future__ import annotations

import os
import stat

from bot.memory.hash_key import given_key
from bot.memory.opening import MemorySettings, kept_key_file, key_file
from bot.model import BotError, SettingsError


async def inspect_database(settings: MemorySettings) -> str:
    """Raises BotError for all that would keep it from being opened; makes neither database nor key."""
    from bot.memory.store import database_version, sqlite_file

    file = sqlite_file(settings.url)
    if settings.hash_key is not None:
        given_key(settings.hash_key)
    elif file is None:
        raise SettingsError("EVBOT_HASH_KEY is not set; PostgreSQL needs one, the same for all processes")
    if file is not None and not file.exists():
        folder = file.absolute().parent
        if not folder.is_dir():
            raise BotError(f"the folder {folder} does not exist; create it, or correct EVBOT_DATABASE_URL")
        if not os.access(folder, os.W_OK):
            raise BotError(f"the folder {folder} cannot be written; make it writable for this user")
        return f"{file} will be made when something is recorded"
    place, version, newest = await database_version(settings.url)
    if file is not None and settings.hash_key is None and not key_file(file).exists() and version:
        raise BotError(
            f"{key_file(file)} is missing, so that nobody's votes and questions are found again;"
            " restore it from your backup, or start anew without the database"
        )
    later = "" if version == newest else f", to be brought to {newest} at the next start"
    return f"{place.removeprefix('database ')}, version {version}{later}"


def inspect_key(settings: MemorySettings) -> str:
    """Raises BotError where others can read it; the key itself is not read."""
    file = kept_key_file(settings)
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
