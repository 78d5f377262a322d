"""Converts Markdown to Slack's mrkdwn, and text from Slack to plain words."""

import re

_FENCE = re.compile(r"\s*(?:```|~~~)")
_HEADING = re.compile(r"#{1,6}\s+(?P<heading>.+)")
_BULLET = re.compile(r"(?P<indent>\s*)[-*+]\s+")
_INLINE = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<ticks>`+)(?P<code>.+?)(?P=ticks)
    | \[(?P<label>[^\]]+)\]\((?P<url>https?://[^)\s]+|mailto:[^)\s]+)\)
    | <(?P<address>https?://[^>\s]+)>
    | (?P<channel><\#[CG][A-Z0-9]+>)
    | (?P<bare>https?://[^\s<>)\]]+)
    | (?P<both>\*\*\*|___)(?=\S)(?P<loudest>.+?)(?<=\S)(?P=both)
    | (?P<strong>\*\*|__)(?=\S)(?P<loud>.+?)(?<=\S)(?P=strong)
    | ~~(?=\S)(?P<struck>.+?)(?<=\S)~~
    | (?<![\w*])\*(?=[^\s*])(?P<starred>[^*]+?)(?<=\S)\*(?![\w*])
    | (?<!\w)_(?=[^\s_])(?P<underlined>[^_]+?)(?<=\S)_(?!\w)
    | (?P<mark>[*_~`])""",
    re.VERBOSE,
)
_APART = "\u200b"
"""Of no width: keeps a mark from what it would else be read with."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

_TOKEN = re.compile(r"<([^<>]*+)>")


def to_mrkdwn(markdown: str) -> str:
    """Nothing in it can ping anyone, whatever the text says."""
    lines: list[str] = []
    in_code = False
    for line in _CONTROL.sub("", markdown).split("\n"):
        if _FENCE.match(line):
            in_code = not in_code
            lines.append("```")
        else:
            # Three ticks within code would end it.
            lines.append(escaped(line).replace("```", f"``{_APART}`") if in_code else _line(line))
    if in_code:
        lines.append("```")
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Plain text as it stands: Slack reads only these three characters as more than themselves."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def to_words(text: str) -> str:
    """Return what a person sees of a message that Slack has sent: mentions by name, links by label."""
    shown = _TOKEN.sub(_token_words, text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def without_mention(text: str, user: str) -> str:
    """Take the mentions of one user out, with the colon or comma that follows a form of address."""
    mention = re.compile(rf"<@{re.escape(user)}(?:\|[^<>]*+)?>\s*+[:,]?")
    return mention.sub(" ", text)


def _token_words(found: re.Match[str]) -> str:
    kind, (address, bar, label) = found[1][:1], found[1].partition("|")
    if kind == "@":
        return f"@{label}" if label else ""
    if kind == "#":
        return f"#{label}" if label else ""
    if kind == "!":
        return label
    return label if bar and label else address.removeprefix("mailto:")


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
        parts.append(_marked(found.groupdict(), before, after))
    parts.append(escaped(text[end:]))
    return "".join(parts)


def _marked(found: dict[str, str | None], before: str, after: str) -> str:
    if found["label"] and found["url"]:
        label = escaped(re.sub(r"[*_`~]", "", found["label"])).replace("|", "¦")
        return f"<{_address(found['url'])}|{label}>"
    if address := found["address"] or found["bare"]:
        return f"<{_address(address)}>"
    if found["channel"]:
        return found["channel"]
    if found["code"]:
        code = escaped(found["code"].replace("`", "'"))
        return _set_apart("`", code, "`", before, after)
    if found["loudest"]:
        return _set_apart("*_", _inline(found["loudest"]), "_*", before, after)
    if found["loud"]:
        return _set_apart("*", _inline(found["loud"]), "*", before, after)
    if found["struck"]:
        return _set_apart("~", _inline(found["struck"]), "~", before, after)
    if found["starred"] or found["underlined"]:
        return _set_apart("_", _inline(found["starred"] or found["underlined"] or ""), "_", before, after)
    literal = found["escaped"] or found["mark"] or ""
    if literal not in "*_~`" or (before.isalnum() and after.isalnum()) or not (before.strip() or after.strip()):
        return escaped(literal)  # Slack reads no mark within a word or between spaces.
    return f"{_APART}{literal}{_APART}"


def _set_apart(opening: str, text: str, closing: str, before: str, after: str) -> str:
    """Slack reads a mark only where no letter or digit touches it from outside."""
    return f"{_APART if before.isalnum() else ''}{opening}{text}{closing}{_APART if after.isalnum() else ''}"


def _address(url: str) -> str:
    return escaped(url).replace("|", "%7C")
