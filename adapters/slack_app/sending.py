"""Sends calls over an unreliable network; a failure becomes an error with Slack's own reason."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.slack_app.client import error_code

BLOCKS_REFUSED = ("invalid_blocks", "msg_blocks_too_long", "invalid_blocks_format")
"""Reasons after which the same goes as text."""


class Refused(Exception):
    """Slack did not take it; its text is fit for the log."""

    def __init__(self, code: str, needed: str = "") -> None:
        super().__init__(f"{code} needed={needed}" if needed else code)
        self.code = code


async def checked(call: Awaitable[Any]) -> Any:
    """Raises Refused, whatever of the library's many errors it was."""
    try:
        return await call
    except SlackApiError as error:
        response = error.response
        needed = response.get("needed") if hasattr(response, "get") else None
        raise Refused(error_code(error), str(needed or "")) from error
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Refused("timeout" if isinstance(error, TimeoutError) else type(error).__name__) from error
