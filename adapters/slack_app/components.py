"""Makes Slack's buttons, menus and texts from those of a page."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from adapters.slack_app import limits
from adapters.slack_app.markup import escaped
from bot.pages import ZERO_WIDTH, PageButton, PageMenu, Style, shortened

Block = dict[str, Any]  # Slack's JSON of a block, a view, or a piece of one.

EMPTY = "…"
_STYLES = {Style.MAIN: "primary", Style.DANGER: "danger"}
_MENTION = re.compile(r"<(?=[!@#])")


def to_rows(row: Sequence[PageButton]) -> Iterator[Block]:
    elements = list({one.identifier: _button(one) for one in row}.values())  # Slack takes no identifier twice.
    for at in range(0, len(elements), limits.ROW_ELEMENTS):
        yield {"type": "actions", "elements": elements[at : at + limits.ROW_ELEMENTS]}


def _button(button: PageButton) -> Block:
    drawn: Block = {"type": "button", "action_id": button.identifier, "text": plain(button.label, limits.BUTTON_LABEL)}
    if button.style in _STYLES:
        drawn["style"] = _STYLES[button.style]
    return drawn


def to_menu(menu: PageMenu) -> Iterator[Block]:
    placeholder = plain(menu.placeholder, limits.PLACEHOLDER)
    if menu.channels:
        drawn: Block = {"type": "multi_channels_select", "action_id": menu.identifier, "placeholder": placeholder}
        if menu.chosen:
            drawn["initial_channels"] = list(menu.chosen)
        yield section(escaped(placeholder["text"])) | {"accessory": drawn}
        return
    options = [to_option(one.label, one.value, one.description) for one in menu.options[: limits.MENU_OPTIONS]]
    if options:
        drawn = {"type": "static_select", "action_id": menu.identifier, "placeholder": placeholder, "options": options}
        yield {"type": "actions", "elements": [drawn]}


def to_option(label: str, value: str, description: str = "") -> Block:
    drawn: Block = {"text": plain(label, limits.OPTION_LABEL), "value": value[: limits.OPTION_VALUE]}
    if description.strip():
        drawn["description"] = plain(description, limits.OPTION_LABEL)
    return drawn


def section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def plain(text: str, longest: int = limits.BUTTON_LABEL) -> Block:
    return {"type": "plain_text", "text": without_pings(text, longest), "emoji": True}


def without_pings(text: str, longest: int) -> str:
    """Slack reads no mentions in plain text; whatever else reads it should find none either."""
    return _MENTION.sub(f"<{ZERO_WIDTH}", shortened(text, longest - 4))[:longest].strip() or EMPTY
