"""Reads exports of QnABot on AWS, in JSON.

The keys are those of its content designer, as in https://github.com/aws-solutions/qnabot-on-aws
(source/templates/examples).
"""

from collections.abc import Iterator

from bot.importing.brought import Found, Left, Pair, brief
from bot.importing.documents import Document
from bot.importing.trees import child, items, pairs, says, text, texts, tree_of
from bot.knowledge.reading.nodes import Node

_QUESTIONS, _ANSWER, _OTHER_ANSWERS, _TOPIC, _CARD, _FUNCTION = "q", "a", "alt", "t", "r", "l"
_CARRIED = ("qid", "type", _QUESTIONS, _ANSWER, _OTHER_ANSWERS, _TOPIC, _CARD, _FUNCTION)
_LINK = "QID::"  # Before the qid that a button of the card leads to.


def recognises(document: Document) -> bool:
    return document.suffix == ".json" and child(tree_of(document), "qna") is not None


def read(document: Document) -> Iterator[Found]:
    for one in items(tree_of(document), "qna"):
        yield from _of_item(document, one)


def _of_item(document: Document, one: Node) -> Iterator[Found]:
    place, qid = document.place(one.line), text(one, "qid")
    answer = text(one, _OTHER_ANSWERS, "markdown") or text(one, _ANSWER)
    kind = text(one, "type") or "qna"
    asked = texts(one, _QUESTIONS)
    if kind != "qna" or not asked:
        content = answer or text(one, "passage")
        yield Left(f"{qid}: of the type {kind}, without a question: {brief(content)}", place)
        return
    maker = text(one, _FUNCTION) or ("a template" if "{{" in answer else "")
    if maker:
        yield Left(f"{qid}: its answer is made by {maker}: {brief(answer)}", place)
        return
    buttons = tuple((text(button, "text"), text(button, "value")) for button in items(one, _CARD, "buttons"))
    related = tuple(value.removeprefix(_LINK) for _, value in buttons if value.startswith(_LINK))
    yield Pair(asked[0], answer, place, asked[1:], topic=text(one, _TOPIC), key=qid, related=related)
    yield from (Left(f"{qid}: {what}", place) for what in _lost(one, buttons))


def _lost(one: Node, buttons: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield from (f"the button {label}" for label, value in buttons if label and not value.startswith(_LINK))
    yield from (f"{key} of the card" for key in _said(one, _CARD) if key not in ("title", "buttons"))
    yield from (f"{key} of alt" for key in _said(one, _OTHER_ANSWERS) if key != "markdown")
    yield from (key for key in _said(one) if key not in _CARRIED)


def _said(one: Node, *path: str) -> Iterator[str]:
    """The keys that hold something."""
    return (key.text for key, value in pairs(one, *path) if says(value))
