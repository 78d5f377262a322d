"""Draws a series as an aligned table in a code block."""

from unicodedata import east_asian_width

from bot.knowledge.generating.tables import cell_text, headed, holds_years
from bot.model import Series, Words

_WIDTH_LIMIT = 72  # As wide as a code block stays readable on the platforms.
_CELL_LIMIT = 40


def code_table(series: Series, limit: int, words: Words) -> str:
    """Return the table in at most `limit` characters: with fewer rows if it is longer, turned if it is too wide."""
    for count in range(len(series.rows), 0, -1):
        cells = _cells(series, count, words)
        turned = [list(line) for line in zip(*cells, strict=True)]
        if _table_width(cells) > _WIDTH_LIMIT and _table_width(turned) < _table_width(cells):
            cells = turned
        table = "```\n" + "\n".join(_aligned(cells)) + "\n```"
        left_out = len(series.rows) - count
        if left_out:
            table += f"\n{words.first_rows.format(shown=count, count=len(series.rows))}"
        if len(table) <= limit:
            return table
    return words.too_many.format(rows=len(series.rows), columns=len(series.columns))


def _cells(series: Series, count: int, words: Words) -> list[list[str]]:
    head = [headed(column) for column in series.columns]
    years = [holds_years(series, place) for place in range(len(series.columns))]
    body = [[cell_text(cell, words, years[i]) for i, cell in enumerate(row)] for row in series.rows[:count]]
    return [[_short(text) for text in line] for line in (head, *body)]


def _short(text: str) -> str:
    text = text.replace("`", "'").replace("|", "/")
    return text if len(text) <= _CELL_LIMIT else text[: _CELL_LIMIT - 1] + "…"


def _aligned(cells: list[list[str]]) -> list[str]:
    widths = _widths(cells)
    lines = ["| " + " | ".join(_pad(text, width) for text, width in zip(line, widths, strict=True)) for line in cells]
    head, *body = (line.rstrip() for line in lines)
    return [head, "|" + "|".join("-" * (width + 2) for width in widths), *body]


def _table_width(cells: list[list[str]]) -> int:
    return sum(width + 3 for width in _widths(cells))


def _widths(cells: list[list[str]]) -> list[int]:
    return [max(map(_display_width, column)) for column in zip(*cells, strict=True)]


def _pad(text: str, width: int) -> str:
    """Numbers stand on the right."""
    space = " " * (width - _display_width(text))
    return space + text if text.replace(",", "").replace(".", "").lstrip("-").isdecimal() else text + space


def _display_width(text: str) -> int:
    """In columns of a monospace font: a Chinese sign takes two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
