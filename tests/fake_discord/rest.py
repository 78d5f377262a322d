"""The REST side of the fake: keeps messages, with the platform's error codes and rate limits."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from aiohttp import web

from fake_discord.answers import (
    Fault,
    application,
    as_json,
    changes_of,
    error,
    failure,
    limits,
    message_of,
    problems_of_answer,
    read,
)
from fake_discord.payloads import APPLICATION, Payload, direct_channel, own_user, snowflake, timestamp
from fake_discord.validating import problems_of


@dataclass(eq=False)
class Open:
    """An interaction that waits for its answer."""

    payload: Payload
    at: float
    answers: list[Payload] = field(default_factory=list)
    acknowledged: float | None = None
    """Seconds after it was sent."""
    messages: dict[str, Payload] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class Rest:
    def __init__(self, token: str, address: str = "") -> None:
        self.address = address
        self.token = token
        self.messages: dict[str, Payload] = {}
        self.interactions: dict[str, Open] = {}
        self.requests: list[str] = []
        self.commands: list[list[Payload]] = []
        self.problems: list[str] = []
        self.faults: list[Fault] = []
        self.deleted: list[str] = []
        self.typing = 0
        self.patience = 3.0
        """Seconds in which an interaction must be acknowledged."""
        self.changed = asyncio.Event()
        self._nonces: dict[str, str] = {}
        self.seen: Counter[str] = Counter()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/api/v10")
        line = f"{request.method} {path}"
        self.requests.append(line)
        payload, files = await read(request)
        fault = next((one for one in self.faults if one.times and re.search(one.path, line)), None)
        if fault is not None:
            fault.times -= 1
            if fault.after:
                self._answer(line, payload, files)
            if not fault.status and request.transport is not None:
                request.transport.abort()
            return failure(fault)
        if request.headers.get("Authorization") not in (None, f"Bot {self.token}"):
            return error(401, 0, "401: Unauthorized")
        return self._answer(line, payload, files)

    def _answer(self, line: str, payload: Any, files: list[str]) -> web.Response:
        for pattern, handler in self._routes().items():
            found = re.fullmatch(pattern, line)
            if found:
                response: web.Response = handler(*found.groups(), payload, files)
                self.changed.set()
                return response
        self.problems.append(f"no such route: {line}")
        return error(404, 0, "404: Not Found")

    def _routes(self) -> dict[str, Any]:
        return {
            r"GET /users/@me": lambda *_: as_json(own_user()),
            r"GET /oauth2/applications/@me": lambda *_: as_json(application()),
            r"GET /gateway/bot": lambda *_: as_json(limits(self.address)),
            r"PUT /applications/\d+(?:/guilds/\d+)?/commands": self._commands,
            r"POST /users/@me/channels": lambda *_: as_json(direct_channel()),
            r"POST /channels/\d+/typing": self._typing,
            r"POST /channels/(\d+)/messages": self._post,
            r"PATCH /channels/(\d+)/messages/(\d+)": self._edit,
            r"DELETE /channels/(\d+)/messages/(\d+)": self._delete,
            r"POST /interactions/\d+/([^/]+)/callback": self._callback,
            r"POST /webhooks/\d+/([^/]+)": self._follow_up,
            r"PATCH /webhooks/\d+/([^/]+)/messages/(@original|\d+)": self._edit_answer,
            r"DELETE /webhooks/\d+/([^/]+)/messages/(@original|\d+)": self._delete_answer,
        }

    def _commands(self, payload: list[Payload], _: list[str]) -> web.Response:
        self.commands.append(payload)
        known = {"application_id": str(APPLICATION), "version": "1"}
        return as_json([{"description": ""} | one | known | {"id": snowflake()} for one in payload])

    def _typing(self, *_: object) -> web.Response:
        self.typing += 1
        return web.Response(status=204)

    def _post(self, channel: str, payload: Payload, files: list[str]) -> web.Response:
        problems = problems_of(payload, files)
        if problems:
            return self._invalid(problems)
        nonce = payload.get("nonce")
        if nonce and payload.get("enforce_nonce") and nonce in self._nonces:
            return as_json(self.messages[self._nonces[nonce]])
        message = message_of(payload, channel, files)
        self.messages[message["id"]] = message
        if nonce:
            self._nonces[nonce] = message["id"]
        return as_json(message)

    def _edit(self, channel: str, id: str, payload: Payload, files: list[str]) -> web.Response:
        if id not in self.messages:
            return error(404, 10008, "Unknown Message")
        problems = problems_of(payload, files, edit=True)
        if problems:
            return self._invalid(problems)
        self.messages[id] |= changes_of(payload, files) | {"edited_timestamp": timestamp()}
        return as_json(self.messages[id])

    def _delete(self, channel: str, id: str, *_: object) -> web.Response:
        if self.messages.pop(id, None) is None:
            return error(404, 10008, "Unknown Message")
        self.deleted.append(id)
        return web.Response(status=204)

    def _callback(self, token: str, payload: Payload, files: list[str]) -> web.Response:
        opened = self.interactions.get(token)
        if opened is None or monotonic() - opened.at > self.patience:
            return error(404, 10062, "Unknown interaction")
        if opened.answers:
            return error(400, 40060, "Interaction has already been acknowledged.")
        kind, data = payload["type"], payload.get("data") or {}
        problems = problems_of_answer(kind, data, files)
        if problems:
            return self._invalid(problems)
        opened.acknowledged = monotonic() - opened.at
        opened.answers.append(payload)
        if kind in (4, 5):
            original = message_of(data, opened.payload["channel_id"], files) | {"flags": data.get("flags", 0)}
            opened.messages["@original"] = self.messages[original["id"]] = original
        elif kind in (6, 7):
            original = opened.payload["message"]
            original = self.messages.get(original["id"], original)
            original |= changes_of(data, files) if kind == 7 else {}
            opened.messages["@original"] = self.messages[original["id"]] = original
        opened.changed.set()
        callback: Payload = {"interaction": {"id": opened.payload["id"], "type": opened.payload["type"]}}
        if "@original" in opened.messages:
            callback["resource"] = {"type": kind, "message": opened.messages["@original"]}
        return as_json(callback)

    def _follow_up(self, token: str, payload: Payload, files: list[str]) -> web.Response:
        opened = self.interactions.get(token)
        if opened is None or not opened.answers:
            return error(404, 10015, "Unknown Webhook")
        problems = problems_of(payload, files)
        if problems:
            return self._invalid(problems)
        message = message_of(payload, opened.payload["channel_id"], files) | {"flags": payload.get("flags", 0)}
        opened.messages[message["id"]] = self.messages[message["id"]] = message
        opened.answers.append({"type": "followup", "data": payload})
        opened.changed.set()
        return as_json(message)

    def _edit_answer(self, token: str, id: str, payload: Payload, files: list[str]) -> web.Response:
        opened = self.interactions.get(token)
        if opened is None or id not in opened.messages:
            return error(404, 10008, "Unknown Message")
        problems = problems_of(payload, files, edit=True)
        if problems:
            return self._invalid(problems)
        opened.messages[id] |= changes_of(payload, files)
        opened.answers.append({"type": "edit", "data": payload})
        opened.changed.set()
        return as_json(opened.messages[id])

    def _delete_answer(self, token: str, id: str, *_: object) -> web.Response:
        opened = self.interactions.get(token)
        if opened is None or id not in opened.messages:
            return error(404, 10008, "Unknown Message")
        message = opened.messages.pop(id)
        self.messages.pop(message["id"], None)
        self.deleted.append(message["id"])
        opened.changed.set()
        return web.Response(status=204)

    def _invalid(self, problems: list[str]) -> web.Response:
        self.problems += problems
        return error(400, 50035, f"Invalid Form Body: {problems[0]}")
