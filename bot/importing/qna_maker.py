"""Reads exports of QnA Maker and Custom Question Answering, in TSV or JSON.

The columns and keys are those of https://learn.microsoft.com/azure/ai-services/qnamaker/concepts/data-sources-and-content
and of its download (`qnaDocuments`), its creation (`qnaList`) and the projects that came after (`assets.qnas`).
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from bot.importing.brought import Found, Left, Pair, brief, fault
from bot.importing.documents import Document
from bot.importing.rows import names_of, read_mappings, read_rows
from bot.importing.trees import child, is_true, items, pairs, text, texts, tree_of
from bot.knowledge import is_url
from bot.knowledge.reading.nodes import Node
from bot.model import Place

_LISTS = (("qnaDocuments",), ("qnaList",), ("assets", "qnas"))
_TELLING = {"metadata", "prompts", "qnaid", "suggestedquestions", "iscontextonly"}
_TOPICS = ("category", "topic")


def recognises(document: Document) -> bool:
    if document.suffix in (".tsv", ".csv"):
        rows = read_rows(document)
        names = set(names_of(rows[0])) if rows else set()
        return {"question", "answer"} <= names and bool(names & _TELLING)
    return document.suffix == ".json" and any(child(tree_of(document), *path) for path in _LISTS)


def read(document: Document) -> Iterator[Found]:
    return _of_table(document) if document.suffix != ".json" else _of_tree(document, tree_of(document))


def _of_table(document: Document) -> Iterator[Found]:
    # A question a row: those of one answer stand together.
    for _, group in groupby(read_mappings(document), lambda row: text(row, "qnaid") or text(row, "answer")):
        first, *others = group
        place = document.place(first.line)
        pair = Pair(
            text(first, "question"),
            # Line breaks stand as \n in this format, for a row is a line.
            text(first, "answer").replace("\\n", "\n"),
            place,
            tuple(text(row, "question") for row in others),
            key=text(first, "qnaid"),
            related=tuple(str(one.get("qnaId", "")) for one in _listed(text(first, "prompts"), place)),
        )
        metadata = dict(_metadata(text(first, "metadata"), place))
        suggested = text(first, "suggestedquestions") not in ("", "[]")
        follows = is_true(first, "iscontextonly")
        yield from _whole(pair, text(first, "source"), metadata, follows=follows, has_suggestions=suggested)


def _of_tree(document: Document, tree: Node) -> Iterator[Found]:
    path = next(path for path in _LISTS if child(tree, *path))
    for one in items(tree, *path):
        asked = texts(one, "questions")
        dialog = child(one, "dialog") or child(one, "context")
        pair = Pair(
            asked[0] if asked else "",
            text(one, "answer"),
            document.place(one.line),
            asked[1:],
            key=text(one, "id"),
            related=tuple(text(prompt, "qnaId") for prompt in items(dialog, "prompts")),
        )
        metadata = {name.text: text(value) for name, value in pairs(one, "metadata")}
        named = ((text(item, "name"), text(item, "value")) for item in items(one, "metadata"))
        metadata = metadata or {name: value for name, value in named if name}
        suggested = bool(items(one, "activeLearningSuggestions"))
        follows = is_true(dialog, "isContextOnly")
        yield from _whole(pair, text(one, "source"), metadata, follows=follows, has_suggestions=suggested)
    for group in items(tree, "assets", "synonyms"):
        yield Left(f"the synonyms {', '.join(texts(group, 'alterations'))}", document.place(group.line))


def _whole(
    pair: Pair, source: str, metadata: dict[str, str], *, follows: bool, has_suggestions: bool
) -> Iterator[Found]:
    """The pair with its topic and address, and what is lost of it. `follows`: it only answers after another answer."""
    named = pair.question or brief(pair.answer)
    if follows:
        yield Left(f"{named}: it is an answer only after another one; its text: {brief(pair.answer)}", pair.place)
        return
    topic = next((value for name, value in metadata.items() if name.casefold() in _TOPICS), "")
    url = source if is_url(source) else ""
    yield replace(pair, topic=topic, url=url)
    for name, value in metadata.items():
        if name.casefold() not in _TOPICS:
            yield Left(f"the metadata {name}: {value} of {named}", pair.place)
    if source and not url and "editorial" not in source.casefold():
        yield Left(f"the source {source}", pair.place)
    if has_suggestions:
        yield Left(f"suggestions for {named} that nobody has accepted yet", pair.place)


def _metadata(cell: str, place: Place) -> Iterator[tuple[str, str]]:
    """`key:value | key:value`, or the list of a newer export."""
    if cell.startswith("["):
        yield from ((str(one.get("name", "")), str(one.get("value", ""))) for one in _listed(cell, place))
        return
    for part in cell.split("|"):
        name, _, value = part.partition(":")
        if value.strip():
            yield name.strip(), value.strip()


def _listed(cell: str, place: Place) -> list[dict[str, object]]:
    try:
        found = json.loads(cell or "[]")
    except ValueError as error:
        raise fault(place, f"this is no JSON: {brief(cell)}", "export the file anew") from error
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
