"""Takes the marks out of Markdown."""

import re

from adapters.control import without_control

_FENCE = re.compile(r"\s*(```|~~~)")
_HEADING = re.compile(r"#{1,6}\s+")
_BULLET = re.compile(r"(\s*)[*+](\s+)")
_INLINE = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<ticks>`+)(?P<code>.+?)(?P=ticks)
    | \[(?P<label>[^\]]+)\]\((?P<url>[^)\s]+)\)
    | <(?P<address>https?://[^>\s]+)>
    | (?P<bare>https?://[^\s<>)\]]+)
    | (?P<strong>\*{2,3}|__|~~)(?=\S)(?P<loud>.+?)(?<=\S)(?P=strong)
    | (?<![\w*])\*(?=[^\s*])(?P<starred>[^*]+?)(?<=\S)\*(?![\w*])
    | (?<!\w)_(?=[^\s_])(?P<underlined>[^_]+?)(?<=\S)_(?!\w)""",
    re.VERBOSE,
)


def plain_text(markdown: str) -> str:
    lines: list[str] = []
    in_code = False
    for line in without_control(markdown).split("\n"):
        if _FENCE.match(line):
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
