"""Socket Mode: envelopes from Slack's websocket in, their acknowledgement out; no public address is needed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, repeat
from time import time
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.checking import as_refusal
from adapters.slack_app.client import error_code, library_logger

log = logging.getLogger(__name__)

HELLO = 10.0
"""Seconds in which Slack says hello on a new connection."""
PING = 3.0
"""Seconds between two looks at the connection."""
PAUSES = (0.2, 1.0, 2.0, 5.0, 10.0)
"""Seconds between tries to connect; the last one again and again."""


async def listen(app: AsyncApp, app_token: str, client: AsyncWebClient, ready: Callable[[], None]) -> None:
    """Until it is cancelled. Raises SettingsError where Slack refuses the token."""
    connection = Connection(app_token=app_token, logger=library_logger("socket"), web_client=client, ping_interval=PING)

    async def handle(connection: Any, request: SocketModeRequest) -> None:
        started = time()
        response = await run_async_bolt_app(app, request)
        await send_async_response(connection, request, response, started)

    connection.socket_mode_request_listeners.append(handle)
    try:
        await connection.connect()
        log.info("slack connected mode=socket")
        ready()
        await asyncio.Event().wait()
    finally:
        with suppress(Exception):
            await connection.close()


class Connection(SocketModeClient):
    """The library's, but each try has an address of its own, since one is good for one connection only.

    It also notices where Slack never says hello, and tells in one line what fails.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._greeted: object | None = None
        self._watching: set[asyncio.Task[None]] = set()
        self.message_listeners.append(self._note_hello)

    async def connect(self) -> None:
        pauses: Iterator[float] = chain(PAUSES, repeat(PAUSES[-1]))
        while not self.closed:
            try:
                await self._connect_once()
                return
            except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as error:
                if isinstance(error, SlackApiError) and (
                    refusal := as_refusal("SLACK_APP_TOKEN", error, "Basic Information, App-Level Tokens")
                ):
                    raise refusal from None
                reason = error_code(error) if isinstance(error, SlackApiError) else type(error).__name__
                pause = next(pauses)
                log.warning("slack not connected reason=%s next_try=%.1fs", reason, pause)
                await asyncio.sleep(pause)

    async def close(self) -> None:
        for task in self._watching:
            task.cancel()
        await super().close()  # type: ignore[no-untyped-call]

    async def _connect_once(self) -> None:
        self.auto_reconnect_enabled = False
        if self.current_session is not None:
            with suppress(Exception):  # It may be broken, which is why there is a new one.
                await self.current_session.close()
        if self.aiohttp_client_session.closed:
            self.aiohttp_client_session = aiohttp.ClientSession()
        address, self.wss_uri = self.wss_uri or await self.issue_new_wss_url(), None
        session = await self.aiohttp_client_session.ws_connect(
            address,
            autoping=False,
            heartbeat=self.ping_interval,
            proxy=self.proxy,
            ssl=self.web_client.ssl if self.web_client.ssl is not None else True,
        )
        self.current_session = session
        self.auto_reconnect_enabled = self.default_auto_reconnect_enabled
        self.stale, self.last_ping_pong_time = False, None
        watching = asyncio.ensure_future(self._await_hello(session))
        self._watching.add(watching)
        watching.add_done_callback(self._watching.discard)
        # Last, and without a pause in between: either may be what has called this.
        before = (self.current_session_monitor, self.message_receiver)
        self.current_session_monitor = asyncio.ensure_future(self.monitor_current_session())
        self.message_receiver = asyncio.ensure_future(self.receive_messages())
        for task in before:
            if task is not None:
                task.cancel()

    async def _note_hello(self, _: Any, message: dict[str, Any], __: str | None = None) -> None:
        if message.get("type") == "hello":
            self._greeted = self.current_session

    async def _await_hello(self, session: aiohttp.ClientWebSocketResponse) -> None:
        await asyncio.sleep(HELLO)
        if not self.closed and self.current_session is session and self._greeted is not session:
            log.warning("slack said no hello within=%.0fs, connecting anew", HELLO)
            await self.connect_to_new_endpoint(force=True)
