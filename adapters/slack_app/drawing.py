"""Draws pages natively: a page or form in, blocks with a text beside them, or a view, out; within Slack's limits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from adapters.slack_app import limits
from adapters.slack_app.markup import escaped, to_mrkdwn
from bot.pages import Form, Page, PageButton, PageMenu, Style, cut, shortened
from bot.replies import source_line

Json = dict[str, Any]

_STYLES = {Style.MAIN: "primary", Style.DANGER: "danger"}
_FENCE = "```"
_EMPTY = "…"
_MENTION = re.compile(r"<(?=[!@#])")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message: what is shown, and what notifications and screen readers say instead."""

    text: str
    blocks: tuple[Json, ...]


def to_message(page: Page, file: str | None = None) -> Drawn:
    """`file` is the id of the uploaded picture, where it stands within the message."""
    for longest in (limits.MESSAGE, 6_000, 3_000, 1_000, 300):
        drawn = tuple(_blocks(replace(page, text=_beginning(page.text, longest)), file))[: limits.BLOCKS]
        if _size(drawn) <= limits.MESSAGE:
            break
    return Drawn(_text(page), _fitting(drawn) or (_section(_EMPTY),))


def _fitting(blocks: tuple[Json, ...]) -> tuple[Json, ...]:
    """Without the largest but the first, until Slack takes it; no page of ours comes here."""
    while _size(blocks) > limits.MESSAGE:
        at = max(range(1, len(blocks)), key=lambda number: _size(blocks[number : number + 1]))
        blocks = blocks[:at] + blocks[at + 1 :]
    return blocks


def to_home(page: Page) -> Json:
    blocks = list(_blocks(page, None))[: limits.HOME_BLOCKS]
    return {"type": "home", "blocks": blocks or [_section(_EMPTY)]}


def to_modal(form: Form, metadata: str) -> Json:
    blocks: list[Json] = []
    if form.choices:
        options = [_option(one.label, one.value) for one in form.choices[:10]]
        choice = {"type": "radio_buttons", "action_id": "choice", "options": options}
        blocks.append(
            {"type": "input", "block_id": "choice", "optional": True, "label": _plain(form.question), "element": choice}
        )
    field: Json = {"type": "plain_text_input", "action_id": "text", "multiline": True}
    field["max_length"] = min(form.longest, limits.INPUT)
    if form.placeholder:
        field["placeholder"] = _plain(form.placeholder, limits.PLACEHOLDER)
    label = _plain(form.label, limits.INPUT_LABEL)
    blocks.append(
        {"type": "input", "block_id": "text", "optional": bool(form.choices), "label": label, "element": field}
    )
    return {
        "type": "modal",
        "callback_id": form.identifier,
        "title": _plain(form.title, limits.VIEW_TITLE),
        "submit": _plain(form.button, limits.VIEW_TITLE),
        "private_metadata": metadata[: limits.VIEW_METADATA],
        "blocks": blocks,
    }


def with_labels(blocks: Sequence[Json], labels: Sequence[tuple[str, str]]) -> list[Json]:
    """The blocks of a message as Slack sent them back, with new labels on some of its buttons."""
    changed = dict(labels)
    return [
        {**block, "elements": [_labelled(element, changed) for element in block["elements"]]}
        if block.get("type") == "actions"
        else block
        for block in blocks
    ]


def prompts(questions: Sequence[str]) -> list[dict[str, str]]:
    return [
        {"title": shortened(one, limits.BUTTON), "message": one} for one in questions[: limits.PROMPTS] if one.strip()
    ]


def _blocks(page: Page, file: str | None) -> Iterator[Json]:
    if page.title.strip():
        yield _section(f"*{escaped(' '.join(page.title.split())).replace('*', '∗')}*"[: limits.SECTION])
    for part in _sections(page.lead, escaped):
        yield _section(part)
    for part in _sections(page.text, to_mrkdwn):
        yield _section(part)
    if page.code:
        yield from (_section(part) for part in _sections("\n".join((_FENCE, *page.code, _FENCE)), to_mrkdwn))
    if page.picture is not None and file is not None:
        yield {"type": "image", "slack_file": {"id": file}, "alt_text": _unread(page.picture.alt, limits.IMAGE_ALT)}
    if page.link is not None:
        yield _context(f"<{escaped(page.link.url).replace('|', '%7C')}|{escaped(page.link.label)}>")
    for part in _small_print(page):
        yield _context(part)
    for menu in page.menus:
        yield from _menu(menu)
    for row in page.rows:
        yield from _row(row)


def _sections(text: str, convert: Any) -> Iterator[str]:
    """Parts of a text that fit into a section each after they are converted, which makes them longer."""
    for part in cut(text, limits.SECTION) if text.strip() else ():
        smaller = (part,) if len(convert(part)) <= limits.SECTION else cut(part, limits.SECTION // 6)
        yield from (shown for one in smaller if (shown := convert(one)[: limits.SECTION]).strip())


def _small_print(page: Page) -> Iterator[str]:
    """Notes and sources in as few lines as they fit into, none of them broken."""
    line = ""
    for part in (*map(escaped, page.notes), *(to_mrkdwn(source_line(source)) for source in page.sources)):
        if not part.strip() or len(part) > limits.SECTION:
            continue
        if line and len(line) + len(part) + 3 > limits.SECTION:
            yield line
            line = ""
        line = f"{line} · {part}" if line else part
    if line:
        yield line


def _row(row: Sequence[PageButton]) -> Iterator[Json]:
    elements = {one.identifier: _button(one) for one in row}
    listed = list(elements.values())
    for at in range(0, len(listed), limits.ELEMENTS):
        yield {"type": "actions", "elements": listed[at : at + limits.ELEMENTS]}


def _button(button: PageButton) -> Json:
    label = button.label.strip() or button.emoji or _EMPTY
    drawn: Json = {"type": "button", "action_id": button.identifier, "text": _plain(label, limits.BUTTON)}
    if button.style in _STYLES:
        drawn["style"] = _STYLES[button.style]
    return drawn


def _menu(menu: PageMenu) -> Iterator[Json]:
    placeholder = _plain(menu.placeholder, limits.PLACEHOLDER)
    if menu.channels:
        drawn: Json = {"type": "multi_channels_select", "action_id": menu.identifier, "placeholder": placeholder}
        if menu.chosen:
            drawn["initial_channels"] = list(menu.chosen)
        yield _section(escaped(placeholder["text"])) | {"accessory": drawn}
        return
    options = [_option(one.label, one.value, one.description) for one in menu.options[: limits.OPTIONS]]
    if options:
        drawn = {"type": "static_select", "action_id": menu.identifier, "placeholder": placeholder, "options": options}
        yield {"type": "actions", "elements": [drawn]}


def _option(label: str, value: str, description: str = "") -> Json:
    drawn: Json = {"text": _plain(label, limits.OPTION), "value": value[: limits.OPTION_VALUE]}
    if description.strip():
        drawn["description"] = _plain(description, limits.OPTION)
    return drawn


def _labelled(element: Json, labels: dict[str, str]) -> Json:
    label = labels.get(element.get("action_id", ""))
    return element if label is None else {**element, "text": _plain(label, limits.BUTTON)}


def _section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _context(text: str) -> Json:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def _plain(text: str, longest: int = limits.BUTTON) -> Json:
    return {"type": "plain_text", "text": _unread(text, longest), "emoji": True}


def _unread(text: str, longest: int) -> str:
    """Slack reads no mentions in plain text; whatever else reads it should find none either."""
    return _MENTION.sub("<\u200b", shortened(text, longest - 4))[:longest].strip() or _EMPTY


def _text(page: Page) -> str:
    """In the order that it is read in; never empty, since Slack refuses that."""
    told = [escaped(page.title), escaped(page.lead), to_mrkdwn(page.text), *(escaped(note) for note in page.notes)]
    if page.picture is not None:
        told.append(escaped(page.picture.alt))
    whole = "\n".join(part for part in told if part.strip()) or "\n".join(page.code)
    return (cut(whole, limits.TEXT) or (_EMPTY,))[0]


def _beginning(text: str, longest: int) -> str:
    return (cut(text, longest) or ("",))[0]


def _size(blocks: Sequence[Json]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False))
