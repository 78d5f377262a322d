"""Converts text to Discord's Markdown, so that it can neither ping nor break the layout."""

import re

from bot.pages import FENCE, ZERO_WIDTH

_MARKS = re.compile(r"[\\*_~|`]")
_LINK = re.compile(r"\[(?=[^\[\]]*+\]\()")
_ADDRESS = re.compile(r"(?<=http)(s?):(?=//)|(?<=discord):(?=//)", re.IGNORECASE)
_TAG = re.compile(r"<(?=[@#:/]|a:|t:|id:|https?\\?:)", re.IGNORECASE)
_LINE_MARK = re.compile(r"^([^\S\n]*+)([#>+-])", re.MULTILINE)
_EVERYONE = re.compile(r"@(?=everyone|here)", re.IGNORECASE)


def escape(text: str) -> str:
    """Shown as it stands: no emphasis, link, mention, spoiler, heading or quote comes of it."""
    text = _MARKS.sub(r"\\\g<0>", text)  # First, since it also escapes the backslashes that the next ones add.
    text = _ADDRESS.sub(lambda found: f"{found[1] or ''}\\:", text)  # Before tags: `_TAG` expects "https\:".
    text = _LINK.sub(r"\\[", text)
    text = _TAG.sub(r"\\<", text)
    return _LINE_MARK.sub(r"\1\\\2", without_everyone(text))


def code_block(lines: tuple[str, ...]) -> str:
    """Nothing in the lines ends it."""
    text = "\n".join(lines).replace("``", f"`{ZERO_WIDTH}`")
    return f"{FENCE}\n{text}\n{FENCE}"


def link(label: str, url: str) -> str:
    address = url.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
    return f"[{escape(label).replace('[', '(').replace(']', ')')}]({address})"


def without_everyone(text: str) -> str:
    """All that a curator's Markdown needs to become Discord's: nothing in it calls everybody."""
    return _EVERYONE.sub(f"@{ZERO_WIDTH}", text)
