"""Turns platform ids into keyed hashes, which nobody can turn back."""

import hmac
from hashlib import sha256

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
