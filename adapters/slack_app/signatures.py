"""Checks that a request has Slack's signature and is new."""

from __future__ import annotations

import re

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bot.bounded import BoundedDict

_REMEMBERED = 50_000
"""Signatures; each holds for five minutes, and is then refused by its age."""
# What the verifier can read; of anything else it raises, or compares what Slack never sends.
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


class Signatures:
    """Headers other than the two are not signed, so that none of them changes what is let in."""

    def __init__(self, secret: str) -> None:
        self._verifier = SignatureVerifier(secret)
        self._seen: BoundedDict[str, None] = BoundedDict(_REMEMBERED)

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
        if not signed or signature in self._seen:
            return False
        self._seen[signature] = None
        return True


def _only(request: web.BaseRequest, name: str, form: re.Pattern[str]) -> str | None:
    """None also where it stands there twice: whoever reads the other one would read another request."""
    values = request.headers.getall(name, ())
    return values[0] if len(values) == 1 and form.fullmatch(values[0]) else None
