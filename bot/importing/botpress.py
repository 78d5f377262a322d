"""Reads exports of Botpress Q&A, in JSON or CSV.

The forms are those of https://github.com/botpress/botpress (modules/qna): `questions` and `answers` by language; in
older releases a question, an action and an answer.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.importing.brought import Found, Left, Pair, brief
from bot.importing.documents import Document
from bot.importing.rows import names_of, read_rows
from bot.importing.trees import child, items, pairs, text, texts, tree_of
from bot.knowledge.reading.nodes import Mapping, Node

_ACTIONS = ("text", "redirect", "text_redirect")
_VARIANTS = "†"  # It stands between the wordings of an answer in a table.
_COLUMNS = _QUESTION, _ACTION, _ANSWER, _FLOW = range(4)  # Of a table; the last may be missing.


def recognises(document: Document) -> bool:
    if document.suffix == ".csv":
        rows = read_rows(document)
        widths = (len(_COLUMNS) - 1, len(_COLUMNS))
        return bool(rows) and rows[-1].cell(_ACTION) in _ACTIONS and len(rows[-1].cells) in widths
    if document.suffix != ".json":
        return False
    first = next(_items_of(document), None)
    return text(first, "action") in _ACTIONS and child(first, "questions") is not None


def read(document: Document) -> Iterator[Found]:
    if document.suffix == ".csv":
        yield from _of_table(document)
        return
    for one in _items_of(document):
        yield from _of_item(document, one)


def _of_table(document: Document) -> Iterator[Found]:
    rows = read_rows(document)
    has_header = "action" in names_of(rows[0])[_ACTION:_ANSWER]
    rows = rows[1:] if has_header else rows
    # A question a row: those of one answer follow each other.
    for _, (first, *others) in groupby(rows, lambda row: row.cells[_ACTION:]):
        answer, *wordings = first.cell(_ANSWER).split(_VARIANTS)
        asked = tuple(row.cell(_QUESTION) for row in others)
        pair = Pair(first.cell(_QUESTION), answer, document.place(first.line), asked)
        yield from _whole(pair, wordings, first.cell(_ACTION), first.cell(_FLOW))


def _items_of(document: Document) -> Iterator[Node]:
    tree = tree_of(document)
    listed = items(tree, "qnas") if isinstance(tree, Mapping) else items(tree)
    return (child(one, "data") or one for one in listed)


def _of_item(document: Document, one: Node) -> Iterator[Found]:
    place = document.place(one.line)
    questions, answers = _by_language(one, "questions"), _by_language(one, "answers")
    languages = list(dict.fromkeys((*questions, *answers)))
    # The first that has both, or that has anything.
    spoken = next((language for language in questions if language in answers), next(iter(languages), ""))
    asked = questions.get(spoken, ())
    answer, *wordings = answers.get(spoken, ()) or (text(one, "answer"),)
    pair = Pair(asked[0] if asked else "", answer, place, asked[1:])
    if text(one, "enabled").casefold() == "false":
        yield Left(f"{pair.question}: it is switched off", place)
        return
    flow = "#".join(part for part in (text(one, "redirectFlow"), text(one, "redirectNode")) if part)
    yield from _whole(pair, wordings, text(one, "action"), flow)
    yield from (Left(f"{pair.question} in the language {other}", place) for other in languages if other != spoken)
    if child(one, "contentAnswers") is not None and any(items(value) for _, value in pairs(one, "contentAnswers")):
        yield Left(f"{pair.question}: answers with cards or pictures", place)


def _by_language(one: Node, key: str) -> dict[str, tuple[str, ...]]:
    """Those that name no language, as in older releases, stand under ""."""
    if isinstance(child(one, key), Mapping):
        return {language.text: texts(value) for language, value in pairs(one, key) if texts(value)}
    return {"": texts(one, key)} if texts(one, key) else {}


def _whole(pair: Pair, wordings: Iterable[str], action: str, flow: str) -> Iterator[Found]:
    """`wordings`: the others of the answer."""
    if action == "redirect":
        yield Left(f"{pair.question}: it leads to the flow {flow or pair.answer}", pair.place)
        return
    yield pair
    yield from (Left(f"{pair.question}: another answer: {brief(wording)}", pair.place) for wording in wordings)
    if action == "text_redirect":
        yield Left(f"{pair.question}: after its answer it leads to the flow {flow}", pair.place)
