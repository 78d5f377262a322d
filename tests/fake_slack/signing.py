"""Signs requests as Slack does."""

from __future__ import annotations

import hmac
import time
from hashlib import sha256

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
AGAIN = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
"""What Slack says, unsigned, of what it delivers again."""


def signed_headers(body: bytes, *, secret: str = SECRET, at: float | None = None, form: bool = False) -> dict[str, str]:
    timestamp = str(int(time.time() if at is None else at))
    base = f"v0:{timestamp}:".encode() + body
    return {
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": "v0=" + hmac.new(secret.encode(), base, sha256).hexdigest(),
        "Content-Type": "application/x-www-form-urlencoded" if form else "application/json",
    }
