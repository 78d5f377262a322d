"""Talks to a running bot as Slack does, over a socket or by signed requests."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from fake_slack.payloads import Payloads
from fake_slack.process import RunningBot
from fake_slack.server import FakeSlack
from fake_slack.signing import AGAIN, signed_headers

Json = dict[str, Any]

EVENT, COMMAND, INTERACTIVE = "events_api", "slash_commands", "interactive"


@dataclass(slots=True)
class Talk:
    """Of one test: users and channels that no other has."""

    mode: str
    slack: FakeSlack
    bot: RunningBot
    session: aiohttp.ClientSession
    payloads: Payloads
    _numbers: Any = field(default_factory=itertools.count)
    name: str = ""

    def rounds(self, times: int) -> Iterator[int]:
        """Each with users and channels of its own."""
        name = self.name
        for number in range(times):
            self.name = f"{name}R{number}"
            yield number

    @property
    def user(self) -> str:
        return f"U{self.name}"

    @property
    def channel(self) -> str:
        return f"C{self.name}"

    async def give(self, kind: str, payload: Json, again: int = 0, **others: Any) -> Json:
        """Deliver, `again` so many seconds after the first time, and return what it was acknowledged with."""
        if self.mode == "socket":
            await self.slack.until(lambda: self.slack.sockets)
            return await self.slack.acknowledged(await self.slack.envelope(kind, payload, **others))
        body, form = to_body(kind, payload)
        headers = signed_headers(body, at=time.time() + again, form=form) | (AGAIN if again else {})
        status, text = await self.post(body, headers)
        assert status == 200, (status, text)
        return json.loads(text) if text.startswith("{") else {}

    async def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        async with self.session.post(self.bot.url, data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    async def mention(self, text: str, **others: Any) -> Json:
        """Return the answer."""
        return await self.answer_to(EVENT, self.payloads.mention(text, self.channel, self.user, **others))

    async def direct(self, text: str, **others: Any) -> Json:
        return await self.answer_to(EVENT, self.payloads.direct(text, self.user, **others))

    async def command(self, text: str, **others: Any) -> Json:
        given = self.payloads.command(text, self.user, others.pop("channel", self.channel))
        return await self.answer_to(COMMAND, given | others)

    async def press(self, label: str, message: Json, user: str | None = None) -> None:
        """Press the button of a message with this label, or one that begins so."""
        action = {"type": "button", "action_id": button(message, label)["action_id"]}
        channel = message.get("channel", self.channel)
        await self.give(INTERACTIVE, self.payloads.press(action, message, user or self.user, channel))

    async def answer_to(self, kind: str, payload: Json) -> Json:
        before = len(self.slack.messages)
        await self.give(kind, payload)
        return await self.first_since(before)

    async def first_since(self, before: int) -> Json:
        """The next message, where `before` counts those that stood already."""
        found: Json = await self.slack.until(lambda: self._later(before))
        return found

    async def nothing_but(self, before: int) -> list[Json]:
        """What was sent since, once an event that came last is answered too."""
        sentinel = f"UEND{next(self._numbers)}{self.name}"
        await self.give(EVENT, self.payloads.direct("opening hours", sentinel))
        await self.slack.until(
            lambda: any(message.get("channel") == f"D{sentinel}" for message in self.slack.messages[before:])
        )
        await asyncio.sleep(0.05)
        return [m for m in self.slack.messages[before:] if not str(m.get("channel", "")).startswith("DUEND")]

    def _later(self, before: int) -> Json | None:
        return self.slack.messages[before] if len(self.slack.messages) > before else None


def to_body(kind: str, payload: Json) -> tuple[bytes, bool]:
    if kind == EVENT:
        return json.dumps(payload).encode(), False
    form = payload if kind == COMMAND else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), True


def buttons(message: Json) -> list[Json]:
    return [
        element for block in message.get("blocks", ()) if block["type"] == "actions" for element in block["elements"]
    ]


def labels(message: Json) -> list[str]:
    return [one["text"]["text"] for one in buttons(message) if one["type"] == "button"]


def button(message: Json, label: str) -> Json:
    return next(one for one in buttons(message) if one.get("text", {}).get("text", "").startswith(label))


def image_of(message: Json) -> Json | None:
    return next((block for block in message.get("blocks", ()) if block["type"] == "image"), None)


def shown(message: Json) -> str:
    """All that stands in the blocks."""
    return json.dumps(message.get("blocks", []), ensure_ascii=False)


def now() -> float:
    return time.monotonic()
