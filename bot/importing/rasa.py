"""Reads the YAML of Rasa projects: nlu, responses, rules, stories, the response selector.

The keys are those of https://legacy-docs-oss.rasa.com/docs/rasa/training-data-format and .../chitchat-faqs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.importing.brought import Found, Left, Pair, brief
from bot.importing.documents import Document
from bot.importing.trees import child, items, pairs, text, tree_of
from bot.knowledge.reading.nodes import Mapping, Node, Scalar
from bot.model import Place

_KEYS = ("nlu", "responses", "rules", "stories", "intents")
_ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
_SLOT = re.compile(r"\{\w+\}")
_EXAMPLE = re.compile(r"^\s*-\s+(.*\S)\s*$")
_TESTS = "test_"  # Files of tests begin with it: they repeat what stands elsewhere.

_Trees = list[tuple[Document, Node]]


@dataclass(frozen=True, slots=True)
class _Said:
    node: Node
    place: Place


@dataclass(slots=True)
class _Intent:
    place: Place
    examples: list[str] = field(default_factory=list)


def recognises(document: Document) -> bool:
    if document.suffix not in (".yml", ".yaml"):
        return False
    tree = tree_of(document)
    return isinstance(tree, Mapping) and any(child(tree, key) is not None for key in _KEYS)


def read(documents: tuple[Document, ...]) -> Iterator[Found]:
    """Intents, rules and responses may stand in different files, and the examples of an intent in several."""
    tests = [document for document in documents if document.name.rpartition("/")[2].startswith(_TESTS)]
    yield from (Left("a file of tests", Place(document.name)) for document in tests)
    trees = [(document, tree_of(document)) for document in documents if document not in tests]
    (responses, twice), (leads, longer), (intents, others) = _responses(trees), _leads(trees), _intents(trees)
    yield from (*twice, *longer, *others)
    unused = set(responses)
    for name, intent in intents.items():
        own = f"utter_{name}"
        # What the response selector chooses is called as the intent is; anything else needs a rule.
        actions = (own,) if "/" in name and own in responses else leads.get(name, ())
        unused.difference_update(actions)
        said = {action: responses[action] for action in actions if action in responses}
        answer = "\n\n".join(_first(one.node) for one in said.values())
        reason = _unfit(intent, actions, said, answer)
        if reason:
            yield Left(f"the intent {name}: {reason}", intent.place)
            continue
        yield Pair(intent.examples[0], answer, intent.place, tuple(intent.examples[1:]), key=name)
        for action, one in said.items():
            yield from (Left(f"{action}: {what}", one.place) for what in _lost(one.node))
    for name in sorted(unused):
        yield Left(f"the response {name}, which no intent leads to", responses[name].place)


def _responses(trees: _Trees) -> tuple[dict[str, _Said], list[Left]]:
    """By name; of two with the same name the second is lost."""
    found: dict[str, _Said] = {}
    left = []
    for document, tree in trees:
        for name, value in pairs(tree, "responses"):
            place = document.place(name.line)
            if name.text in found:
                left.append(Left(f"the response {name.text} once more", place))
            found.setdefault(name.text, _Said(value, place))
    return found, left


def _leads(trees: _Trees) -> tuple[dict[str, tuple[str, ...]], list[Left]]:
    """The actions that each intent leads to, by the first rule or story that holds no more; the others are lost."""
    found: dict[str, tuple[str, ...]] = {}
    left = []
    for document, tree in trees:
        for kind, key in (("rule", "rules"), ("story", "stories")):
            for one in items(tree, key):
                steps = items(one, "steps")
                intent = text(steps[0], "intent") if steps else ""
                actions = tuple(text(step, "action") for step in steps[1:])
                name, place = f"the {kind} {text(one, kind)}", document.place(one.line)
                if not intent or not all(actions) or child(one, "condition") is not None:
                    left.append(Left(f"{name}: more than a question and its answer", place))
                elif found.setdefault(intent, actions) != actions:
                    left.append(Left(f"{name}: another answer to {intent}", place))
    return found, left


def _intents(trees: _Trees) -> tuple[dict[str, _Intent], list[Left]]:
    """By name; items that are no intent, and lines that are no example, are lost."""
    found: dict[str, _Intent] = {}
    left = []
    for document, tree in trees:
        for one in items(tree, "nlu"):
            place, name = document.place(one.line), text(one, "intent")
            if name:
                examples = child(one, "examples")
                found.setdefault(name, _Intent(place)).examples.extend(_examples(examples))
                for line in _undashed(examples):
                    left.append(Left(f"the intent {name}: the line {brief(line)}, without a dash", place))
                continue
            what = next((f"{key.text} {text(value)}" for key, value in pairs(one) if key.text != "examples"), "an item")
            left.append(Left(f"{what}, which is no intent", place))
    return found, left


def _examples(node: Node | None) -> Iterator[str]:
    """A text with a dash before each, or a list of texts or of mappings that have one."""
    if isinstance(node, Scalar):
        lines = (_EXAMPLE.match(line) for line in node.text.split("\n"))
        found = [line[1] for line in lines if line]
    else:
        found = [item.text if isinstance(item, Scalar) else text(item, "text") for item in items(node)]
    for example in found:
        yield _ENTITY.sub(r"\1", example).removeprefix("- ").strip()


def _undashed(node: Node | None) -> list[str]:
    """Lines among examples that are none; a comment is nothing."""
    lines = node.text.split("\n") if isinstance(node, Scalar) else ()
    written = (line for line in lines if line.strip(" -") and not line.lstrip().startswith("#"))
    return [line for line in written if not _EXAMPLE.match(line)]


def _unfit(intent: _Intent, actions: tuple[str, ...], said: dict[str, _Said], answer: str) -> str:
    """Why it is no question with an answer; empty where it is one."""
    unknown = next((action for action in actions if action not in said), "")
    if not intent.examples:
        return "no examples"
    if not actions:
        return "no rule that leads to a response"
    if unknown:
        return f"no response {unknown}"
    return f"its answer has slots: {brief(answer)}" if _SLOT.search(answer) else ""


def _first(response: Node) -> str:
    """Of its variants, one of which is said, the first in words."""
    return next((told for variant in items(response) if (told := text(variant, "text"))), "")


def _lost(response: Node) -> Iterator[str]:
    first = _first(response)
    for variant in items(response):
        told = text(variant, "text")
        if told and told != first:
            yield f"another wording: {brief(told)}"
        others = ((key.text, text(value)) for key, value in pairs(variant) if key.text not in ("text", "metadata"))
        beside = f" of {brief(told)}" if told else ""
        yield from (f"{key} {value}{beside}" for key, value in others)
