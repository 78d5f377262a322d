"""Converts Markdown to Slack's mrkdwn, and what Slack sends to the plain words that a person sees or means."""

import re
from collections.abc import Iterable

from adapters import markdown
from adapters.markdown import without_control
from bot.pages import FENCE, ZERO_WIDTH

_HEADING = re.compile(r"#{1,6}\s+(?P<heading>.+)")
_BULLET = re.compile(r"(?P<indent>\s*)[-*+]\s+")
_INLINE = markdown.any_of(
    markdown.ESCAPED,
    markdown.CODE,
    r"\[(?P<label>[^\]]+)\]\((?P<url>https?://[^)\s]+|mailto:[^)\s]+)\)",  # [here](https://a.example)
    markdown.ADDRESS,
    r"(?P<channel><#[CG][A-Z0-9]+>)",  # <#C012AB3CD>, as Slack writes it; it pings nobody.
    markdown.BARE_ADDRESS,
    r"(?P<three>\*\*\*|___)(?=\S)(?P<bold_italic>.+?)(?<=\S)(?P=three)",  # ***so***
    r"(?P<two>\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=two)",  # **so**
    r"~~(?=\S)(?P<struck>.+?)(?<=\S)~~",  # ~~so~~
    markdown.STARRED,
    markdown.UNDERLINED,
    r"(?P<mark>[*_~`])",  # That marks nothing in Markdown, but could in Slack.
)
"""What stands within a line; the longer mark before the shorter one."""
_MARKS = {"bold_italic": "*_", "bold": "*", "struck": "~", "starred": "_", "underlined": "_"}
"""Slack's own, before a text that Markdown marks; behind it they stand in reverse."""
_NO_FENCE = f"``{ZERO_WIDTH}`"
_TOKEN = re.compile(r"<([^<>]*+)>")
"""A mention or link, as "@U1|name" or "https://a.example|label" between angle brackets."""
_EMOJI = re.compile(r"(?<!\w):[\w+'-]++:(?!\d)|(?<=\w):(?=[a-z+])[\w+'-]++:(?!\w)")
"""As ":tada:", alone or behind a word; "10:30:00" and "a:b:c" hold none."""


def to_mrkdwn(text: str) -> str:
    """Nothing in it can ping anyone, whatever the text says."""
    lines: list[str] = []
    in_code = False
    for line in without_control(text).split("\n"):
        if markdown.FENCED.match(line):
            in_code = not in_code
            lines.append(FENCE)
        else:
            lines.append(escaped(line).replace(FENCE, _NO_FENCE) if in_code else _line(line))
    if in_code:
        lines.append(FENCE)
    return "\n".join(lines)


def code_block(lines: Iterable[str]) -> str:
    """In Markdown; nothing in the lines ends it."""
    return "\n".join((FENCE, *map(_unfenced, lines), FENCE))


def escaped(text: str) -> str:
    """Plain text as it stands: Slack reads only these three characters as more than themselves."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def to_words(text: str) -> str:
    """Return the words that a person sees of a message that Slack has sent: mentions by name, links by label."""
    shown = _EMOJI.sub(" ", _TOKEN.sub(_seen, text))
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def without_mention(text: str, user: str) -> str:
    """Take the mentions of one user out, with the colon or comma that follows a form of address."""
    mention = re.compile(rf"<@{re.escape(user)}(?:\|[^<>]*+)?>(?:\s*+(?!:[\w+'-]++:)[:,])?")  # No emoji's own colon.
    return mention.sub(" ", text)


def _line(line: str) -> str:
    if heading := _HEADING.fullmatch(line):
        return f"*{_inline(re.sub(r'[*_]{2,}', '', heading['heading']))}*"
    if bullet := _BULLET.match(line):
        return f"{bullet['indent']}• {_inline(line[bullet.end() :])}"
    return _inline(line)


def _inline(text: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _INLINE.finditer(text):
        parts.append(escaped(text[end : found.start()]))
        end = found.end()
        before, after = text[: found.start()][-1:], text[end : end + 1]
        parts.append(_marked(found, before, after))
    parts.append(escaped(text[end:]))
    return "".join(parts)


def _marked(found: re.Match[str], before: str, after: str) -> str:
    """`before` and `after`: the characters that touch what was found."""
    kind = str(found.lastgroup)
    held = str(found[kind])
    match kind:
        case "url":
            label = escaped(re.sub(r"[*_`~]", "", found["label"])).replace("|", "¦")
            return f"<{_address(held)}|{label}>"
        case "address" | "bare":
            return f"<{_address(held)}>"
        case "channel":
            return held
        case "code":
            return _set_apart("`", escaped(held.replace("`", "'")), before, after)
        case "escaped" | "mark":
            return _literal(held, before, after)
        case _:
            return _set_apart(_MARKS[kind], _inline(held), before, after)


def _literal(sign: str, before: str, after: str) -> str:
    is_within_word = before.isalnum() and after.isalnum()
    is_between_spaces = not before.strip() and not after.strip()
    if sign not in "*_~`" or is_within_word or is_between_spaces:
        return escaped(sign)  # Slack reads no mark there.
    return f"{ZERO_WIDTH}{sign}{ZERO_WIDTH}"


def _set_apart(mark: str, text: str, before: str, after: str) -> str:
    """Slack reads a mark only where no letter or digit touches it from outside."""
    apart_before, apart_after = (ZERO_WIDTH if one.isalnum() else "" for one in (before, after))
    return f"{apart_before}{mark}{text}{mark[::-1]}{apart_after}"


def _unfenced(line: str) -> str:
    """A line of a block of code that neither ends it nor begins another."""
    return line.replace(FENCE, _NO_FENCE).replace("~~~", f"~~{ZERO_WIDTH}~")


def _address(url: str) -> str:
    return escaped(url).replace("|", "%7C")


def _seen(found: re.Match[str]) -> str:
    address, _, label = found[1].partition("|")
    match address[:1]:
        case "@" | "#" as sign:
            return f"{sign}{label}" if label else ""
        case "!":
            return label
        case _:
            return label or address.removeprefix("mailto:")
