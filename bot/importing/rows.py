"""Reads the rows of a CSV or TSV document, with their line numbers."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from typing import Literal

from bot.importing.brought import fault
from bot.importing.documents import Document
from bot.knowledge.reading.nodes import Mapping, Scalar
from bot.model import BotError

_TAB = "\t"
_DELIMITERS = (",", ";", _TAB)
_NAMED = re.compile(r"sep=(.)\n")
"""The first line, in which a spreadsheet may name the delimiter; its end stays, so that lines keep their numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Empty where the row is shorter."""
        return self.cells[column].strip() if column < len(self.cells) else ""


# Each format looks at a document before the one that reads it does.
@lru_cache(maxsize=4)
def read_rows(document: Document) -> tuple[Row, ...]:
    """Rows without any text are left out. Raises BotError where quotes do not match."""
    text = document.text()
    named = _NAMED.match(text)
    if named:
        text = text[named.end() - 1 :]
    found = named[1] if named else max(_DELIMITERS, key=text.partition("\n")[0].count)
    delimiter = _TAB if document.suffix == ".tsv" else found
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # It holds for the whole process.
    try:
        return tuple(_rows(document, text, delimiter, csv.QUOTE_MINIMAL))
    except BotError:
        if delimiter != _TAB:
            raise
        # Many tools write tabs without quoting, so that a cell may begin with a quotation.
        return tuple(_rows(document, text, delimiter, csv.QUOTE_NONE))


def _rows(document: Document, text: str, delimiter: str, quoting: Literal[0, 3]) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        what = "the quotes of this row do not match"
        remedy = 'close each quote; a " within a quoted cell is written twice'
        raise fault(document.place(line), what, remedy) from error


def read_mappings(document: Document) -> tuple[Mapping, ...]:
    """The rows after the first as mappings from its names, in which "Html url" is html_url."""
    header, *rows = read_rows(document)
    names = [name.replace(" ", "_") for name in names_of(header)]
    return tuple(
        Mapping(
            row.line, tuple((Scalar(row.line, name), Scalar(row.line, row.cell(at))) for at, name in enumerate(names))
        )
        for row in rows
    )


def names_of(row: Row) -> tuple[str, ...]:
    """As they compare: "As_Of " is "as of"."""
    return tuple(" ".join(re.sub(r"[_-]", " ", cell.casefold()).split()) for cell in row.cells)
