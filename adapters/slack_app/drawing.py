"""Draws pages and forms as Slack's blocks and views, within Slack's limits."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from adapters.slack_app import limits
from adapters.slack_app.components import (
    EMPTY,
    Block,
    context,
    plain,
    section,
    to_menu,
    to_option,
    to_rows,
    without_pings,
)
from adapters.slack_app.markup import code_block, escaped, to_mrkdwn
from bot.knowledge import one_line
from bot.pages import Field, Form, Page, PageButton, beginning, cut, shortened
from bot.replies import source_line

_TEXT_LENGTHS = (limits.MESSAGE_JSON, 6_000, 3_000, 1_000, 300)
"""To which the text of a page is cut, one after the other, until all of it fits."""
_GROWTH = 6  # Characters that one becomes at most when it is converted: `&amp;`, and what surrounds a line.


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message: what is shown, and what notifications and screen readers say instead."""

    text: str
    blocks: tuple[Block, ...]


def to_message(page: Page, file: str | None = None, *, follows: bool = False) -> Drawn:
    """`file`: the id of the picture, if Slack has it already. `follows`: an update will add it."""
    page = replace(page, text=page.text_beside(follows or file is not None))
    for longest in _TEXT_LENGTHS:
        blocks = tuple(_blocks(replace(page, text=beginning(page.text, longest)), file))[: limits.MESSAGE_BLOCKS]
        if _size(blocks) <= limits.MESSAGE_JSON:
            break
    return Drawn(_text(page), _fitting(blocks) or (section(EMPTY),))


def _fitting(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Drop the largest blocks except the first until Slack takes the rest; no page of ours needs it."""
    while len(blocks) > 1 and _size(blocks) > limits.MESSAGE_JSON:
        largest = max(range(1, len(blocks)), key=lambda at: _size(blocks[at : at + 1]))
        blocks = blocks[:largest] + blocks[largest + 1 :]
    return blocks


def to_home(pages: Sequence[Page]) -> Block:
    """One below the other, with a line between two."""
    blocks: list[Block] = []
    for page in pages:
        if drawn := list(_blocks(page, None)):
            blocks += [{"type": "divider"}, *drawn] if blocks else drawn
    return {"type": "home", "blocks": blocks[: limits.HOME_BLOCKS] or [section(EMPTY)]}


def to_modal(form: Form, metadata: str) -> Block:
    blocks: list[Block] = []
    if form.choices:
        options = [to_option(one.label, one.value) for one in form.choices[: limits.RADIO_OPTIONS]]
        choice = {"type": "radio_buttons", "action_id": "choice", "options": options}
        blocks.append(
            {"type": "input", "block_id": "choice", "optional": True, "label": plain(form.question), "element": choice}
        )
    blocks += [_field(one, optional=bool(form.choices) or not one.required) for one in form.fields]
    return {
        "type": "modal",
        "callback_id": form.identifier,
        "title": plain(form.title, limits.VIEW_TITLE),
        "submit": plain(form.button, limits.VIEW_TITLE),
        "private_metadata": metadata[: limits.VIEW_METADATA],
        "blocks": blocks,
    }


def _field(field: Field, *, optional: bool) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": field.name, "multiline": True}
    element["max_length"] = min(field.longest, limits.INPUT_TEXT)
    if field.placeholder:
        element["placeholder"] = plain(field.placeholder, limits.PLACEHOLDER)
    if field.value.strip():
        element["initial_value"] = field.value[: element["max_length"]]
    label = plain(field.label, limits.INPUT_LABEL)
    return {"type": "input", "block_id": field.name, "optional": optional, "label": label, "element": element}


def with_labels(blocks: Sequence[Block], buttons: Sequence[PageButton]) -> list[Block]:
    """The blocks of a message as Slack sent them back, with new labels on some of its buttons."""
    changed = {one.identifier: one.label for one in buttons}
    return [_relabelled(block, changed) for block in blocks]


def to_prompts(questions: Sequence[str]) -> list[dict[str, str]]:
    offered = [one for one in questions[: limits.PROMPTS] if one.strip()]
    return [{"title": shortened(one, limits.BUTTON_LABEL), "message": one} for one in offered]


def _blocks(page: Page, file: str | None) -> Iterator[Block]:
    if page.calls:
        yield section(_call(page))
    if page.title.strip():
        yield section(f"*{escaped(one_line(page.title)).replace('*', '∗')}*"[: limits.SECTION_TEXT])
    code = code_block(page.code) if page.code else ""
    for text, convert in ((page.lead, escaped), (page.text, to_mrkdwn), (code, to_mrkdwn)):
        yield from map(section, _sections(text, convert))
    if page.picture is not None and file is not None:
        alt = without_pings(page.picture.alt, limits.IMAGE_ALT)
        yield {"type": "image", "slack_file": {"id": file}, "alt_text": alt}
    if page.link is not None:
        yield context(f"<{escaped(page.link.url).replace('|', '%7C')}|{escaped(page.link.label)}>")
    for part in _small_print(page):
        yield context(part)
    for menu in page.menus:
        yield from to_menu(menu)
    for row in page.rows:
        yield from to_rows(row)


def _call(page: Page) -> str:
    """The one mention that is ever sent."""
    return f"<!subteam^{page.calls}>" if page.calls.isalnum() else ""


def _sections(text: str, convert: Callable[[str], str]) -> Iterator[str]:
    """Parts of a text that fit into a section each after they are converted, which makes them longer."""
    for part in cut(text, limits.SECTION_TEXT) if text.strip() else ():
        smaller = (part,) if len(convert(part)) <= limits.SECTION_TEXT else cut(part, limits.SECTION_TEXT // _GROWTH)
        yield from (shown for one in smaller if (shown := convert(one)[: limits.SECTION_TEXT]).strip())


def _small_print(page: Page) -> Iterator[str]:
    """Notes and sources in as few lines as they fit into, none of them broken."""
    line = ""
    for part in (*map(escaped, page.notes), *(to_mrkdwn(source_line(source)) for source in page.sources)):
        if not part.strip() or len(part) > limits.SECTION_TEXT:
            continue
        longer = f"{line} · {part}" if line else part
        if len(longer) > limits.SECTION_TEXT:
            yield line
            longer = part
        line = longer
    if line:
        yield line


def _relabelled(block: Block, labels: dict[str, str]) -> Block:
    if block.get("type") == "actions":
        return {**block, "elements": [_labelled(element, labels) for element in block["elements"]]}
    if block.get("type") == "image" and block.get("slack_file"):
        # Slack sends the size, the address and more of a picture back, and does not take them.
        return {"type": "image", "alt_text": block["alt_text"], "slack_file": {"id": block["slack_file"]["id"]}}
    return block


def _labelled(element: Block, labels: dict[str, str]) -> Block:
    label = labels.get(element.get("action_id", ""))
    return element if label is None else {**element, "text": plain(label, limits.BUTTON_LABEL)}


def _text(page: Page) -> str:
    """In the order that it is read in; never empty, since Slack refuses that."""
    parts = [_call(page), escaped(page.title), escaped(page.lead), to_mrkdwn(page.text), *map(escaped, page.notes)]
    if page.picture is not None:
        parts.append(escaped(page.picture.alt))
    whole = "\n".join(part for part in parts if part.strip()) or "\n".join(page.code)
    return beginning(whole, limits.MESSAGE_TEXT) or EMPTY


def _size(blocks: Sequence[Block]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False))
