"""Takes the marks out of Markdown."""

import re

from adapters import markdown
from adapters.markdown import without_control

_HEADING = re.compile(r"#{1,6}\s+")
_BULLET = re.compile(r"(\s*)[*+](\s+)")
_INLINE = markdown.any_of(
    markdown.ESCAPED,
    markdown.CODE,
    r"\[(?P<label>[^\]]+)\]\((?P<url>[^)\s]+)\)",
    markdown.ADDRESS,
    markdown.BARE_ADDRESS,
    r"(?P<strong>\*{2,3}|__|~~)(?=\S)(?P<loud>.+?)(?<=\S)(?P=strong)",
    markdown.STARRED,
    markdown.UNDERLINED,
)


def plain_text(text: str) -> str:
    lines: list[str] = []
    in_code = False
    for line in without_control(text).split("\n"):
        if markdown.FENCED.match(line):
            in_code = not in_code
        else:
            lines.append(line if in_code else _plain_line(line))
    return "\n".join(lines).strip("\n")


def _plain_line(line: str) -> str:
    line = _HEADING.sub("", line, count=1) if line.startswith("#") else line
    return _plain_words(_BULLET.sub(r"\1-\2", line, count=1) if _BULLET.match(line) else line)


def _plain_words(text: str) -> str:
    return _INLINE.sub(_unmarked, text)


def _unmarked(match: re.Match[str]) -> str:
    found = match.groupdict()
    if found["label"]:
        label = _plain_words(found["label"])
        return label if label == found["url"] else f"{label} ({found['url']})"
    for verbatim in ("escaped", "code", "address", "bare"):
        if found[verbatim]:
            return str(found[verbatim])
    return _plain_words(found["loud"] or found["starred"] or found["underlined"])
