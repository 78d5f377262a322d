"""Rasa projects: their YAML (nlu, responses, rules, stories, the response selector) in, pairs out.

The keys are those of https://legacy-docs-oss.rasa.com/docs/rasa/training-data-format and .../chitchat-faqs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.importing.brought import Brought, Left, Pair, brief, join
from bot.importing.documents import Document
from bot.importing.trees import child, items, pairs, text, tree_of
from bot.knowledge.reading.nodes import Mapping, Node, Scalar
from bot.model import Place

_KEYS = ("nlu", "responses", "rules", "stories", "intents")
_ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
_SLOT = re.compile(r"\{\w+\}")
_EXAMPLE = re.compile(r"^\s*-\s+(.*\S)\s*$")


@dataclass(frozen=True, slots=True)
class _Said:
    node: Node
    place: Place


@dataclass(frozen=True, slots=True)
class _Rule:
    """What an intent leads to, or why the rule cannot be carried over."""

    intent: str = ""
    actions: tuple[str, ...] = ()
    left: Left | None = None


def recognises(document: Document) -> bool:
    if document.suffix not in (".yml", ".yaml"):
        return False
    tree = tree_of(document)
    return isinstance(tree, Mapping) and any(child(tree, key) is not None for key in _KEYS)


def read(documents: tuple[Document, ...]) -> Brought:
    """Intents, rules and responses may stand in different files."""
    trees = [(document, tree_of(document)) for document in documents]
    responses = {
        name.text: _Said(value, document.place(name.line))
        for document, tree in trees
        for name, value in pairs(tree, "responses")
    }
    rules = [rule for document, tree in trees for rule in _rules(document, tree)]
    leads = {rule.intent: rule.actions for rule in reversed(rules) if rule.intent}
    parts: list[Brought] = [Brought(left=tuple(rule.left for rule in rules if rule.left))]
    used: set[str] = set()
    for document, tree in trees:
        for one in items(tree, "nlu"):
            intent = text(one, "intent")
            own = f"utter_{intent}"
            actions = (own,) if "/" in intent and own in responses else leads.get(intent, ())
            used.update(actions)
            parts.append(_of_intent(document, one, tuple((action, responses.get(action)) for action in actions)))
    unasked = (name for name in responses if name not in used)
    left = (Left(f"the response {name}, which no intent leads to", responses[name].place) for name in unasked)
    return join((*parts, Brought(left=tuple(left))))


def _rules(document: Document, tree: Node) -> Iterator[_Rule]:
    for key in ("rules", "stories"):
        for one in items(tree, key):
            name = text(one, "rule") or text(one, "story")
            steps = items(one, "steps")
            asked = [text(step, "intent") for step in steps if child(step, "intent") is not None]
            actions = tuple(text(step, "action") for step in steps if child(step, "action") is not None)
            is_plain = len(asked) == 1 and len(steps) == 1 + len(actions) and text(steps[0], "intent") == asked[0]
            if is_plain and child(one, "condition") is None:
                yield _Rule(asked[0], actions)
            else:
                kind = "rule" if key == "rules" else "story"
                what = f"the {kind} {name}: more than a question and its answer"
                yield _Rule(left=Left(what, document.place(one.line)))


def _of_intent(document: Document, one: Node, actions: tuple[tuple[str, _Said | None], ...]) -> Brought:
    place, intent = document.place(one.line), text(one, "intent")
    if not intent:
        name = next((f"{key.text} {text(value)}" for key, value in pairs(one) if key.text != "examples"), "an item")
        return Brought(left=(Left(f"{name}, which is no intent", place),))
    asked = tuple(_examples(child(one, "examples")))
    unknown = [action for action, said in actions if said is None]
    if not asked or not actions or unknown:
        without = f"no response {unknown[0]}" if unknown else "no rule that leads to a response"
        return Brought(left=(Left(f"the intent {intent}: {without if asked else 'no examples'}", place),))
    texts, left = [], []
    for action, said in actions:
        variants = [(text(variant, "text"), variant) for variant in items(said.node if said else None)]
        first = next((told for told, _ in variants if told), "")
        texts.append(first)
        left += [
            Left(f"{action}: {what}", document.place(one.line) if said is None else said.place)
            for what in _lost(variants, first)
        ]
    answer = "\n\n".join(told for told in texts if told)
    if _SLOT.search(answer):
        return Brought(left=(*left, Left(f"the intent {intent}: its answer has slots: {brief(answer)}", place)))
    return Brought((Pair(asked[0], answer, place, asked[1:], key=intent),), tuple(left))


def _lost(variants: list[tuple[str, Node]], first: str) -> Iterator[str]:
    for told, variant in variants:
        if told and told != first:
            yield f"another wording: {brief(told)}"
        yield from (
            f"{key.text} {text(value)} of {brief(told)}"
            for key, value in pairs(variant)
            if key.text not in ("text", "metadata")
        )


def _examples(node: Node | None) -> Iterator[str]:
    """A text with a dash before each, or a list of texts or of mappings that have one."""
    if isinstance(node, Scalar):
        lines = (_EXAMPLE.match(line) for line in node.text.split("\n"))
        found = [line[1] for line in lines if line]
    else:
        found = [item.text if isinstance(item, Scalar) else text(item, "text") for item in items(node)]
    for example in found:
        yield _ENTITY.sub(r"\1", example).removeprefix("- ").strip()
