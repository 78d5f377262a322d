"""Checks that a request has Slack's signature and is new."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from time import time

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

_WINDOW = 300
"""Seconds that Slack's signature holds."""
_REMEMBERED = 50_000
# What the verifier can read; of anything else it raises, or compares what Slack never sends.
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


class Signatures:
    """Headers other than the two are not signed, so that none of them changes what is let in."""

    def __init__(self, secret: str, now: Callable[[], float] = time) -> None:
        self._verifier = SignatureVerifier(secret)
        self._now = now
        self._seen: OrderedDict[str, float] = OrderedDict()

    def admit(self, body: bytes, request: web.BaseRequest) -> bool:
        """False too for a signature that came before: Slack signs what it delivers again anew."""
        timestamp = _only(request, "X-Slack-Request-Timestamp", _TIMESTAMP)
        signature = _only(request, "X-Slack-Signature", _SIGNATURE)
        if timestamp is None or signature is None:
            return False
        try:
            signed = self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:
            return False
        return signed and self._is_first(signature)

    def _is_first(self, signature: str) -> bool:
        now = self._now()
        while self._seen and (next(iter(self._seen.values())) < now - 2 * _WINDOW or len(self._seen) > _REMEMBERED):
            self._seen.popitem(last=False)
        if signature in self._seen:
            return False
        self._seen[signature] = now
        return True


def _only(request: web.BaseRequest, name: str, form: re.Pattern[str]) -> str | None:
    """None also where it stands there twice: whoever reads the other one would read another request."""
    values = request.headers.getall(name, ())
    return values[0] if len(values) == 1 and form.fullmatch(values[0]) else None
