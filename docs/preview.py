"""Draws what the bot sends to Discord, from its real payloads, in dark and light (`make previews`)."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path
from typing import Any

from painting import DARK, LIGHT, Colours, Sheet

from adapters.discord_bot import limits
from adapters.discord_bot.drawing import to_drawn
from adapters.folders import cache_folder
from bot import open_bot
from bot.desk import Desk
from bot.pages import Front, Manner, Page, Visit

_STYLES = {1: "main", 4: "danger"}

ASKED = {
    "answer": "deliveries-2025",
    "clarify": "battery",
    "chart": "annual-deliveries",
    "table": "waiting-times",
    "unknown": "who is your favourite singer?",
}


async def pages(front: Front) -> dict[str, Page]:
    """Each asked by somebody else, so that none is taken as a follow-up."""
    shown = {name: await front.ask(text, _visit(name)) for name, text in ASKED.items()}
    return shown | {"topics": front.topics(), "settings": await front.settings(_visit("settings"))}


def _visit(who: str) -> Visit:
    return Visit(f"discord:{who}", "discord:2/3", "3", may_manage=True)


async def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    manner = Manner("discord", "/{}".format, text=limits.TEXT, options=limits.OPTIONS, menus=limits.ROWS - 1)
    front = Front(Desk(open_bot(None, cache_folder())), manner)
    for name, page in (await pages(front)).items():
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
