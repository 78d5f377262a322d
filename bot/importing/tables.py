"""Reads tables of questions and answers, in CSV or TSV, by the names of their columns."""

import re
from collections.abc import Collection, Iterator

from bot.importing.brought import Found, Left, Pair, brief
from bot.importing.documents import Document
from bot.importing.rows import Row, names_of, read_rows
from bot.knowledge import is_url

_COLUMNS = {
    "question": ("question", "questions", "q", "title", "prompt", "frage", "pregunta", "问题"),
    "answer": ("answer", "answers", "a", "response", "reply", "antwort", "respuesta", "réponse", "答案", "回答"),
    "phrasings": tuple(
        "phrasings|phrasing|alternative questions|alternative question|alternatives|alternative|other questions"
        "|variations|variation|variants".split("|")
    ),
    "topic": ("topic", "category", "section", "group"),
    "url": ("url", "link", "source", "source url"),
    "published": ("published", "updated", "last updated", "updated at"),
    "as_of": ("as of", "date"),
}
"""By the fields of a `Pair`, how their columns may be called, in any case; no name stands under two."""
_ASKING_ALSO = (*_COLUMNS["phrasings"], "question")
"""Columns of further ways of asking may be many and numbered, "question 2" among them."""
_SEPARATORS = re.compile(r"[\n|;]")
_NUMBER = re.compile(r"\s*\d+$")


def recognises(document: Document) -> bool:
    return document.suffix in (".csv", ".tsv")


def read(document: Document) -> Iterator[Found]:
    rows = read_rows(document)
    if not rows:
        yield Left("the table is empty", document.place())
        return
    found = _columns_of(rows[0])
    named = "question" in found and "answer" in found
    if not named and ("?" not in rows[0].cell(0) or not rows[0].cell(1)):
        yield Left("the first row names no columns question and answer", document.place(rows[0].line))
        return
    found = found if named else {"question": (0,), "answer": (1,)}
    yield from _pairs(document, rows[1:] if named else rows, found)
    yield from _unused(document, rows, found, named=named)


def _columns_of(header: Row) -> dict[str, tuple[int, ...]]:
    """By what they hold; of phrasings there may be several."""
    found: dict[str, tuple[int, ...]] = {}
    for column, name in enumerate(names_of(header)):
        key = _key_of(name, found)
        if key is not None:
            found[key] = (*found.get(key, ()), column)
    return found


def _key_of(name: str, found: Collection[str]) -> str | None:
    key = next((key for key, names in _COLUMNS.items() if name in names), None)
    if key is not None and key not in found:
        return key
    # A second column "question" asks in another way, but not where such ways have columns of their own.
    if name == "question" and "phrasings" in found:
        return None
    return "phrasings" if _NUMBER.sub("", name) in _ASKING_ALSO else None


def _pairs(document: Document, rows: tuple[Row, ...], found: dict[str, tuple[int, ...]]) -> Iterator[Pair]:
    for row in rows:
        asked = [part for column in found.get("phrasings", ()) for part in _SEPARATORS.split(row.cell(column))]
        cells = {key: row.cell(columns[0]) for key, columns in found.items() if key != "phrasings"}
        source = cells.get("url", "")
        publisher = "" if is_url(source) else source
        yield Pair(
            cells["question"],
            cells["answer"],
            document.place(row.line),
            tuple(asked),
            topic=cells.get("topic", ""),
            publisher=publisher,
            url=source,
            published=cells.get("published", ""),
            as_of=cells.get("as_of", ""),
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
