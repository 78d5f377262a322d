"""Zendesk help centres: articles as JSON of the Help Center API, or as CSV with the same names.

The names are those of https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/.
"""

from collections.abc import Callable

from bot.importing.brought import Brought, Left, Pair, join
from bot.importing.documents import Document
from bot.importing.tables import Row, names_of, read_rows
from bot.importing.trees import child, items, text, texts, tree_of
from bot.knowledge.reading.nodes import Node
from bot.model import Place


def recognises(document: Document) -> bool:
    if document.suffix == ".csv":
        rows = read_rows(document)
        return bool(rows) and {"title", "body"} <= set(names_of(rows[0]))
    return document.suffix == ".json" and child(tree_of(document), "articles") is not None


def read(document: Document) -> Brought:
    if document.suffix == ".csv":
        header, *rows = read_rows(document)
        names = {name.replace(" ", "_"): column for column, name in enumerate(names_of(header))}
        return join(_article(_cells(row, names), document.place(row.line)) for row in rows)
    tree = tree_of(document)
    sections = {text(one, "id"): text(one, "name") for one in items(tree, "sections")}
    parts = [_article(_keys(one, sections), document.place(one.line)) for one in items(tree, "articles")]
    more = text(tree, "next_page")
    left = (Left(f"further pages of articles, from {more} on", document.place()),) if more else ()
    return join((*parts, Brought(left=left)))


def _cells(row: Row, names: dict[str, int]) -> Callable[[str], str]:
    return lambda name: row.cell(names.get(name))


def _keys(one: Node, sections: dict[str, str]) -> Callable[[str], str]:
    def value(name: str) -> str:
        if name == "section":
            return sections.get(text(one, "section_id"), "")
        return ", ".join(texts(one, name))

    return value


def _article(value: Callable[[str], str], place: Place) -> Brought:
    title = value("title")
    if value("draft").casefold() == "true":
        return Brought(left=(Left(f"{title}: it is a draft", place),))
    day = (value("edited_at") or value("updated_at"))[:10]
    labels = value("label_names") or value("labels")
    left = (Left(f"{title}: the labels {labels}", place),) if labels else ()
    pair = Pair(title, value("body"), place, topic=value("section"), url=value("html_url"), published=day)
    return Brought((pair,), left)
