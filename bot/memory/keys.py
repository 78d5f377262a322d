"""Checks the key of hashes and tokens, and keeps it in a file for its owner alone."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from bot.model import SettingsError

LEAST = 16
"""Characters; shorter keys can be guessed."""


def to_key(given: str) -> bytes:
    """Raises SettingsError where it is too short."""
    if len(given.strip()) < LEAST:
        raise SettingsError(
            f"EVBOT_HASH_KEY is shorter than {LEAST} characters;"
            ' write 32 random ones: python -c "import secrets; print(secrets.token_hex(16))"'
        )
    return given.strip().encode()


def read_or_make_key(file: Path) -> bytes:
    """Of several processes that make it at once all get the same. Raises SettingsError."""
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
    if len(text) < LEAST:
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
