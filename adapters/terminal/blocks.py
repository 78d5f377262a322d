"""Sets blocks of lines for a terminal, at most 80 columns wide: lines with a heading, and indented ones below it."""

from collections.abc import Iterable
from textwrap import fill

from adapters.control import without_control
from adapters.terminal.json_form import without_half_characters

_WIDTH = 80
_INDENT = "   "


def indented(line: str) -> str:
    return _INDENT + line


def to_block(lines: Iterable[str]) -> str:
    """`lines` that are `indented` stay so; the rest of a line that is too long goes below it, indented twice."""
    return "\n".join(map(_wrapped, lines))


def _wrapped(line: str) -> str:
    plain = without_half_characters(without_control(line))
    indent = _INDENT if plain.startswith(_INDENT) else ""
    return fill(plain.strip(), _WIDTH, initial_indent=indent, subsequent_indent=_INDENT * 2, break_on_hyphens=False)
