"""Draws pictures of all kinds of messages that the bot sends, from the real payloads (`make previews`)."""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from painting import DARK, LIGHT, NARROW, WIDE, Colours, Sheet
from slack_preview import draw_slack

from adapters.discord_bot import limits
from adapters.discord_bot.drawing import to_drawn
from adapters.environment import cache_folder
from bot import open_bot
from bot.desk import Desk
from bot.pages import Front, Page, PlatformTraits, Visit

_TODAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
_OPENED = 6
"""Options that are shown of a menu, of as many as there are."""
_FOR_GUIDES = ("discord-answer-dark.png", "slack-answer-light.png")
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
    return shown | {"topics": await front.browsing.topics(), "settings": await front.settling.show(_visit("settings"))}


def _visit(who: str) -> Visit:
    return Visit(f"discord:{who}", "discord:2/3", "3", may_manage=True)


async def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(open_bot(None, cache_folder()), now=lambda: _TODAY)
    await draw_discord(desk, folder)
    await draw_slack(desk, folder)
    for name in _FOR_GUIDES:
        shutil.copy(folder / name, Path(__file__).with_name("previews") / name)
    print(folder)


async def draw_discord(desk: Desk, folder: Path) -> None:
    text, options, menus = limits.ANSWER, limits.MENU_OPTIONS, limits.ROWS - 1
    traits = PlatformTraits("discord", "/{}".format, text=text, options=options, menus=menus)
    front = Front(desk, traits)
    for name, page in (await pages(front)).items():
        for look, colours in (("dark", DARK), ("light", LIGHT)):
            for width, suffix in ((WIDE, ""), (NARROW, "-narrow")):
                paint(page, colours, width).save(folder / f"discord-{name}-{look}{suffix}.png")
    front.pictures.close()


def paint(page: Page, colours: Colours, width: int) -> Sheet:
    drawn = to_drawn(page)
    sheet = Sheet(colours, width)
    sheet.heading("Xiaomi EV")
    if drawn.content:
        sheet.text(drawn.content)
        sheet.gap()
    if drawn.embed:
        _paint_embed(sheet, drawn.embed.to_dict(), page)
    for row in drawn.view.to_components() if drawn.view else ():
        sheet.buttons([_item(item) for item in row["components"]])
        for item in row["components"]:
            options = [(one["label"], one.get("description", "")) for one in item.get("options", ())]
            if options:
                sheet.options(options[:_OPENED], len(options[_OPENED:]))
    if page.private:
        sheet.text("Only you can see this · Dismiss message", 11, colours.faint)
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
