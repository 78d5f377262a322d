"""Reads articles of Zendesk help centres, in JSON of the Help Center API or in CSV with the same names.

The names are those of https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/.
"""

from collections.abc import Iterator

from bot.importing.brought import Found, Left, Pair
from bot.importing.documents import Document
from bot.importing.rows import names_of, read_mappings, read_rows
from bot.importing.trees import child, is_true, items, text, texts, tree_of
from bot.knowledge.reading.nodes import Node
from bot.model import Place


def recognises(document: Document) -> bool:
    if document.suffix == ".csv":
        rows = read_rows(document)
        return bool(rows) and {"title", "body"} <= set(names_of(rows[0]))
    return document.suffix == ".json" and child(tree_of(document), "articles") is not None


def read(document: Document) -> Iterator[Found]:
    if document.suffix == ".csv":
        for row in read_mappings(document):
            yield from _article(row, text(row, "section"), document.place(row.line))
        return
    tree = tree_of(document)
    sections = {text(one, "id"): text(one, "name") for one in items(tree, "sections")}
    for one in items(tree, "articles"):
        yield from _article(one, sections.get(text(one, "section_id"), ""), document.place(one.line))
    if more := text(tree, "next_page"):
        yield Left(f"further pages of articles, from {more} on", document.place())


def _article(one: Node, section: str, place: Place) -> Iterator[Found]:
    title = text(one, "title")
    if is_true(one, "draft"):
        yield Left(f"{title}: it is a draft", place)
        return
    day = (text(one, "edited_at") or text(one, "updated_at"))[:10]
    yield Pair(title, text(one, "body"), place, topic=section, url=text(one, "html_url"), published=day)
    if labels := ", ".join(texts(one, "label_names") or texts(one, "labels")):
        yield Left(f"{title}: the labels {labels}", place)
