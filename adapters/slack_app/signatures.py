"""Checks that a request over HTTP comes from Slack, and comes once."""

import re

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bot.bounded import BoundedDict

_REMEMBERED = 50_000  # Signatures; each holds for five minutes, and is then refused by its age.
# The only forms that Slack sends; the verifier raises on some others.
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


class Signatures:
    """Admits what Slack has signed within five minutes. Only two headers count; the others are not signed."""

    def __init__(self, secret: str) -> None:
        self._verifier = SignatureVerifier(secret)
        self._seen: BoundedDict[str, None] = BoundedDict(_REMEMBERED)

    def admit(self, body: bytes, request: web.BaseRequest) -> bool:
        """False also for a signature that came before, since Slack signs each delivery anew."""
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
    """None also if it stands there twice, since another reader might take the other value."""
    values = request.headers.getall(name, ())
    return values[0] if len(values) == 1 and form.fullmatch(values[0]) else None
