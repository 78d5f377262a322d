"""Receives Slack's envelopes over a websocket and acknowledges them; it needs no public address."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.client import library_logger
from adapters.slack_app.connection import PING, Connection
from adapters.slack_app.dispatching import Dispatcher

log = logging.getLogger(__name__)


async def listen(dispatcher: Dispatcher, app_token: str, client: AsyncWebClient, ready: Callable[[], None]) -> None:
    """Until it is cancelled. Raises SettingsError where Slack refuses the token."""
    connection = Connection(app_token=app_token, logger=library_logger("socket"), web_client=client, ping_interval=PING)

    async def handle(connection: Any, request: SocketModeRequest) -> None:
        await connection.send_socket_mode_response(SocketModeResponse(request.envelope_id))
        try:
            taken = AsyncBoltRequest(mode="socket_mode", body=request.payload, headers=build_headers(request))
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            log.warning("slack envelope not read reason=%s", type(error).__name__)
            return
        dispatcher.start(taken)

    connection.socket_mode_request_listeners.append(handle)
    try:
        await connection.connect()
        log.info("slack connected mode=socket")
        ready()
        await connection.refused
    finally:
        with suppress(Exception):
            await connection.close()
