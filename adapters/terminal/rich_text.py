"""Prints the Markdown of an answer on a terminal, with colours, links, and code blocks that fit its width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.markdown import CodeBlock, ListItem, Markdown
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from markdown_it.token import Token

_WIDEST = 100  # Longer lines are hard to read.


def open_console(stream: TextIO) -> Console:
    """No colours where NO_COLOR is set or the terminal has none; rich looks at both itself."""
    console = Console(file=stream, highlight=False)
    return Console(file=stream, highlight=False, width=min(console.width, _WIDEST))


def print_markdown(console: Console, markdown: str) -> None:
    # Markdown joins lines; two spaces before the end of one keep it.
    console.print(_Answer(markdown.replace("\n", "  \n"), hyperlinks=True))


class _Table(CodeBlock):
    """Tables stand in code blocks: columns matter there, not a programming language's colours."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from fitted(str(self.text), console, options)


class _Item(ListItem):
    """Shows the number that was written: Markdown counts on by itself, and makes 4 of the 0 after 3."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number

    @classmethod
    def create(cls, markdown: Markdown, token: Token) -> _Item:
        return cls(token.info)

    def render_number(self, console: Console, options: ConsoleOptions, number: int, last_number: int) -> RenderResult:
        return super().render_number(console, options, int(self._number or number), last_number)


class _Answer(Markdown):
    elements = Markdown.elements | {"fence": _Table, "code_block": _Table, "list_item_open": _Item}


_RULE = re.compile(r"\|[-|]+")
_NUMBER = re.compile(r"-?[\d,.]+|–?")
_INDENT = 4
_NO_LIMIT = 10_000
_STYLE = "markdown.code_block"


def fitted(text: str, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
    lines = [line.rstrip() for line in text.rstrip().split("\n")]
    if max(map(cell_len, lines)) <= options.max_width:
        yield Text("\n".join(lines), style=_STYLE)
    elif len(lines) > 2 and _RULE.fullmatch(lines[1]):
        head, *rows = (_cells(line) for line in (lines[0], *lines[2:]))
        table = _columns(head, rows)
        # Measured without the limit, which the measure would be cut to.
        fits = console.measure(table, options=options.update(max_width=_NO_LIMIT)).minimum <= options.max_width
        yield table if fits else Text("\n".join(_listed(head, rows, options.max_width)), style=_STYLE)
    else:
        yield Text("\n".join(_wrapped(lines, options.max_width)), style=_STYLE)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.removeprefix("|").split("|")]


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=box.MARKDOWN, style=_STYLE, header_style=_STYLE, show_edge=False)
    for place, title in enumerate(head):
        are_numbers = all(_NUMBER.fullmatch(row[place]) for row in rows if place < len(row))
        table.add_column(title, justify="right" if are_numbers else "left", style=_STYLE)
    for row in rows:
        table.add_row(*row[: len(head)])
    return table


def _listed(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """A line for each cell below the name of its row, for where columns would break words."""
    lines = []
    for name, *cells in rows:
        told = [f"  {title}: {cell}" for title, cell in zip(head[1:], cells, strict=False) if cell]
        lines += _wrapped([name, *told], width)
    return lines


def _wrapped(lines: Sequence[str], width: int) -> list[str]:
    """The rest of a line is indented further than its beginning."""
    parts: list[str] = []
    for line in lines:
        indent = min(len(line) - len(line.lstrip()) + _INDENT, width // 2)
        parts += wrap(line, width, subsequent_indent=" " * indent, break_on_hyphens=False) or [""]
    return parts
