"""Checks what the bot sends, with its files, against the platform's documentation.

https://discord.com/developers/docs/resources/message and .../components/reference
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Payload = dict[str, Any]

EMBED_PARTS = {"title": 256, "description": 4096}
LINK_BUTTON = 5


def problems_of(message: Payload, files: Sequence[str] = (), *, edit: bool = False) -> list[str]:
    """`edit`: what is left out stays as it was, and a message may be emptied piece by piece."""
    found = [*_content(message, files, edit=edit), *_embeds(message.get("embeds") or (), files)]
    found += _components(message.get("components") or ())
    mentions = message.get("allowed_mentions")
    if mentions is None or mentions.get("parse") != [] or mentions.get("users"):
        found.append(f"somebody could be pinged: {mentions}")
    roles = (mentions or {}).get("roles") or []
    if roles and (message.get("content") or "").split("\n")[0] != f"<@&{roles[0]}>":
        found.append(f"a role is pinged that the bot did not call: {mentions}")
    if mentions and mentions.get("replied_user"):
        found.append("the asker is pinged")
    for attachment in message.get("attachments") or ():
        if _size(attachment.get("description") or "") > 1024:
            found.append("the alternative text is too long")
    return found


def problems_of_modal(modal: Payload) -> list[str]:
    found = [*_text("modal title", modal.get("title"), 1, 45), *_text("custom_id", modal.get("custom_id"), 1, 100)]
    if not 1 <= len(modal.get("components", ())) <= 5:
        found.append("a modal has 1 to 5 components")
    for row in modal.get("components", ()):
        for field in row.get("components", [row.get("component")]):
            found += _text("custom_id", field.get("custom_id"), 1, 100)
            found += _text("label", field.get("label") or row.get("label"), 1, 45)
            found += _text("placeholder", field.get("placeholder") or "", 0, 100)
            longest = field.get("max_length", 4000)
            if not 1 <= longest <= 4000:
                found.append("max_length is from 1 to 4000")
            found += _text("value", field.get("value") or "", 0, longest)
    return found


def problems_of_choices(choices: Sequence[Payload]) -> list[str]:
    found = ["more than 25 choices"] if len(choices) > 25 else []
    for choice in choices:
        found += [
            *_text("choice name", choice.get("name"), 1, 100),
            *_text("choice value", choice.get("value"), 1, 100),
        ]
    return found


def _content(message: Payload, files: Sequence[str], *, edit: bool) -> Iterator[str]:
    content = message.get("content") or ""
    if _size(content) > 2000:
        yield f"content of {_size(content)} characters"
    nothing = not content.strip() and not message.get("embeds") and not files and not message.get("components")
    if nothing and not edit:
        yield "Cannot send an empty message"


def _embeds(embeds: Sequence[Payload], files: Sequence[str]) -> Iterator[str]:
    if len(embeds) > 10:
        yield "more than 10 embeds"
    total = 0
    for embed in embeds:
        for name, most in EMBED_PARTS.items():
            yield from _text(name, embed.get(name) or "", 0, most)
        fields = embed.get("fields") or ()
        if len(fields) > 25:
            yield "more than 25 fields"
        for field in fields:
            yield from _text("field name", field.get("name"), 1, 256)
            yield from _text("field value", field.get("value"), 1, 1024)
        footer = (embed.get("footer") or {}).get("text", "")
        yield from _text("footer", footer, 0, 2048)
        image = (embed.get("image") or {}).get("url", "")
        if image.startswith("attachment://") and image.removeprefix("attachment://") not in files:
            yield f"{image} is not among the files {files}"
        if not any(embed.get(part) for part in ("title", "description", "fields", "image", "footer")):
            yield "an empty embed"
        texts = [embed.get("title"), embed.get("description"), footer]
        total += sum(_size(text or "") for text in texts)
        total += sum(_size(field["name"]) + _size(field["value"]) for field in fields)
    if total > 6000:
        yield f"embeds of {total} characters in all"


def _components(rows: Sequence[Payload]) -> Iterator[str]:
    if len(rows) > 5:
        yield "more than 5 rows"
    identifiers: list[str] = []
    for row in rows:
        items = row.get("components", ())
        if row.get("type") != 1 or not items:
            yield "a row without anything in it"
        if len(items) > 5 or (len(items) > 1 and any(item["type"] != 2 for item in items)):
            yield "too much in a row"
        for item in items:
            if "custom_id" in item:
                identifiers.append(item["custom_id"])
            yield from _button(item) if item["type"] == 2 else _select(item)
    if len(set(identifiers)) != len(identifiers):
        yield f"custom_id cannot be duplicated: {identifiers}"


def _button(item: Payload) -> Iterator[str]:
    yield from _text("label", item.get("label") or "", 0, 80)
    if not (item.get("label") or "").strip() and not item.get("emoji"):
        yield "a button without label and emoji"
    if item.get("style") == LINK_BUTTON:
        yield from _text("url", item.get("url"), 1, 512)
    else:
        yield from _text("custom_id", item.get("custom_id"), 1, 100)


def _select(item: Payload) -> Iterator[str]:
    yield from _text("custom_id", item.get("custom_id"), 1, 100)
    yield from _text("placeholder", item.get("placeholder") or "", 0, 150)
    if not 0 <= item.get("min_values", 1) <= item.get("max_values", 1) <= 25:
        yield "min_values and max_values"
    if item["type"] != 3:
        return
    options = item.get("options", ())
    if not 1 <= len(options) <= 25:
        yield f"{len(options)} options"
    if len({option["value"] for option in options}) != len(options):
        yield "an option twice"
    for option in options:
        yield from _text("option", option.get("label"), 1, 100)
        yield from _text("option value", option.get("value"), 1, 100)
        yield from _text("option description", option.get("description") or "", 0, 100)


def _text(name: str, text: Any, least: int, most: int) -> Iterator[str]:
    if not isinstance(text, str) or not least <= _size(text.strip()) or _size(text) > most:
        yield f"{name} must be {least} to {most} characters long, not {text!r:.60}"


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
