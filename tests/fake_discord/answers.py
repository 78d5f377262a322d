"""What the REST side answers with: a request read, a message made of it, an error in the platform's form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from fake_discord.payloads import APPLICATION, Payload, own_user, snowflake, timestamp, user
from fake_discord.validating import problems_of, problems_of_choices, problems_of_modal


@dataclass(eq=False)
class Fault:
    """What comes instead of the real answer, `times` in a row."""

    path: str
    """A regular expression for "METHOD path"."""
    status: int
    """0 breaks the connection."""
    code: int = 0
    message: str = "no"
    times: int = 1
    retry_after: float = 0.0
    after: bool = False
    """The request is carried out first; only its answer is lost."""


async def read(request: web.Request) -> tuple[Any, list[str]]:
    """The payload, and the names of the files that came with it."""
    if not request.can_read_body:
        return {}, []
    if request.content_type != "multipart/form-data":
        return await request.json(), []
    payload: Any = {}
    files = []
    async for part in await request.multipart():
        if part.name == "payload_json":  # type: ignore[union-attr]
            payload = json.loads(await part.text())  # type: ignore[union-attr]
        else:
            files.append(part.filename or "")  # type: ignore[union-attr]
            await part.read()  # type: ignore[union-attr]
    return payload, files


def problems_of_answer(kind: int, data: Payload, files: list[str]) -> list[str]:
    if kind == 8:
        return problems_of_choices(data.get("choices", ()))
    if kind == 9:
        return problems_of_modal(data)
    if kind in (4, 7):
        return problems_of(data, files, edit=kind == 7)
    return []


def message_of(payload: Payload, channel: str, files: list[str]) -> Payload:
    made = {"id": snowflake(), "channel_id": channel, "author": own_user(), "timestamp": timestamp(), "type": 0}
    made |= {"edited_timestamp": None, "tts": False, "mention_everyone": False, "mentions": [], "mention_roles": []}
    made |= {"pinned": False, "flags": 0, "content": "", "embeds": [], "components": [], "attachments": []}
    reference = payload.get("message_reference")
    return made | changes_of(payload, files) | ({"message_reference": reference, "type": 19} if reference else {})


def changes_of(payload: Payload, files: list[str]) -> Payload:
    changes = {name: payload[name] or [] for name in ("embeds", "components") if name in payload}
    if "content" in payload:
        changes["content"] = payload["content"] or ""
    if "attachments" in payload or files:
        described = [one.get("description") for one in payload.get("attachments") or ()]
        changes["attachments"] = [
            {"id": snowflake(), "filename": name, "size": 1, "url": f"http://x/{name}", "proxy_url": f"http://x/{name}"}
            | {"description": described[number] if number < len(described) else None}
            for number, name in enumerate(files)
        ]
    return changes


def as_json(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """With the type exactly as the platform names it, by which the library knows JSON."""
    return web.Response(
        body=json.dumps(data).encode(), status=status, headers={"Content-Type": "application/json", **(headers or {})}
    )


def failure(fault: Fault) -> web.Response:
    if fault.status == 429:
        body = {"message": "You are being rate limited.", "retry_after": fault.retry_after, "global": False}
        headers = {"Via": "1.1 google", "Retry-After": str(fault.retry_after), "X-RateLimit-Scope": "user"}
        return as_json(body, status=429, headers=headers)
    if fault.status >= 500 or not fault.status:
        return web.Response(status=fault.status or 500, text="upstream")
    return error(fault.status, fault.code, fault.message)


def error(status: int, code: int, message: str) -> web.Response:
    return as_json({"code": code, "message": message}, status=status)


def application() -> Payload:
    about = {"id": str(APPLICATION), "name": "evbot", "icon": None, "description": "", "flags": 0, "owner": user()}
    return about | {
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "summary": "",
        "team": None,
    }


def limits(address: str) -> Payload:
    starts = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 16}
    return {"url": address, "shards": 1, "session_start_limit": starts}
