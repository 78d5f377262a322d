"""QnABot on AWS, exported as JSON.

The keys are those of its content designer, as in https://github.com/aws-solutions/qnabot-on-aws
(source/templates/examples).
"""

from collections.abc import Iterator

from bot.importing.brought import Found, Left, Pair, brief
from bot.importing.documents import Document
from bot.importing.trees import child, items, pairs, says, text, texts, tree_of
from bot.knowledge.reading.nodes import Node

_CARRIED = ("qid", "q", "a", "t", "type", "alt", "r", "l")
_LINK = "QID::"


def recognises(document: Document) -> bool:
    return document.suffix == ".json" and child(tree_of(document), "qna") is not None


def read(document: Document) -> Iterator[Found]:
    for one in items(tree_of(document), "qna"):
        yield from _of_item(document, one)


def _of_item(document: Document, one: Node) -> Iterator[Found]:
    place, qid = document.place(one.line), text(one, "qid")
    answer = text(one, "alt", "markdown") or text(one, "a")
    kind = text(one, "type") or "qna"
    asked = texts(one, "q")
    if kind != "qna" or not asked:
        content = answer or text(one, "passage")
        yield Left(f"{qid}: of the type {kind}, without a question: {brief(content)}", place)
        return
    maker = text(one, "l") or ("a template" if "{{" in answer else "")
    if maker:
        yield Left(f"{qid}: its answer is made by {maker}: {brief(answer)}", place)
        return
    buttons = tuple((text(button, "text"), text(button, "value")) for button in items(one, "r", "buttons"))
    related = tuple(value.removeprefix(_LINK) for _, value in buttons if value.startswith(_LINK))
    yield Pair(asked[0], answer, place, asked[1:], topic=text(one, "t"), id=qid, related=related)
    yield from (Left(f"{qid}: {what}", place) for what in _lost(one, buttons))


def _lost(one: Node, buttons: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield from (f"the button {label}" for label, value in buttons if label and not value.startswith(_LINK))
    for within, of, carried in (("r", " of the card", ("title", "buttons")), ("alt", " of alt", ("markdown",))):
        yield from (f"{key.text}{of}" for key, value in pairs(one, within) if key.text not in carried and says(value))
    yield from (key.text for key, value in pairs(one) if key.text not in _CARRIED and says(value))
