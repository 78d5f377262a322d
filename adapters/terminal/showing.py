"""Shows Markdown, as rich text on a terminal and as plain text in a pipe; sets blocks of lines, 80 columns wide."""

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill

from adapters import markdown
from adapters.markdown import without_control
from adapters.terminal.json_form import without_half_characters
from adapters.terminal.world import World

_HEADING = re.compile(r"#{1,6}\s+")
_BULLET = re.compile(r"^(\s*)[*+](\s+)")
_INLINE = markdown.any_of(
    markdown.ESCAPED,
    markdown.CODE,
    r"\[(?P<label>[^\]]+)\]\((?P<url>[^)\s]+)\)",  # [here](https://a.example)
    markdown.ADDRESS,
    markdown.BARE_ADDRESS,
    r"(?P<strong>\*{2,3}|__|~~)(?=\S)(?P<loud>.+?)(?<=\S)(?P=strong)",  # **so**
    markdown.STARRED,
    markdown.UNDERLINED,
)
_WIDTH = 80
_INDENT = "   "


class Screen:
    """Shows one text after the other, a blank line between them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._is_blank = True

    def show(self, text: str) -> None:
        if not self._is_blank:
            self._world.write_line()
        self._is_blank = False
        if self._world.stdout.isatty():
            from adapters.terminal.rich_text import open_console, print_markdown

            print_markdown(open_console(self._world.stdout), without_control(text))
        else:
            self._world.write_line(plain_text(text))


def plain_text(text: str) -> str:
    """Without the marks of Markdown."""
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
    return _plain_words(_BULLET.sub(r"\1-\2", line))


def _plain_words(text: str) -> str:
    return _INLINE.sub(_unmarked, text)


def _unmarked(found: re.Match[str]) -> str:
    kind = str(found.lastgroup)
    match kind:
        case "url":
            label = _plain_words(found["label"])
            return label if label == found["url"] else f"{label} ({found['url']})"
        case "loud" | "starred" | "underlined":
            return _plain_words(found[kind])
        case _:
            return str(found[kind])


def indented(line: str) -> str:
    return _INDENT + line


def wordings(examples: Iterable[str], meant: Iterable[str]) -> Iterator[str]:
    """The lines of a matter: how else it was asked, and what the askers said they meant."""
    yield from (indented(f"also: {text}") for text in examples)
    yield from (indented(f"meant: {text}") for text in meant)


def near_entries(nearest: Sequence[tuple[str, float]]) -> Iterator[str]:
    """The line of the ids of entries with their confidence, if there are any."""
    if nearest:
        yield indented("near: " + ", ".join(f"{id} ({confidence:.2f})" for id, confidence in nearest))


def to_block(lines: Iterable[str]) -> str:
    """`lines` that are `indented` stay so; the rest of a line that is too long goes below it, indented twice."""
    return "\n".join(map(_wrapped, lines))


def _wrapped(line: str) -> str:
    plain = without_half_characters(without_control(line))
    indent = _INDENT if plain.startswith(_INDENT) else ""
    return fill(plain.strip(), _WIDTH, initial_indent=indent, subsequent_indent=_INDENT * 2, break_on_hyphens=False)
