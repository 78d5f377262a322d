"""Knows what Slack refuses in blocks and views.

The limits are those of docs.slack.dev/reference/block-kit, written down a second time on purpose.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

TOTAL = 13_172
_ELEMENT_KINDS = {
    "actions": ("button", "static_select", "overflow", "channels_select", "conversations_select"),
    "context": ("mrkdwn", "plain_text", "image"),
    "input": ("plain_text_input", "radio_buttons", "static_select", "checkboxes", "multi_channels_select"),
    "accessory": (
        "button",
        "static_select",
        "overflow",
        "multi_channels_select",
        "multi_conversations_select",
        "image",
    ),
}


def problems_of(blocks: list[Json], *, view: bool = False) -> list[str]:
    found: list[str] = []
    if not isinstance(blocks, list) or not blocks:
        return ["blocks are missing"]
    if len(blocks) > (100 if view else 50):
        found.append(f"{len(blocks)} blocks")
    if not view and len(json.dumps(blocks, ensure_ascii=False)) > TOTAL:
        found.append("msg_blocks_too_long")
    ids: list[str] = []
    for at, block in enumerate(blocks):
        found += [f"/blocks/{at}: {problem}" for problem in _block(block, view)]
        ids.append(block.get("block_id", f"own {at}"))
    if len(set(ids)) < len(ids):
        found.append("block_id twice")
    return found


def view_problems(view: Json) -> list[str]:
    found = problems_of(view.get("blocks", []), view=True)
    if view.get("type") == "modal":
        found += _text(view.get("title"), 24, ("plain_text",), "title")
        has_input = any(block.get("type") == "input" for block in view["blocks"])
        if has_input:
            found += _text(view.get("submit"), 24, ("plain_text",), "submit")
        if "close" in view:
            found += _text(view["close"], 24, ("plain_text",), "close")
    elif view.get("type") != "home":
        found.append(f"type {view.get('type')}")
    if len(view.get("private_metadata", "")) > 3_000:
        found.append("private_metadata")
    if len(view.get("callback_id", "")) > 255:
        found.append("callback_id")
    return found


def _block(block: Json, view: bool) -> Iterator[str]:
    if len(block.get("block_id", "")) > 255:
        yield "block_id"
    match block.get("type"):
        case "section":
            if "text" not in block and not block.get("fields"):
                yield "section without text"
            if "text" in block:
                yield from _text(block["text"], 3_000, ("mrkdwn", "plain_text"), "text")
            if len(block.get("fields", ())) > 10:
                yield "fields"
            for field in block.get("fields", ()):
                yield from _text(field, 2_000, ("mrkdwn", "plain_text"), "field")
            if "accessory" in block:
                yield from _element(block["accessory"], "accessory")
        case "header":
            yield from _text(block.get("text"), 150, ("plain_text",), "header")
        case "context":
            yield from _count(block, 10)
            for element in block.get("elements", ()):
                if element.get("type") not in _ELEMENT_KINDS["context"]:
                    yield f"{element.get('type')} in context"
                elif element["type"] != "image":
                    yield from _text(element, 3_000, ("mrkdwn", "plain_text"), "context")
        case "actions":
            yield from _count(block, 25)
            ids = [element.get("action_id") for element in block.get("elements", ())]
            if len(set(ids)) < len(ids):
                yield "action_id twice"
            for element in block.get("elements", ()):
                yield from _element(element, "actions")
        case "divider":
            pass
        case "image":
            if bool(block.get("image_url")) == bool(block.get("slack_file")):
                yield "image without one source"
            if not block.get("alt_text") or len(block["alt_text"]) > 2_000:
                yield "alt_text"
            if "title" in block:
                yield from _text(block["title"], 2_000, ("plain_text",), "title")
        case "input":
            if not view:
                yield "input in a message"
            yield from _text(block.get("label"), 2_000, ("plain_text",), "label")
            yield from _element(block.get("element", {}), "input")
        case other:
            yield f"unknown block {other}"


def _element(element: Json, where: str) -> Iterator[str]:
    kind = element.get("type")
    if kind not in _ELEMENT_KINDS[where]:
        yield f"{kind} in {where}"
        return
    action = element.get("action_id", "")
    if len(action) > 255 or (kind != "image" and not action):
        yield "action_id"
    if "placeholder" in element:
        yield from _text(element["placeholder"], 150, ("plain_text",), "placeholder")
    if kind == "button":
        yield from _text(element.get("text"), 75, ("plain_text",), "button")
        if len(element.get("value", "")) > 2_000 or len(element.get("url", "")) > 3_000:
            yield "button value or url"
        if element.get("style") not in (None, "primary", "danger"):
            yield f"style {element['style']}"
    if kind in ("static_select", "radio_buttons", "checkboxes"):
        options = element.get("options", ())
        if not 1 <= len(options) <= (100 if kind == "static_select" else 10):
            yield f"{len(options)} options"
        for option in options:
            yield from _text(option.get("text"), 75, ("plain_text", "mrkdwn"), "option")
            if not option.get("value") or len(option["value"]) > 150:
                yield "option value"
            if "description" in option:
                yield from _text(option["description"], 75, ("plain_text",), "description")


def _text(text: Any, most: int, kinds: tuple[str, ...], name: str) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in kinds or not isinstance(text.get("text"), str):
        yield f"{name} is no text of {kinds}"
    elif not text["text"].strip():
        yield f"{name} is empty"
    elif len(text["text"]) > most:
        yield f"{name} has {len(text['text'])} characters"


def _count(block: Json, most: int) -> Iterator[str]:
    if not 1 <= len(block.get("elements", ())) <= most:
        yield f"{len(block.get('elements', ()))} elements"
