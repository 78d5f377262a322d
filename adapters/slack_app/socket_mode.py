"""Receives Slack's envelopes over a websocket and acknowledges them; it needs no public address.

The client of slack_sdk (3.48) would need an override of most of it: it tries an address again that is good for one
connection only, ends a connection before it opens the next, acknowledges over the new one what came over the old one,
waits for ever for a hello, and goes on with a token that is revoked.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.running import endless
from adapters.slack_app.credentials import APP_TOKEN, as_refusal
from adapters.slack_app.dispatching import UNREADABLE, Dispatcher
from adapters.slack_app.sending import error_code
from bot.knowledge import one_line

log = logging.getLogger(__name__)

HELLO = 10.0  # Seconds in which Slack says hello on a new connection.
PING = 3.0  # Seconds between two looks whether the other side is still there.
CLOSING = 1.0  # Seconds that Slack has to agree to the end of a connection; often it says nothing any more.
LEAVING = 10.0  # Seconds in which a connection that was replaced is still read, for what comes late.
PAUSES = (0.2, 1.0, 2.0, 5.0, 10.0)  # Seconds between tries to connect; the last one again and again.
_STEADY = 30.0  # A connection that held for so many seconds is replaced without a pause.
_USELESS = ("too_many_websockets", "link_disabled")  # Reasons after which nothing comes over a connection any more.

Socket = aiohttp.ClientWebSocketResponse


@dataclass(slots=True)
class _Connection:
    socket: Socket
    since: float = field(default_factory=monotonic)
    replaced: asyncio.Event = field(default_factory=asyncio.Event)  # Another one is needed.
    reason: str = ""  # For that, by Slack's own name.
    brought: bool = False  # An event came over it.

    @property
    def was_of_use(self) -> bool:
        """Otherwise Slack would end the next one as soon."""
        return monotonic() - self.since >= _STEADY or (self.brought and self.reason not in _USELESS)

    def replace(self, reason: str) -> None:
        """The first reason counts: each connection ends as "closed", whatever came before."""
        if not self.replaced.is_set():
            self.reason = reason
            self.replaced.set()


async def listen(dispatcher: Dispatcher, app_token: str, client: AsyncWebClient, ready: Callable[[], None]) -> None:
    """Until it is cancelled. Raises SettingsError where Slack refuses the token."""
    readings: set[asyncio.Task[None]] = set()
    # For tries to connect and for connections that ended at once alike; only one that was of use begins them anew.
    pauses = endless(PAUSES)
    async with aiohttp.ClientSession() as session:
        try:
            connection = await _connect(session, app_token, client, pauses)
            log.info("slack connected mode=socket")
            ready()
            while True:
                # Only now that another connection stands, the former ones are left.
                _leave_later(readings)
                reading = asyncio.create_task(_read(connection, dispatcher))
                readings.add(reading)
                reading.add_done_callback(readings.discard)
                await connection.replaced.wait()
                if connection.was_of_use:
                    pauses = endless(PAUSES)
                else:
                    pause = next(pauses)
                    log.warning("slack ended a new connection reason=%s next_try=%.1fs", connection.reason, pause)
                    await asyncio.sleep(pause)
                connection = await _connect(session, app_token, client, pauses)
        finally:
            for reading in readings:
                reading.cancel()
            await asyncio.gather(*readings, return_exceptions=True)


def _leave_later(readings: Iterable[asyncio.Task[None]]) -> None:
    for reading in readings:
        asyncio.get_running_loop().call_later(LEAVING, reading.cancel)


async def _connect(
    session: aiohttp.ClientSession, app_token: str, client: AsyncWebClient, pauses: Iterator[float]
) -> _Connection:
    """Try until it succeeds. Raises SettingsError where Slack refuses the token."""
    while True:
        try:
            opened = await client.apps_connections_open(app_token=app_token)
            socket = await session.ws_connect(
                str(opened["url"]),
                timeout=aiohttp.ClientWSTimeout(ws_close=CLOSING),
                heartbeat=PING,
                proxy=client.proxy,
                ssl=client.ssl if client.ssl is not None else True,
            )
            return _Connection(socket)
        except SlackApiError as error:
            refusal = as_refusal(APP_TOKEN, error)
            if refusal is not None:
                raise refusal from None
            reason = error_code(error)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            reason = type(error).__name__
        pause = next(pauses)
        log.warning("slack not connected reason=%s next_try=%.1fs", reason, pause)
        await asyncio.sleep(pause)


async def _read(connection: _Connection, dispatcher: Dispatcher) -> None:
    """Until the connection ends."""
    socket = connection.socket
    try:
        async with asyncio.timeout(HELLO) as patience:
            async for message in socket:
                patience.reschedule(None)
                said = _parsed(message)
                if said.get("type") == "disconnect":
                    reason = one_line(str(said.get("reason")))
                    if reason in _USELESS:
                        await socket.close()  # It would take the place of another one.
                    connection.replace(reason)
                elif (request := SocketModeRequest.from_dict(said)) is not None:
                    connection.brought = True
                    await _take(request, socket, dispatcher)
    except TimeoutError:
        log.warning("slack said no hello within=%.0fs, connecting anew", HELLO)
        connection.replace("no_hello")
    finally:
        connection.replace("closed")
        await socket.close()


def _parsed(message: aiohttp.WSMessage) -> dict[str, Any]:
    """Empty for what is no JSON object."""
    try:
        said = json.loads(message.data) if message.type is aiohttp.WSMsgType.TEXT else None
    except (ValueError, RecursionError):
        said = None
    return said if isinstance(said, dict) else {}


async def _take(request: SocketModeRequest, socket: Socket, dispatcher: Dispatcher) -> None:
    with suppress(ConnectionError):  # Not acknowledged, it comes again over the next connection, and is known then.
        await socket.send_str(json.dumps(SocketModeResponse(request.envelope_id).to_dict()))
    try:
        taken = AsyncBoltRequest(mode="socket_mode", body=request.payload, headers=build_headers(request))
    except UNREADABLE as error:
        log.warning("slack envelope not read reason=%s", type(error).__name__)
        return
    dispatcher.start(taken)
