"""Tables with questions and answers, as CSV or TSV: their rows with line numbers, and what their columns hold."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from typing import Literal

from bot.importing.brought import Found, Left, Pair, brief, fault
from bot.importing.documents import Document
from bot.knowledge import is_url
from bot.knowledge.reading.nodes import Mapping, Scalar

TAB = "\t"
_DELIMITERS = (",", ";", TAB)
_NAMED = re.compile(r"sep=(.)\n")
"""The first line, in which a spreadsheet may name the delimiter; its end stays, so that lines keep their numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """Empty where the row is shorter, or there is no such column."""
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


# Each format looks at a document before the one that reads it does.
@lru_cache(maxsize=4)
def read_rows(document: Document) -> tuple[Row, ...]:
    """Rows without any text are left out. Raises BotError where quotes do not match."""
    text = document.text()
    named = _NAMED.match(text)
    if named:
        text = text[named.end() - 1 :]
    found = named[1] if named else max(_DELIMITERS, key=text.partition("\n")[0].count)
    delimiter = TAB if document.suffix == ".tsv" else found
    csv.field_size_limit(max(len(text), 1))
    rows, line = _rows(text, delimiter, csv.QUOTE_MINIMAL)
    if line and delimiter == TAB:
        # Many tools write tabs without quoting, so that a cell may begin with a quotation.
        rows, line = _rows(text, delimiter, csv.QUOTE_NONE)
    if line:
        what = "the quotes of this row do not match"
        raise fault(document.place(line), what, 'close each quote; a " within a quoted cell is written twice')
    return rows


def _rows(text: str, delimiter: str, quoting: Literal[0, 3]) -> tuple[tuple[Row, ...], int]:
    """The rows, and the line of the first that cannot be read, or 0."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    rows: list[Row] = []
    while True:
        line = reader.line_num + 1
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return tuple(rows), 0
        except csv.Error:
            return tuple(rows), line
        if any(cell.strip() for cell in cells):
            rows.append(Row(line, cells))


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


COLUMNS = {
    "question": ("question", "questions", "q", "title", "prompt", "frage", "pregunta", "问题"),
    "answer": ("answer", "answers", "a", "response", "reply", "antwort", "respuesta", "réponse", "答案", "回答"),
    "phrasings": (
        "phrasings",
        "phrasing",
        "alternative questions",
        "alternative question",
        "alternatives",
        "alternative",
        "other questions",
        "variations",
        "variation",
        "variants",
        "question",
    ),
    "topic": ("topic", "category", "section", "group"),
    "url": ("url", "link", "source", "source url"),
    "published": ("published", "updated", "last updated", "updated at"),
    "as_of": ("as of", "date"),
}
"""How a column may be called, in any case; several of phrasings may be numbered."""
_SEPARATORS = re.compile(r"[\n|;]")
_NUMBER = re.compile(r"\s*\d+$")


def recognises(document: Document) -> bool:
    return document.suffix in (".csv", ".tsv")


def read(document: Document) -> Iterator[Found]:
    rows = read_rows(document)
    if not rows:
        yield Left("the table is empty", document.place())
        return
    found = columns_of(rows[0])
    named = "question" in found and "answer" in found
    if not named and ("?" not in rows[0].cell(0) or not rows[0].cell(1)):
        yield Left("the first row names no columns question and answer", document.place(rows[0].line))
        return
    found = found if named else {"question": (0,), "answer": (1,)}
    yield from _pairs(document, rows[1:] if named else rows, found)
    yield from _unused(document, rows, found, named=named)


def names_of(row: Row) -> tuple[str, ...]:
    """As they compare: "As_Of " is "as of"."""
    return tuple(" ".join(re.sub(r"[_-]", " ", cell.casefold()).split()) for cell in row.cells)


def columns_of(header: Row) -> dict[str, tuple[int, ...]]:
    """By what they hold; of phrasings there may be several."""
    found: dict[str, tuple[int, ...]] = {}
    for column, name in enumerate(names_of(header)):
        bare = _NUMBER.sub("", name)
        meant = next((key for key, names in COLUMNS.items() if name in names and key not in found), None)
        if meant is None and bare in COLUMNS["phrasings"] and name not in COLUMNS["question"]:
            meant = "phrasings"
        if meant is not None:
            found[meant] = (*found.get(meant, ()), column)
    return found


def _pairs(document: Document, rows: tuple[Row, ...], found: dict[str, tuple[int, ...]]) -> Iterator[Pair]:
    for row in rows:

        def cell(key: str, row: Row = row) -> str:
            return row.cell(found[key][0]) if key in found else ""

        asked = [part for column in found.get("phrasings", ()) for part in _SEPARATORS.split(row.cell(column))]
        yield Pair(
            cell("question"),
            cell("answer"),
            document.place(row.line),
            tuple(asked),
            topic=cell("topic"),
            publisher="" if is_url(cell("url")) else cell("url"),
            url=cell("url"),
            published=cell("published"),
            as_of=cell("as_of"),
        )


def _unused(
    document: Document, rows: tuple[Row, ...], found: dict[str, tuple[int, ...]], *, named: bool
) -> Iterator[Left]:
    used = {column for columns in found.values() for column in columns}
    for column in range(max(len(row.cells) for row in rows)):
        filled = [row for row in rows[1 if named else 0 :] if row.cell(column)]
        if column not in used and filled:
            name = f'"{rows[0].cell(column)}"' if named and rows[0].cell(column) else str(column + 1)
            cells = f"{len(filled)} cells, the first: {brief(filled[0].cell(column))}"
            yield Left(f"the column {name} means nothing here ({cells})", document.place(filled[0].line))
