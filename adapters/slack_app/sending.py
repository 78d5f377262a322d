"""Sends calls over an unreliable network; a failure becomes an error with Slack's own reason."""

import logging
from collections.abc import Awaitable
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.client import FAILURES, error_code

log = logging.getLogger(__name__)

BLOCKS_REFUSED = ("invalid_blocks", "msg_blocks_too_long", "invalid_blocks_format")
"""Errors after which the message is sent again as plain text."""
_UNFINISHED = ("internal_error", "fatal_error", "service_unavailable", "request_timeout")
"""Errors of Slack itself, in the middle of a call."""


class Refused(Exception):
    """Slack did not accept a call, or gave no answer to it. The text is fit for the log."""

    def __init__(self, code: str, needed: str = "", *, unanswered: bool = False) -> None:
        """`code`: Slack's own name of the error, the status of HTTP where Slack gives none, or the kind of failure."""
        super().__init__(f"{code} needed={needed}" if needed else code)
        self.code = code
        self.may_have_arrived = unanswered or code in _UNFINISHED or code.isdecimal()
        """So it is sent in no other way: two answers would be worse than none."""


async def checked(call: Awaitable[Any]) -> Any:
    """Raises Refused for each of the library's many errors."""
    try:
        return await call
    except SlackApiError as error:
        response = error.response
        needed = response.get("needed") if hasattr(response, "get") else None
        raise Refused(error_code(error), str(needed or "")) from error
    except FAILURES as error:
        code = "timeout" if isinstance(error, TimeoutError) else type(error).__name__
        raise Refused(code, unanswered=True) from error


async def upload(
    client: AsyncWebClient, content: bytes, name: str, alt: str | None = None, channel: str | None = None
) -> str | None:
    """Return the id of the file, or None where it fails. Without a `channel`, only a message of ours can show it."""
    call = client.files_upload_v2(filename=name, title=name, file=content, alt_txt=alt, channel=channel)
    try:
        answer = await checked(call)
    except Refused as refused:
        log.warning("slack file not uploaded reason=%s", refused)
        return None
    files = answer.get("files") or ()
    return str(files[0]["id"]) if files else None
