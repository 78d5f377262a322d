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
    # Marks first: they escape backslashes, which all later steps add. Addresses before tags, which know them escaped.
    text = _MARKS.sub(r"\\\g<0>", text)
    text = _ADDRESS.sub(lambda found: f"{found[1] or ''}\\:", text)
    text = _LINK.sub(r"\\[", text)
    text = _TAG.sub(r"\\<", text)
    return _LINE_MARK.sub(r"\1\\\2", from_markdown(text))


def code_block(lines: tuple[str, ...]) -> str:
    """Nothing in the lines ends it."""
    text = "\n".join(lines).replace("``", f"`{ZERO_WIDTH}`")
    return f"{FENCE}\n{text}\n{FENCE}"


def link(label: str, url: str) -> str:
    address = url.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
    return f"[{escape(label).replace('[', '(').replace(']', ')')}]({address})"


def from_markdown(text: str) -> str:
    """A curator's Markdown is the platform's but for what would call everybody."""
    return _EVERYONE.sub(f"@{ZERO_WIDTH}", text)
