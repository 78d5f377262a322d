"""Keeps up a connection of Socket Mode, and opens a new one before the old one ends."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Coroutine, Iterator
from contextlib import suppress
from itertools import chain, repeat
from time import monotonic, time
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from adapters.slack_app.client import error_code
from adapters.slack_app.refusals import as_refusal
from bot.bounded import BoundedDict
from bot.model import SettingsError

log = logging.getLogger(__name__)

HELLO = 10.0
"""Seconds in which Slack says hello on a new connection."""
PING = 3.0
"""Seconds between two looks at the connection."""
CLOSING = 1.0
"""Seconds that the other side has to agree to the end of a connection; Slack often says nothing any more."""
LEAVING = 10.0
"""Seconds in which a connection that was replaced is still read."""
SHORT = 1.0
"""Seconds; a connection that ends before is not made anew at once."""
PAUSES = (0.2, 1.0, 2.0, 5.0, 10.0)
"""Seconds between tries to connect; the last one again and again."""

_SPECIAL = re.compile(r'"type":\s*"(?:hello|disconnect)"')
_ENVELOPE = re.compile(r'"envelope_id":\s*"([^"]+)"')
_REMEMBERED = 5_000

Session = aiohttp.ClientWebSocketResponse


class Connection(SocketModeClient):
    """The library's, but each try has an address of its own, since one is good for one connection only.

    What still comes over the connection before is read, and acknowledged there. It also notices where Slack never says
    hello, begins anew as soon as a connection ends, and tells in one line what fails.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._greeted: object | None = None
        self._beside: set[asyncio.Task[None]] = set()
        self._came_over: BoundedDict[str, Session] = BoundedDict(_REMEMBERED)
        self._connecting = asyncio.Lock()
        self.refused: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Never done, but raises SettingsError once Slack does not take the token any more."""

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

    async def issue_new_wss_url(self) -> str:
        """Asked for by `connect` alone, which tries again where it fails."""
        return ""

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Asked for by the library where it finds that the current session is dead."""
        session = self.current_session
        if force or not await self.is_connected():
            await self._replace(session)

    async def send_message(self, message: str) -> None:
        session = self._came_over.pop(str(json.loads(message).get("envelope_id")), None)
        if session is not None and not session.closed:
            await session.send_str(message)
        else:
            await super().send_message(message)

    async def close(self) -> None:
        for task in self._beside:
            task.cancel()
        await super().close()  # type: ignore[no-untyped-call]

    async def _connect_once(self) -> None:
        before, monitor = self.current_session, self.current_session_monitor
        if self.aiohttp_client_session.closed:
            self.aiohttp_client_session = aiohttp.ClientSession()
        session = await self.aiohttp_client_session.ws_connect(
            await super().issue_new_wss_url(),
            autoping=False,
            timeout=aiohttp.ClientWSTimeout(ws_close=CLOSING),
            heartbeat=self.ping_interval,
            proxy=self.proxy,
            ssl=self.web_client.ssl if self.web_client.ssl is not None else True,
        )
        self.current_session = session
        self.stale, self.last_ping_pong_time = False, None
        self._run_beside(self._await_hello(session))
        if before is not None:
            self._run_beside(_retire(before))
        self.message_receiver = asyncio.ensure_future(self._receive(session))
        self.current_session_monitor = asyncio.ensure_future(self.monitor_current_session())
        if monitor is not None:
            monitor.cancel()  # Last, and without a pause behind it: it may be what has called this.

    async def _receive(self, session: Session) -> None:
        since = monotonic()
        async for message in session:
            if message.type is aiohttp.WSMsgType.TEXT:
                if not (_SPECIAL.search(message.data) and self._heed(message.data, session)):
                    self._note_session(message.data, session)
                    await self.enqueue_message(message.data)
            elif message.type is aiohttp.WSMsgType.PING:
                await session.pong(message.data)
            elif message.type is aiohttp.WSMsgType.PONG and session is self.current_session:
                self.last_ping_pong_time = time()
        if monotonic() - since < SHORT:
            await asyncio.sleep(SHORT)  # Where Slack ends what it has just begun, asking at once does not help.
        await self._replace(session)

    def _heed(self, data: str, session: Session) -> bool:
        """Whether it was said of the connection itself."""
        try:
            said = json.loads(data)
        except ValueError:
            return False
        if not isinstance(said, dict):
            return False
        if said.get("type") == "hello":
            self._greeted = session
        elif said.get("type") == "disconnect":
            self._run_beside(self._leave(session, str(said.get("reason"))))
        else:
            return False
        return True

    async def _leave(self, session: Session, reason: str) -> None:
        if reason == "too_many_websockets":
            with suppress(Exception):  # There is no room for another one before this is gone.
                await session.close()
        await self._replace(session)

    async def _replace(self, session: Session | None) -> None:
        """Once for each session, however many notice that it has to go."""
        async with self._connecting:
            if self.closed or self.current_session is not session:
                return
            try:
                await self.connect()
            except SettingsError as error:
                if not self.refused.done():
                    self.refused.set_exception(error)

    def _run_beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    def _note_session(self, data: str, session: Session) -> None:
        """So that what came over a connection is acknowledged over the same one."""
        found = _ENVELOPE.search(data)
        if found is not None:
            self._came_over[found[1]] = session

    async def _await_hello(self, session: Session) -> None:
        await asyncio.sleep(HELLO)
        if not self.closed and self.current_session is session and self._greeted is not session:
            log.warning("slack said no hello within=%.0fs, connecting anew", HELLO)
            await self._replace(session)


async def _retire(session: Session) -> None:
    """Slack may send a little more over the connection that it has asked to leave."""
    until = time() + LEAVING
    while not session.closed and time() < until:
        await asyncio.sleep(0.2)
    with suppress(Exception):  # It may be broken, which is why there is a new one.
        await session.close()
