"""Reads agents of Dialogflow ES (intents/NAME.json beside intents/NAME_usersays_LANGUAGE.json)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.importing.brought import Found, Left, Pair, brief
from bot.importing.documents import Document
from bot.importing.trees import child, is_true, items, text, texts, tree_of
from bot.knowledge.reading.nodes import Node

_MEMBER = re.compile(r"(?:^|/)(?:agent|package|(?:intents|entities)/[^/]+)\.json$")
_AGENT = re.compile(r"(?:^|/)(?<!intents/)(?<!entities/)agent\.json$")
_SAYS = re.compile(r"(?P<intent>.+)_usersays_(?P<language>[\w-]+)\.json$")
_PARAMETER = re.compile(r"\$[A-Za-z]\w*|#[A-Za-z][\w-]*\.\w+")
_WORDINGS = "speech"  # Texts, one of which Dialogflow says at random.
_TEXT = "0"
_KINDS = {"1": "a card", "2": "quick replies", "3": "an image", "4": "a payload"}


@dataclass(slots=True)
class _Intent:
    document: Document
    tree: Node
    says: dict[str, tuple[str, ...]] = field(default_factory=dict)  # By language.


def recognises(document: Document) -> bool:
    return _MEMBER.search(document.name) is not None


def read(documents: tuple[Document, ...]) -> Iterator[Found]:
    """`documents` are the members of the archive."""
    trees = [(document, tree_of(document)) for document in documents]
    intents = {
        document.name.removesuffix(".json"): _Intent(document, tree)
        for document, tree in trees
        if "intents/" in document.name and not _SAYS.match(document.name)
    }
    language = ""
    for document, tree in trees:
        says = _SAYS.match(document.name)
        if says and says["intent"] in intents:
            intents[says["intent"]].says[says["language"]] = tuple(_phrases(items(tree)))
        elif _AGENT.search(document.name):
            language = text(tree, "language")
        elif "entities/" in document.name:
            yield Left(f"the entity {text(tree, 'name')}".strip(), document.place())
        elif says:
            yield Left("phrases of no intent", document.place())
    for intent in intents.values():
        yield from _of_intent(intent, language)


def _of_intent(intent: _Intent, language: str) -> Iterator[Found]:
    tree, place, name = intent.tree, intent.document.place(), text(intent.tree, "name")
    says = intent.says or {language: tuple(_phrases(items(tree, "userSays")))}
    spoken = language if language in says else next(iter(says))
    asked = says[spoken]
    messages = [message for response in items(tree, "responses") for message in items(response, "messages")]
    told = [texts(message, _WORDINGS) for message in messages if not _unshown(message, spoken)]
    answer = "\n\n".join(wordings[0] for wordings in told if wordings)
    reason = _unfit(tree, asked, answer)
    if reason:
        yield Left(f"the intent {name}: {reason}", place)
        return
    yield Pair(asked[0], answer, place, asked[1:], key=name)
    lost = (what for message in messages for what in _lost(message, spoken))
    yield from (Left(f"the intent {name}: {what}", place) for what in lost)
    yield from (Left(f"the intent {name} in the language {other}", place) for other in says if other != spoken)


def _unfit(tree: Node, asked: tuple[str, ...], answer: str) -> str:
    """Why it is no question with an answer; empty where it is one."""
    if is_true(tree, "fallbackIntent"):
        return "it answers what is not understood"
    if child(tree, "parentId") is not None or items(tree, "contexts"):
        return "it is an answer only after another one"
    if not asked:
        return "it has no phrases"
    if not answer:
        return "its answer comes from a webhook" if is_true(tree, "webhookUsed") else "it has no answer in words"
    parameter = _PARAMETER.search(answer)
    return f"its answer has the parameter {parameter[0]}" if parameter else ""


def _lost(message: Node, language: str) -> Iterator[str]:
    if unshown := _unshown(message, language):
        yield unshown
    else:
        yield from (f"another wording: {brief(other)}" for other in texts(message, _WORDINGS)[1:])


def _unshown(message: Node, language: str) -> str:
    """The reason why a message is no part of the answer; empty where it is one."""
    spoken, platform, kind = (text(message, key) for key in ("lang", "platform", "type"))
    if platform or (spoken and language and spoken != language):
        return f"a message for {platform or spoken}"
    return "" if kind == _TEXT else _KINDS.get(kind, f"a message of the type {kind}")


def _phrases(says: tuple[Node, ...]) -> Iterator[str]:
    for one in says:
        # With the spaces at the ends of the parts, which part them.
        yield "".join(getattr(child(part, "text"), "text", "") for part in items(one, "data")).strip()
