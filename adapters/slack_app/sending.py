"""Sends calls over an unreliable network; a failure becomes an error with Slack's own reason."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.slack_app.client import error_code

BLOCKS_REFUSED = ("invalid_blocks", "msg_blocks_too_long", "invalid_blocks_format")
"""Reasons after which the same goes as text."""
UNSURE = ("internal_error", "fatal_error", "service_unavailable", "request_timeout")
"""Reasons after which it may have been sent: better no second try than two answers."""


class Refused(Exception):
    """Slack did not take it; its text is fit for the log."""

    def __init__(self, code: str, needed: str = "", *, is_sure: bool = True) -> None:
        super().__init__(f"{code} needed={needed}" if needed else code)
        self.code = code
        self.is_sure = is_sure and code not in UNSURE and not code.isdecimal()
        """Slack has said so itself: it is not only a status, or nothing at all."""


async def checked(call: Awaitable[Any]) -> Any:
    """Raises Refused, whatever of the library's many errors it was."""
    try:
        return await call
    except SlackApiError as error:
        response = error.response
        needed = response.get("needed") if hasattr(response, "get") else None
        raise Refused(error_code(error), str(needed or "")) from error
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
        code = "timeout" if isinstance(error, TimeoutError) else type(error).__name__
        raise Refused(code, is_sure=False) from error
