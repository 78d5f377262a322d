"""Reads JSON and YAML exports as nodes with line numbers."""

from collections.abc import Iterator
from functools import lru_cache

from bot.importing.brought import fault
from bot.importing.documents import Document
from bot.knowledge import Report, read_json, read_yaml
from bot.knowledge.reading.nodes import Mapping, Node, Scalar, Sequence, is_nothing


# Each format looks at a document before the one that reads it does.
@lru_cache(maxsize=4)
def tree_of(document: Document) -> Node:
    """Raises BotError where it is no JSON or YAML, with its line."""
    report = Report(document.name)
    node = read_json(document.text(), report) if document.suffix == ".json" else read_yaml(document.text(), report)
    report.refuse(remedy="mend it there, or export it anew")
    if node is None:
        raise fault(document.place(), "the file is empty", "export it anew")
    return node


def child(node: Node | None, *path: str) -> Node | None:
    """What stands under these keys, whatever their case; None where something is missing, or null."""
    for key in path:
        pairs = node.pairs if isinstance(node, Mapping) else ()
        node = next((value for name, value in pairs if name.text.casefold() == key.casefold()), None)
    return None if is_nothing(node) else node


def items(node: Node | None, *path: str) -> tuple[Node, ...]:
    """A list's items; a single one stands for a list of one."""
    found = child(node, *path)
    return () if found is None else found.items if isinstance(found, Sequence) else (found,)


def text(node: Node | None, *path: str) -> str:
    """Empty where there is none."""
    found = child(node, *path)
    return found.text.strip() if isinstance(found, Scalar) else ""


def texts(node: Node | None, *path: str) -> tuple[str, ...]:
    scalars = (item for item in items(node, *path) if isinstance(item, Scalar) and not is_nothing(item))
    return tuple(scalar.text.strip() for scalar in scalars if scalar.text.strip())


def is_true(node: Node | None, *path: str) -> bool:
    return text(node, *path).casefold() == "true"


def says(node: Node | None) -> bool:
    """Whether anything is written in it, at any depth; "false" is nothing."""
    if isinstance(node, Mapping):
        return any(says(value) for _, value in node.pairs)
    if isinstance(node, Sequence):
        return any(says(item) for item in node.items)
    return text(node) not in ("", "false")


def pairs(node: Node | None, *path: str) -> Iterator[tuple[Scalar, Node]]:
    found = child(node, *path)
    return iter(found.pairs if isinstance(found, Mapping) else ())
