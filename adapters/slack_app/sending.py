"""Makes clients of Slack's Web API, which wait and retry, and turns each failed call into one error with its reason."""

import logging
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.knowledge import one_line

log = logging.getLogger(__name__)

PATIENCE = 20  # Seconds that one call may take, without the waiting that Slack asks for.
FAILURES = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)
"""The errors of a call, `SlackApiError` among them."""
_TRIES = 4  # After "ratelimited", each when Retry-After has passed.
BLOCKS_REFUSED = ("invalid_blocks", "msg_blocks_too_long", "invalid_blocks_format")
"""Errors after which the message is sent again as plain text."""
_UNFINISHED = ("internal_error", "fatal_error", "service_unavailable", "request_timeout")
"""Errors of Slack itself, in the middle of a call."""


@asynccontextmanager
async def open_client(token: str | None) -> AsyncIterator[AsyncWebClient]:
    """One session for all calls, so that a connection serves more than one of them."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
        yield client_on(session, token)


def client_on(session: aiohttp.ClientSession | None, token: str | None) -> AsyncWebClient:
    retrying = [
        AsyncConnectionErrorRetryHandler(),
        AsyncRateLimitErrorRetryHandler(max_retry_count=_TRIES),
        AsyncServerErrorRetryHandler(max_retry_count=2),
    ]
    logger = library_logger("web")
    return AsyncWebClient(token, session=session, timeout=PATIENCE, logger=logger, retry_handlers=retrying)


def error_code(error: SlackApiError) -> str:
    """Slack's own name of what went wrong, such as "not_in_channel", or the status of HTTP."""
    statuses = (getattr(error.response, name, None) for name in ("status_code", "status"))
    return _told(error, "error") or str(next(filter(None, statuses), "unreadable"))


def _told(error: SlackApiError, name: str) -> str:
    """A part of the answer; empty where that is no JSON, such as the plain text of a proxy before Slack."""
    answer = getattr(error.response, "data", error.response)
    return str(answer.get(name) or "") if isinstance(answer, dict) else ""


def library_logger(name: str, level: int = logging.WARNING) -> logging.Logger:
    """The library's logger of that name, with one line for each message from `level` on and no tracebacks."""
    logger = logging.getLogger(f"slack_sdk.{name}")
    if not logger.filters:
        logger.setLevel(level)
        logger.addFilter(_without_traceback)
    return logger


def _without_traceback(record: logging.LogRecord) -> bool:
    record.msg, record.args = one_line(record.getMessage()), ()
    record.exc_info = record.exc_text = None
    return True


class Refused(Exception):
    """Slack did not accept a call, or gave no answer to it. The text is fit for the log."""

    def __init__(self, code: str, needed: str = "", *, unanswered: bool = False) -> None:
        """`code`: Slack's own name of the error, the status of HTTP where Slack gives none, or the kind of failure."""
        super().__init__(f"{code} needed={needed}" if needed else code)
        self.code = code
        self.may_have_arrived = unanswered or code in _UNFINISHED or code.isdecimal()
        """Then it is not tried in another way: two answers would be worse than none."""


async def checked(call: Awaitable[Any]) -> Any:
    """Raises Refused for each of the library's many errors."""
    try:
        return await call
    except SlackApiError as error:
        raise Refused(error_code(error), _told(error, "needed")) from error
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
