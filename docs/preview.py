"""Draws what the bot sends to Discord, from its real payloads, in dark and light (`make previews`)."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from painting import DARK, LIGHT, Colours, Sheet

from adapters.discord_bot import limits
from adapters.discord_bot.drawing import to_drawn
from adapters.folders import cache_folder
from bot import open_bot
from bot.desk import Desk
from bot.pages import Front, Manner, Page, Visit

_VISIT = Visit("discord:1", "discord:2/3", "3", may_manage=True)
_STYLES = {1: "main", 4: "danger"}

Show = Callable[[Front], Awaitable[Page]]


async def _topics(front: Front) -> Page:
    return front.topics()


SHOWN: dict[str, Show] = {
    "answer": lambda front: front.ask("deliveries-2025", _VISIT),
    "clarify": lambda front: front.ask("battery", _VISIT),
    "chart": lambda front: front.ask("annual-deliveries", _VISIT),
    "table": lambda front: front.ask("waiting-times", _VISIT),
    "unknown": lambda front: front.ask("what is the weather tomorrow?", _VISIT),
    "topics": _topics,
    "settings": lambda front: front.settings(_VISIT),
}


async def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    manner = Manner("discord", "/{}".format, text=limits.TEXT, options=limits.OPTIONS, menus=limits.ROWS - 1)
    front = Front(Desk(open_bot(None, cache_folder())), manner)
    for name, show in SHOWN.items():
        page = await show(front)
        for look, colours in (("dark", DARK), ("light", LIGHT)):
            paint(page, colours).save(folder / f"discord-{name}-{look}.png")
    front.close()


def paint(page: Page, colours: Colours) -> Sheet:
    drawn = to_drawn(page)
    sheet = Sheet(colours)
    sheet.heading("Xiaomi EV")
    if drawn.content:
        sheet.text(drawn.content)
    if drawn.embed:
        _paint_embed(sheet, drawn.embed.to_dict(), page)
    for row in drawn.view.to_components() if drawn.view else ():
        sheet.buttons([_item(item) for item in row["components"]])
    return sheet


def _paint_embed(sheet: Sheet, embed: Any, page: Page) -> None:
    top = sheet.open_card()
    if embed.get("title"):
        sheet.text(f"**{embed['title']}**", 15)
    sheet.text(embed.get("description", ""))
    for field in embed.get("fields", ()):
        sheet.text(f"\n**{field['name']}**\n{field['value']}", 12)
    if page.picture:
        sheet.picture(page.picture.png)
    if embed.get("footer"):
        sheet.text(embed["footer"]["text"], 11, sheet.colours.faint)
    sheet.close_card(top)


def _item(item: Any) -> tuple[str, str]:
    if item["type"] == 2:
        return str(item["label"]), _STYLES.get(item["style"], "plain")
    return re.sub(r"\s+", " ", str(item["placeholder"])), "menu"


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
