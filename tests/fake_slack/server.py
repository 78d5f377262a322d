"""The fake itself: Web API, response_url, uploads and Socket Mode on one port, with everything that was done kept."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web

from fake_slack.blocks import problems_of, view_problems
from fake_slack.payloads import BOT, BOT_USER, TEAM, Payloads

Json = dict[str, Any]

BOT_TOKEN, APP_TOKEN = "xoxb-1-fake", "xapp-1-fake"
SCOPES = "app_mentions:read,assistant:write,chat:write,commands,files:write,im:history,users:read"
_CALLING = re.compile(r"<(?:@|!(?!subteam\^))[^>]*")
"""What pings anybody but a user group."""
_NEEDS_CHANNEL = ("chat.postMessage", "chat.update", "chat.delete", "chat.postEphemeral")


@dataclass(slots=True)
class Call:
    method: str
    given: Json
    token: str
    at: float = field(default_factory=time.monotonic)


class FakeSlack:
    """Bot calls stand in `calls`; messages as people see them in `messages`, later ones last."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.messages: list[Json] = []
        self.modals: list[Json] = []
        self.homes: dict[str, Json] = {}
        self.files: dict[str, Json] = {}
        self.reading = 0.0  # Seconds from an upload until a message may show the file.
        self.problems: list[str] = []
        self.acks: dict[str, tuple[float, Json]] = {}
        self.admins: set[str] = set()
        self.scopes = SCOPES
        self.tokens: dict[str, str] = {BOT_TOKEN: TEAM}
        self.date: str | None = None
        self.opened = 0
        self.says_hello = True
        self.says_goodbye = True
        self.turns_away = ""  # The reason for which a new connection is told at once to disconnect.
        self.sockets: list[web.WebSocketResponse] = []
        self.spent: dict[str, int] = defaultdict(int)
        self.expired: Callable[[str], bool] = lambda url: False
        self._failing: dict[str, deque[Json]] = defaultdict(deque)
        self._numbers = itertools.count(1)
        self._changed = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._tickets: set[str] = set()
        self.port = 0

    async def start(self, port: int = 0) -> None:
        application = web.Application(client_max_size=30_000_000)
        application.add_routes(
            [
                web.route("*", "/api/{method}", self._api),
                web.post("/upload/{id}", self._upload),
                web.post("/commands/{team}/{id}/token", self._respond),
                web.get("/link", self._link),
            ]
        )
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port or self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """As when Slack cannot be reached; `start` brings it back on the same port."""
        await self.drop_sockets()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def payloads(self, team: str = TEAM) -> Payloads:
        return Payloads(self.address, team)

    def fail(self, method: str, error: str, times: int = 1, retry_after: int | None = None, **others: Any) -> None:
        """The next calls of a method fail with one of Slack's errors; "respond" is response_url. With a `text`, a proxy
        answers that in Slack's place."""
        self._failing[method] += [{"error": error, "retry_after": retry_after, **others}] * times

    def heal(self) -> None:
        self._failing.clear()

    async def until(self, is_so: Callable[[], Any], within: float = 15.0) -> Any:
        """Wait for something, and return it."""
        until = time.monotonic() + within
        while not (found := is_so()):
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError("it did not happen")
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), min(left, 0.2))
            except TimeoutError:
                continue
        return found

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    # Socket Mode

    async def envelope(
        self, kind: str, payload: Json, *, socket: int = -1, id: str | None = None, **others: Any
    ) -> str:
        """Send it over a connection; `kind` is events_api, slash_commands or interactive."""
        id = id or f"envelope-{next(self._numbers)}"
        message = {
            "envelope_id": id,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        await self.sockets[socket].send_str(json.dumps(message | others))
        return id

    async def acknowledged(self, id: str, within: float = 10) -> Json:
        await self.until(lambda: id in self.acks, within)
        return self.acks[id][1]

    async def refresh_sockets(self, reason: str = "refresh_requested") -> None:
        for socket in list(self.sockets):
            await socket.send_str(json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "fake"}}))

    async def drop_sockets(self) -> None:
        """Without a word, as when a cable is cut."""
        for socket in list(self.sockets):
            transport = socket._req.transport if socket._req is not None else None
            if transport is not None:
                transport.abort()
        self.sockets.clear()

    async def _link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=404)
        self._tickets.discard(ticket)  # Good once.
        socket = web.WebSocketResponse(heartbeat=None, autoclose=self.says_goodbye)
        await socket.prepare(request)
        self.sockets.append(socket)
        if self.says_hello:
            hello = {"type": "hello", "num_connections": len(self.sockets), "connection_info": {"app_id": "A1"}}
            await socket.send_str(json.dumps(hello))
        if self.turns_away:
            await socket.send_str(json.dumps({"type": "disconnect", "reason": self.turns_away}))
            if self.says_goodbye:
                await socket.close()
        self._changed.set()
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    answer = json.loads(message.data)
                    if answer["envelope_id"] in self.acks:
                        self.problems.append(f"acknowledged twice: {answer['envelope_id']}")
                    self.acks[answer["envelope_id"]] = (time.monotonic(), answer.get("payload") or {})
                    self._changed.set()
            if not self.says_goodbye:
                await asyncio.sleep(30)
        finally:
            if socket in self.sockets:
                self.sockets.remove(socket)
            self._changed.set()
        return socket

    # response_url

    async def _respond(self, request: web.Request) -> web.Response:
        url = f"{self.address}{request.path}"
        given = await request.json()
        self.calls.append(Call("respond", given, url))
        self._changed.set()
        if self._failing["respond"]:
            failure = self._failing["respond"].popleft()
            headers = {"Retry-After": str(failure["retry_after"])} if failure["retry_after"] else None
            return web.Response(status=failure.get("status", 500), text=failure["error"], headers=headers)
        self.spent[url] += 1
        if self.spent[url] > 5 or self.expired(url):
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        if given.get("delete_original"):
            return web.Response(text="ok")
        if given.get("blocks") and (found := self._refused_blocks(given["blocks"])):
            return web.Response(status=400, text=found)
        if not given.get("text") and not given.get("blocks"):
            return web.Response(status=400, text="no_text")
        ephemeral = given.get("response_type", "ephemeral") == "ephemeral"
        ts = f"{time.time():.0f}.{next(self._numbers):06d}"
        self.messages.append({**given, "ts": ts, "ephemeral": ephemeral, "by": "respond", "url": url})
        self._changed.set()
        return web.Response(text="ok")

    # Uploads

    async def _upload(self, request: web.Request) -> web.Response:
        file = self.files[request.match_info["id"]]
        body = await request.read()
        if request.content_type.startswith("multipart"):
            self.problems.append("a file was sent as a form")
        file["content"], file["at"] = body, time.monotonic()
        if self._failing["upload"]:
            return web.Response(status=500, text=self._failing["upload"].popleft()["error"])
        return web.Response(text=f"OK - {len(body)}", content_type="text/plain")

    # Web API

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        given = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(given.pop("token", ""))
        self.calls.append(Call(method, given, token))
        self._changed.set()
        if self._failing[method]:
            failure = dict(self._failing[method].popleft())
            after = failure.pop("retry_after")
            if failure["error"] == "ratelimited":
                headers = {"Retry-After": str(after or 1)}
                return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
            status = failure.pop("status", 200)
            if "text" in failure:
                return web.Response(status=status, text=failure["text"])
            return web.json_response({"ok": False, **failure}, status=status)
        answer = self._answer(method, given, token)
        headers = {"X-OAuth-Scopes": self.scopes}
        if self.date:
            headers["Date"] = self.date
        self._changed.set()
        return web.json_response(answer, headers=headers)

    def _answer(self, method: str, given: Json, token: str) -> Json:
        if method == "api.test":
            return {"ok": True}
        if method == "oauth.v2.access":
            return self.install(given)
        if method == "apps.connections.open":
            if token != APP_TOKEN:
                return _wrong("invalid_auth" if not token.startswith("xoxb") else "not_allowed_token_type")
            self.opened += 1
            ticket = f"ticket-{next(self._numbers)}"
            self._tickets.add(ticket)
            return {"ok": True, "url": f"ws://127.0.0.1:{self.port}/link?ticket={ticket}"}
        if token not in self.tokens:
            return _wrong("invalid_auth")
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        if handler is None:
            self.problems.append(f"called {method}, which is not here")
            return _wrong("unknown_method")
        answer: Json = handler(given, token)
        return answer

    def install(self, given: Json) -> Json:
        return _wrong("invalid_code")

    def _auth_test(self, _: Json, token: str) -> Json:
        team = self.tokens[token]
        return {"ok": True, "url": "https://bakery.slack.example/", "team": "Bakery", "user": "baker", "team_id": team,
                "user_id": BOT_USER, "bot_id": BOT, "is_enterprise_install": False}  # fmt: skip

    def _chat_postMessage(self, given: Json, _: str) -> Json:
        if problem := self._refused(given):
            return _wrong(problem)
        channel = given["channel"]
        channel = f"D{channel}" if channel.startswith("U") else channel
        ts = f"{time.time():.0f}.{next(self._numbers):06d}"
        message = {**given, "channel": channel, "ts": ts, "ephemeral": False, "by": "postMessage"}
        self.messages.append(message)
        shown = {"type": "message", "text": given.get("text", ""), "user": BOT_USER, "bot_id": BOT, "ts": ts}
        return {"ok": True, "channel": channel, "ts": ts, "message": shown}

    def _chat_postEphemeral(self, given: Json, _: str) -> Json:
        if problem := self._refused(given):
            return _wrong(problem)
        if not given.get("user"):
            return _wrong("user_not_in_channel")
        ts = f"{time.time():.0f}.{next(self._numbers):06d}"
        self.messages.append({**given, "ts": ts, "ephemeral": True, "by": "postEphemeral"})
        return {"ok": True, "message_ts": ts}

    def _chat_update(self, given: Json, _: str) -> Json:
        if problem := self._refused(given):
            return _wrong(problem)
        for message in self.messages:
            if message.get("channel") == given["channel"] and message["ts"] == given.get("ts"):
                message.update({key: value for key, value in given.items() if key != "ts"})
                message["edits"] = message.get("edits", 0) + 1
                return {"ok": True, "channel": given["channel"], "ts": given["ts"]}
        return _wrong("message_not_found")

    def _chat_getPermalink(self, given: Json, _: str) -> Json:
        name = str(given["message_ts"]).replace(".", "")
        return {
            "ok": True,
            "channel": given["channel"],
            "permalink": f"https://x.slack.com/archives/{given['channel']}/p{name}",
        }

    def _chat_delete(self, given: Json, _: str) -> Json:
        kept = [m for m in self.messages if (m.get("channel"), m["ts"]) != (given["channel"], given["ts"])]
        gone = len(kept) < len(self.messages)
        self.messages[:] = kept
        return {"ok": True, **given} if gone else _wrong("message_not_found")

    def _views_open(self, given: Json, _: str) -> Json:
        view = _decoded(given["view"])
        if not given.get("trigger_id"):
            return _wrong("invalid_trigger_id")
        if time.time() - float(given["trigger_id"].partition(".")[2].removesuffix(".trigger")) > 3:
            return _wrong("expired_trigger_id")
        if found := view_problems(view):
            self.problems += found
            return _wrong("invalid_arguments", response_metadata={"messages": found})
        self.modals.append({**view, "id": f"V{next(self._numbers)}"})
        return {"ok": True, "view": self.modals[-1]}

    def _views_publish(self, given: Json, _: str) -> Json:
        view = _decoded(given["view"])
        if found := view_problems(view):
            self.problems += found
            return _wrong("invalid_arguments", response_metadata={"messages": found})
        self.homes[given["user_id"]] = view
        return {"ok": True, "view": view}

    def _files_getUploadURLExternal(self, given: Json, _: str) -> Json:
        if not given.get("filename") or int(given.get("length", 0)) < 1:
            return _wrong("invalid_arguments")
        id = f"F{next(self._numbers)}"
        self.files[id] = {**given, "content": b"", "shared": None}
        return {"ok": True, "upload_url": f"{self.address}/upload/{id}", "file_id": id}

    def _files_completeUploadExternal(self, given: Json, _: str) -> Json:
        done = []
        for one in _decoded(given["files"]):
            file = self.files[one["id"]]
            if len(file["content"]) != int(file["length"]):
                return _wrong("file_not_found")
            file["shared"] = given.get("channel_id")
            file["thread_ts"] = given.get("thread_ts")
            done.append({"id": one["id"], "title": one.get("title")})
        return {"ok": True, "files": done}

    def _files_info(self, given: Json, _: str) -> Json:
        return {"ok": True, "file": {"id": given["file"], "mimetype": "image/png"}}

    def _users_info(self, given: Json, _: str) -> Json:
        user = given["user"]
        admin = user in self.admins
        return {
            "ok": True,
            "user": {"id": user, "is_admin": admin, "is_owner": False, "is_bot": False, "locale": "en-US"},
        }

    def _assistant_threads_setStatus(self, given: Json, _: str) -> Json:
        return {"ok": True} if given.get("channel_id") and given.get("thread_ts") else _wrong("invalid_thread_ts")

    def _assistant_threads_setSuggestedPrompts(self, given: Json, _: str) -> Json:
        prompts = _decoded(given["prompts"])
        if not 1 <= len(prompts) <= 4 or not all(one.get("title") and one.get("message") for one in prompts):
            return _wrong("invalid_arguments")
        return {"ok": True}

    def _conversations_open(self, given: Json, _: str) -> Json:
        return {"ok": True, "channel": {"id": f"D{given['users']}"}}

    def _refused(self, given: Json) -> str | None:
        if not given.get("channel"):
            return "channel_not_found"
        if not given.get("text"):
            self.problems.append("a message without text")
        if calling := _CALLING.findall(json.dumps([given.get("text"), given.get("blocks")])):
            self.problems.append(f"somebody could be called: {calling}")
        if len(given.get("text", "")) > 40_000:
            return "msg_too_long"
        if "blocks" in given:
            given["blocks"] = _decoded(given["blocks"])
            return self._refused_blocks(given["blocks"])
        return None if given.get("text") else "no_text"

    def _refused_blocks(self, blocks: list[Json]) -> str | None:
        found = problems_of(blocks)
        for block in blocks:
            if block.get("type") == "image" and block.get("slack_file"):
                file = self.files.get(block["slack_file"].get("id", ""))
                if file is None or not file["content"]:
                    found.append("invalid slack file")
                elif time.monotonic() - file["at"] < self.reading:
                    return "invalid_blocks"
        self.problems += found
        if any("msg_blocks_too_long" in problem for problem in found):
            return "msg_blocks_too_long"
        return "invalid_blocks" if found else None


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json())
    body = (await request.read()).decode()
    return dict(request.query) | dict(parse_qsl(body, keep_blank_values=True))


def _decoded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _wrong(error: str, **others: Any) -> Json:
    return {"ok": False, "error": error, **others}
