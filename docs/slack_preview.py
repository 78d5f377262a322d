"""Draws what the bot sends to Slack, from the real blocks and views."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from painting import NARROW, WIDE, Colours, Sheet

from adapters.slack_app.drawing import to_home, to_message, to_modal
from adapters.slack_app.serving import traits_of
from bot.desk import Action, Button, Desk, to_identifier
from bot.pages import Form, Front, Page, Visit

_DARK = Colours(
    *("#1a1d21", "#222529", "#1a1d21", "#d1d2d3", "#9a9b9e", "#1d9bd1"),
    *("#1a1d21", "#007a5a", "#e01e5a", "#1a1d21", "#6b6d70"),
)
_LIGHT = Colours(
    *("#ffffff", "#f8f8f8", "#ffffff", "#1d1c1d", "#616061", "#1264a3"),
    *("#ffffff", "#007a5a", "#e01e5a", "#ffffff", "#bbbbbb"),
)
_OPENED = 6
_STYLES = {"primary": "main", "danger": "danger"}
_LINK = re.compile(r"<(https?://[^|>]+)\|([^>]+)>")
_BOLD = re.compile(r"(?<!\w)\*([^*\n]+)\*(?!\w)")
_ITALIC = re.compile(r"(?<!\w)_([^_\n]+)_(?!\w)")
_SIGNS = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))

Json = dict[str, Any]


async def draw_slack(desk: Desk, folder: Path) -> None:
    front = Front(desk, traits_of(desk))
    for look, colours in (("dark", _DARK), ("light", _LIGHT)):
        for width, suffix in ((WIDE, ""), (NARROW, "-narrow")):
            for name, sheet in (await _painted(front, colours, width)).items():
                sheet.save(folder / f"slack-{name}-{look}{suffix}.png")
    front.pictures.close()


async def _painted(front: Front, colours: Colours, width: int) -> dict[str, Sheet]:
    """Each asked by somebody else, so that none is taken as a follow-up."""
    answer = await front.mention("how many cars did xiaomi deliver in 2025?", _visit("answer"))
    pages = {
        "answer": answer,
        "private": await front.ask("deliveries-2025", _visit("private"), private=True),
        "clarify": await front.mention("battery", _visit("clarify")),
        "table": await front.mention("waiting-times", _visit("table")),
        "chart": await front.mention("annual-deliveries", _visit("chart")),
        "topics": await front.browsing.topics(),
        "settings": await front.settling.show(_visit("settings")),
    }
    sheets = {name: _message(page, colours, width) for name, page in pages.items()}
    sheets["home"] = _home(front.help_pages.home(for_admin=True), colours, width)
    form = await front.pressing.press(to_identifier(Button(Action.NOT_MEANT, answer.reply)), _visit("answer"))
    assert isinstance(form, Form)
    sheets["form"] = _modal(to_modal(form, ""), colours, width)
    return sheets


def _visit(who: str) -> Visit:
    return Visit(f"slack:{who}", "slack:T1/C1", "C1", may_manage=True)


def _message(page: Page, colours: Colours, width: int) -> Sheet:
    sheet = Sheet(colours, width)
    sheet.heading("Xiaomi EV")
    if page.private:
        sheet.text("Only visible to you", 11, colours.faint)
    for block in to_message(page, "F1").blocks:
        _block(sheet, block, page.picture.png if page.picture else b"")
    return sheet


def _home(pages: Sequence[Page], colours: Colours, width: int) -> Sheet:
    sheet = Sheet(colours, width)
    sheet.text("**Home**   Messages   About", 12, colours.faint)
    sheet.gap()
    for block in to_home(pages)["blocks"]:
        _block(sheet, block)
    return sheet


def _modal(view: Json, colours: Colours, width: int) -> Sheet:
    sheet = Sheet(colours, width)
    sheet.heading(view["title"]["text"])
    for block in view["blocks"]:
        optional = " (optional)" if block.get("optional") else ""
        sheet.text(f"**{block['label']['text']}**{optional}")
        element = block["element"]
        for option in element.get("options", ()):
            sheet.choice(option["text"]["text"])
        if element["type"] == "plain_text_input":
            sheet.field(element.get("placeholder", {}).get("text", ""))
        sheet.gap()
    sheet.buttons([("Cancel", "plain"), (view["submit"]["text"], "main")])
    return sheet


def _block(sheet: Sheet, block: Json, picture: bytes = b"") -> None:
    match block["type"]:
        case "section":
            sheet.text(_to_markdown(block["text"]["text"]))
            if "accessory" in block:
                sheet.buttons([_element(block["accessory"])])
        case "context":
            for element in block["elements"]:
                sheet.text(_to_markdown(element["text"]), 11, sheet.colours.faint)
            sheet.gap()
        case "image":
            sheet.picture(picture)
        case "divider":
            sheet.rule()
        case "actions":
            sheet.buttons([_element(element) for element in block["elements"]])
            for element in block["elements"]:
                _options(sheet, element.get("options", []))


def _element(element: Json) -> tuple[str, str]:
    if element["type"] == "button":
        return str(element["text"]["text"]), _STYLES.get(element.get("style", ""), "plain")
    return str(element["placeholder"]["text"]), "menu"


def _options(sheet: Sheet, options: list[Json]) -> None:
    shown = [(one["text"]["text"], one.get("description", {}).get("text", "")) for one in options[:_OPENED]]
    if shown:
        sheet.options(shown, len(options[_OPENED:]))


def _to_markdown(mrkdwn: str) -> str:
    text = _ITALIC.sub(r"*\1*", _BOLD.sub(r"**\1**", _LINK.sub(r"[\2](\1)", mrkdwn)))
    for sign, shown in _SIGNS:
        text = text.replace(sign, shown)
    return text
