"""Makes the `state` of each begun installation, by which Slack's answer is known to belong to it."""

import hmac
import secrets
from hashlib import sha256
from time import time
from typing import Any

from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.memory import Memory

_VALID_FOR = 600  # Seconds.


class States(AsyncOAuthStateStore):
    """Each is signed, and valid once, for ten minutes, in any process: `VALID_UNTIL.RANDOM.SIGNATURE`."""

    def __init__(self, memory: Memory, secret: str) -> None:
        self._events = memory.events
        self._key = secret.encode()

    async def async_issue(self, *_: Any, **__: Any) -> str:
        signed = f"{int(time()) + _VALID_FOR}.{secrets.token_urlsafe(18)}"
        return f"{signed}.{self._signature(signed)}"

    async def async_consume(self, state: str) -> bool:
        signed, _, signature = state.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(signed).encode()):
            return False
        valid_until, _, _ = signed.partition(".")
        if int(valid_until) < time():
            return False
        key = f"slack:state:{state}"
        return await self._events.claim(key) and await self._events.close_to_send(key)

    def _signature(self, signed: str) -> str:
        return hmac.new(self._key, f"state\0{signed}".encode(), sha256).hexdigest()
