"""Turns platform ids into keyed hashes, which nobody can turn back; checks their key, and keeps it for its owner."""

import hmac
import os
import secrets
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from bot.model import SettingsError

_KEPT = 32
"""Hexadecimal digits: 128 bits, so that no two askers meet."""


class Hasher:
    """HMAC-SHA256; an empty id stays empty, since it is nobody's."""

    def __init__(self, key: bytes) -> None:
        # Copied for each: the key is worked in once.
        self._keyed = hmac.new(key, digestmod=sha256)

    def asker(self, id: str) -> str:
        return self._hash("asker", id)

    def place(self, id: str) -> str:
        return self._hash("place", id)

    def home(self, place: str) -> str:
        """Of the server or workspace that a place belongs to."""
        return self._hash("place", home_of(place))

    def _hash(self, kind: str, id: str) -> str:
        if not id:
            return ""
        text = f"{kind}\0{id}".encode("utf-8", "surrogatepass")
        keyed = self._keyed.copy()
        keyed.update(text)
        return keyed.hexdigest()[:_KEPT]


def home_of(place: str) -> str:
    """ "slack:T1" of "slack:T1/C2/1700.1"."""
    return place.partition("/")[0]


def event_key(key: str) -> str:
    """Without the key, since processes with different keys must agree on an event."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


_SHORTEST = 16
"""Characters; shorter keys can be guessed."""


def to_key(given: str) -> bytes:
    """Raises SettingsError where it is too short."""
    if len(given.strip()) < _SHORTEST:
        raise SettingsError(
            f"EVBOT_HASH_KEY is shorter than {_SHORTEST} characters;"
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
