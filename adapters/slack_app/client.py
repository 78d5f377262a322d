"""Makes a client of Slack's Web API that waits and retries, on a shared session."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.knowledge import one_line

PATIENCE = 20
"""Seconds that one call may take, without the waiting that Slack asks for."""
FAILURES = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)
"""The errors of a call, `SlackApiError` among them."""
_TRIES = 4
"""After "ratelimited", each when Retry-After has passed."""


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
    """Slack's own name of what went wrong, such as "not_in_channel"."""
    response = error.response
    code = response.get("error") if hasattr(response, "get") else None
    return str(code or getattr(response, "status_code", None) or "unreadable")


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
