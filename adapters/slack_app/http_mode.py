"""Receives Slack's signed requests over HTTP, acknowledges them, and answers health checks."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from functools import partial
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack_app.dispatching import UNREADABLE, Dispatcher
from adapters.slack_app.limits import REQUEST_BYTES
from adapters.slack_app.manifest import EVENTS
from adapters.slack_app.signatures import Signatures
from bot.model import BotError

log = logging.getLogger(__name__)

_HEALTH = "/health"
PATIENCE = 5.0  # Seconds for the head of a first request, and for a body.
_KEPT_OPEN = 75  # Seconds that a connection without requests stays open for the next event.
_LEAVING = 0.5  # Seconds that open connections have at the end: each request was acknowledged when it came.
_BACKLOG = 1024  # Connections that wait to be accepted, for a crowd that asks at once.


async def listen(dispatcher: Dispatcher, signing_secret: str, host: str, port: int, ready: Callable[[], None]) -> None:
    """Until it is cancelled. Raises BotError where the address cannot be had."""
    application = web.Application(client_max_size=REQUEST_BYTES)
    application.add_routes(Door(dispatcher, signing_secret).routes())
    runner = web.AppRunner(application, shutdown_timeout=_LEAVING)
    await runner.setup()
    assert runner.server is not None
    loop = asyncio.get_running_loop()
    options: dict[str, Any] = {"access_log": None, "keepalive_timeout": _KEPT_OPEN, "lingering_time": 0}
    # Not decompressed: the signature is of the bytes that came.
    welcome = partial(_Connection, runner.server, loop=loop, auto_decompress=False, **options)
    try:
        try:
            server = await loop.create_server(welcome, host, port, backlog=_BACKLOG)
        except OSError as error:
            raise BotError(
                f"EVBOT_HTTP_PORT: {host}:{port} cannot be listened on ({error.strerror or error});"
                " end what holds it, or set EVBOT_HTTP_PORT or EVBOT_HTTP_HOST"
            ) from None
        with closing(server):
            log.info("slack listening mode=http address=http://%s:%s%s", host, port, EVENTS)
            ready()
            await asyncio.Event().wait()
    finally:
        await runner.cleanup()


class Door:
    """Lets in what Slack has signed within five minutes, each request once."""

    def __init__(self, dispatcher: Dispatcher, signing_secret: str) -> None:
        self._dispatcher = dispatcher
        self._app = dispatcher.app
        self._signatures = Signatures(signing_secret)

    def routes(self) -> list[web.RouteDef]:
        flow: AsyncOAuthFlow | None = self._app.oauth_flow
        routes = [web.post(EVENTS, self.take), web.get(_HEALTH, self.tell_health)]
        if flow is not None:
            routes += [
                web.get(flow.install_path, partial(_installing, flow.handle_installation)),
                web.get(flow.redirect_uri_path, partial(_installing, flow.handle_callback)),
            ]
        return routes

    async def take(self, request: web.Request) -> web.Response:
        if (request.content_length or 0) > REQUEST_BYTES:
            return _refused(413)
        try:
            async with asyncio.timeout(PATIENCE):
                body = await request.read()
        except TimeoutError:
            return _refused(408)
        except web.HTTPRequestEntityTooLarge:
            return _refused(413)
        if not self._signatures.admit(body, request):
            return _refused(401)
        taken = _read(body, request)
        if taken is None:
            return _refused(400)
        if taken.body.get("type") == "url_verification":
            return await to_aiohttp_response(await self._app.async_dispatch(taken))
        self._dispatcher.start(taken)
        return web.Response()

    @staticmethod
    async def tell_health(_: web.Request) -> web.Response:
        return web.Response(text="ok")


async def _installing(
    handle: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]], request: web.Request
) -> web.Response:
    """A step of OAuth, which `handle` of bolt's flow takes."""
    return await to_aiohttp_response(await handle(await to_bolt_request(request)))


def _read(body: bytes, request: web.Request) -> AsyncBoltRequest | None:
    """None for what is signed and yet no request: broken JSON, or JSON of another shape."""
    # No other header, and no query: they are not signed, and bolt takes orders from some of them.
    headers: dict[str, str | Sequence[str]] = {"content-type": request.content_type}
    try:
        taken = AsyncBoltRequest(body=body.decode(), headers=headers)
    except UNREADABLE:
        return None
    parts = (taken.body, *(taken.body.get(name) or {} for name in ("event", "view", "container")))
    return taken if all(isinstance(part, dict) for part in parts) else None


def _refused(status: int) -> web.Response:
    """Close the connection. Slack is told not to send a broken or too large request again: it would be no better."""
    again = {"X-Slack-No-Retry": "1"} if status in (400, 413) else None
    response = web.json_response({"ok": False}, status=status, headers=again)
    response.force_close()
    return response


class _Connection(web.RequestHandler):
    """Cuts off a client that sends no request in time; a request that cannot be read leaves nothing in the log."""

    __slots__ = ()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        asyncio.get_running_loop().call_later(PATIENCE, self._expect_request)

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        return _refused(401) if status == 400 else super().handle_error(request, status, exc, message)

    def _expect_request(self) -> None:
        # aiohttp has no public name for the number of requests that came over this connection.
        if not self._request_count and isinstance(self.transport, asyncio.Transport):
            self.transport.abort()
