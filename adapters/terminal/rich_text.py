"""Prints the Markdown of an answer on a terminal, with colours, links and wrapped lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, ListItem, Markdown

from adapters.terminal.fitting import fitted

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
