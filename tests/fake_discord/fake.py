"""A Discord on loopback: people act in it, and see what the bot shows."""

from __future__ import annotations

import asyncio
from copy import deepcopy
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from typing import Any

from aiohttp import web

from fake_discord.gateway import Gateway
from fake_discord.payloads import Payload, interaction, message, snowflake
from fake_discord.rest import Open, Rest

TOKEN = "OTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.fake-token-of-a-test-without-any-worth0"
PATIENCE = 15.0
EPHEMERAL = 64


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a person sees it."""

    payload: Payload

    @property
    def text(self) -> str:
        """All of its words."""
        embeds = self.payload.get("embeds", ())
        parts = [self.payload.get("content") or ""]
        for embed in embeds:
            parts += [embed.get("title") or "", embed.get("description") or ""]
            parts += [f"{field['name']}\n{field['value']}" for field in embed.get("fields", ())]
            parts.append((embed.get("footer") or {}).get("text", ""))
        return "\n".join(part for part in parts if part)

    @property
    def title(self) -> str:
        return next((embed.get("title") or "" for embed in self.payload.get("embeds", ())), "")

    @property
    def items(self) -> list[Payload]:
        return [item for row in self.payload.get("components", ()) for item in row["components"]]

    @property
    def labels(self) -> list[str]:
        return [item["label"] for item in self.items if item["type"] == 2]

    @property
    def private(self) -> bool:
        return bool(self.payload.get("flags", 0) & EPHEMERAL)

    @property
    def files(self) -> list[str]:
        return [one["filename"] for one in self.payload.get("attachments", ())]

    @property
    def replies_to(self) -> str:
        return str((self.payload.get("message_reference") or {}).get("message_id", ""))

    def identifier(self, label: str) -> str:
        """Of the button whose label begins so."""
        return next(str(item["custom_id"]) for item in self.items if (item.get("label") or "").startswith(label))

    def options(self) -> list[Payload]:
        return [option for item in self.items for option in item.get("options", ())]


class FakeDiscord:
    """`async with FakeDiscord() as discord`; `address` is where it listens."""

    def __init__(self) -> None:
        self.rest = Rest(TOKEN)
        self.gateway = Gateway(TOKEN)
        self.address = ""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> FakeDiscord:
        app = web.Application(client_max_size=30_000_000)
        app.router.add_route("GET", "/gateway{tail:.*}", self.gateway.handle)
        app.router.add_route("*", "/api/v10/{tail:.*}", self.rest.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.address = f"http://127.0.0.1:{port}"
        self.rest.address = self.gateway.address = f"ws://127.0.0.1:{port}/gateway"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.gateway.hang_up()
        if self._runner is not None:
            await self._runner.cleanup()

    async def say(self, content: str, *, wait: float = PATIENCE, **others: Any) -> Shown | None:
        """Send a message as a person does; return the bot's reply, or None where none comes within `wait`."""
        sent = message(content, **others)
        await self.gateway.dispatch("MESSAGE_CREATE", sent)
        return await self.reply_to(sent["id"], wait=wait)

    async def reply_to(self, id: str, *, wait: float = PATIENCE) -> Shown | None:
        until = monotonic() + wait
        while monotonic() < until:
            for one in self.rest.messages.values():
                if Shown(one).replies_to == id:
                    return Shown(one)
            self.rest.changed.clear()
            try:
                await asyncio.wait_for(self.rest.changed.wait(), max(until - monotonic(), 0.01))
            except TimeoutError:
                return None
        return None

    async def interact(self, kind: int, data: Payload, **others: Any) -> Open:
        """Send an interaction without waiting."""
        payload = interaction(kind, data, **others)
        opened = Open(payload, monotonic())
        self.rest.interactions[payload["token"]] = opened
        await self.gateway.dispatch("INTERACTION_CREATE", payload)
        return opened

    async def command(
        self, name: str, /, *, under: str = "", place: str = "guild", wait: float = PATIENCE, **options: Any
    ) -> Shown:
        """Call a slash command and return what it shows; `under` is the name of a subcommand. A channel or a role is
        given as its payload."""
        who = {key: options.pop(key) for key in ("asker", "rights", "locale", "app_rights") if key in options}
        given = [_option(key, value) for key, value in options.items()]
        resolved: Payload = {"channels": {}, "roles": {}}
        for value in options.values():
            if isinstance(value, dict):
                resolved["channels" if "type" in value else "roles"][value["id"]] = value
        if under:
            given = [{"name": under, "type": 1, "options": given}]
        data = {"id": snowflake(), "name": name, "type": 1, "options": given, "resolved": resolved}
        return await self.shown(await self.interact(2, data, place=place, **who), wait=wait)

    async def ask(self, question: str, **options: Any) -> Shown:
        return await self.command("ask", question=question, **options)

    async def answer_this(self, target: Payload, **others: Any) -> Shown:
        return await self.shown(await self.right_click(target, "Answer this", **others))

    async def right_click(self, target: Payload, name: str, **others: Any) -> Open:
        """Pick a command at a message, and wait until something has come of it."""
        data = {"id": snowflake(), "name": name, "type": 3, "target_id": target["id"]}
        data["resolved"] = {"messages": {target["id"]: target}}
        opened = await self.interact(2, data, **others)
        await asyncio.wait_for(opened.changed.wait(), PATIENCE)
        return opened

    async def complete(self, name: str, option: str, begun: str) -> list[Payload]:
        options = [{"name": option, "type": 3, "value": begun, "focused": True}]
        opened = await self.interact(4, {"id": snowflake(), "name": name, "type": 1, "options": options})
        await asyncio.wait_for(opened.changed.wait(), PATIENCE)
        return list(opened.answers[0]["data"]["choices"])

    async def press(self, on: Shown, label: str, **others: Any) -> Open:
        """Press the button whose label begins so, and wait until something has come of it."""
        return await self.press_identifier(on, on.identifier(label), **others)

    async def press_identifier(self, on: Shown, identifier: str, **others: Any) -> Open:
        data = {"custom_id": identifier, "component_type": 2}
        opened = await self.interact(3, data, message=on.payload, **others)
        await asyncio.wait_for(opened.changed.wait(), PATIENCE)
        return opened

    async def pick(self, on: Shown, menu: Payload, *values: str, **others: Any) -> Open:
        data = {"custom_id": menu["custom_id"], "component_type": menu["type"], "values": list(values)}
        opened = await self.interact(3, data, message=on.payload, **others)
        await asyncio.wait_for(opened.changed.wait(), PATIENCE)
        return opened

    async def submit(self, on: Shown | None, form: Payload, *texts: str, **others: Any) -> Shown:
        """`texts` as they are typed into the fields from above to below; the rest stays empty.

        `on`: the message whose button opened the form; None: a command did.
        """
        fields = [row["components"][0] for row in form["components"]]
        typed = [*texts, *("" for _ in fields[len(texts) :])]
        rows = [
            {"type": 1, "components": [{"type": 4, "custom_id": field["custom_id"], "value": text}]}
            for field, text in zip(fields, typed, strict=True)
        ]
        data = {"custom_id": form["custom_id"], "components": rows}
        message = {"message": on.payload} if on is not None else {}
        return await self.shown(await self.interact(5, data, **message, **others))

    async def until_changed(self, wait: float) -> None:
        """Wait until the bot has sent anything, at most so long."""
        self.rest.changed.clear()
        try:
            await asyncio.wait_for(self.rest.changed.wait(), wait)
        except TimeoutError:
            return

    async def settled(self, opened: Open) -> None:
        """Wait until nothing more comes of an interaction."""
        opened.changed.clear()
        while True:
            try:
                await asyncio.wait_for(opened.changed.wait(), 0.3)
                opened.changed.clear()
            except TimeoutError:
                return

    async def last(self, opened: Open) -> Shown:
        """The last message that came of an interaction."""
        await self.settled(opened)
        return Shown(deepcopy(list(opened.messages.values())[-1]))

    async def shown(self, opened: Open, *, wait: float = PATIENCE) -> Shown:
        """What stands there in the end: after a deferral that is the message that comes later."""
        until = monotonic() + wait
        while True:
            await asyncio.wait_for(opened.changed.wait(), max(until - monotonic(), 0.01))
            opened.changed.clear()
            if opened.answers[-1]["type"] not in (5, 6):
                found = list(opened.messages.values())
                return Shown(deepcopy(found[-1]) if found else {})


def _option(name: str, value: Any) -> Payload:
    if isinstance(value, dict):
        return {"name": name, "type": 7 if "type" in value else 8, "value": value["id"]}
    return {"name": name, "type": 5 if isinstance(value, bool) else 3, "value": value}
