"""Sets blocks of lines for a terminal, at most 80 columns wide: lines with a heading, and indented ones below it."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill

from adapters.markdown import without_control
from adapters.terminal.json_form import without_half_characters

_WIDTH = 80
_INDENT = "   "


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
