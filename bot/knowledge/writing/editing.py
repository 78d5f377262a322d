"""Edits the text of a file; comments, order and layout stay."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

import yaml

from bot.knowledge.writing.edits import Edit, edited, indented
from bot.knowledge.writing.places import Pair, declared, end_of, is_alias, pairs_of, parsed, start_of, whole_end_of
from bot.knowledge.writing.rendering import entry_flow, entry_lines, key_flow, key_lines, quoted
from bot.model import BotError, Entry


@dataclass(frozen=True, slots=True)
class _Addition:
    """A new key or item, in both styles of YAML."""

    lines: Sequence[str]  # In block style, without indentation.
    flow: str  # As it stands in brackets.


def with_ways(text: str, name: str, id: str, ways: Sequence[str]) -> str:
    """Add ways of asking for the entry or series of this id, one line each; under `asking:`, where it stands there.
    Raises BotError."""
    root = _root(text, name)
    apart, flow = _under_asking(root, name, id), quoted(ways)
    if apart is None:  # It has no place under `asking:`; its ways stand with the entry.
        owner, after = _owner(root, name, id), "question"
    elif isinstance(apart, yaml.MappingNode) and apart.value:  # `asking: {tandem: {phrasings: ...}}`
        owner, after = apart, apart.value[-1][0].value
    else:  # `asking: {tandem: }`
        return _with_value(text, apart, f'{{"phrasings": {flow}}}')
    pair = _writable_pair(owner, "phrasings", name)
    if pair is None:
        return _with_key(text, owner, after, _Addition([f"phrasings: {flow}"], f'"phrasings": {flow}'), name)
    return _with_texts(text, pair[1], ways)


def with_lines(text: str, name: str, lines: Sequence[str]) -> str:
    """Add lines that must not be answered. Raises BotError."""
    pair = _writable_pair(_root(text, name), "questions", name) if text.strip() else None
    if pair is None:
        return text + "\n".join(["questions:", *(f"  - {quoted(line)}" for line in lines), ""])
    return _with_texts(text, pair[1], lines)


def with_entry(text: str, name: str, entry: Entry) -> str:
    """Add an entry behind the others. Raises BotError."""
    pair = _writable_pair(_root(text, name), "entries", name) if text.strip() else None
    lines = entry_lines(entry)
    if pair is None:
        return "\n".join([f"topic: {quoted(entry.topic)}", "entries:", *indented(lines, "  "), ""])
    if not _has_items(pair[1]):
        place = f"{name}:{pair[0].start_mark.line + 1}"
        raise BotError(f"{place}: entries holds no entry, behind which another could stand; write {entry.id} there")
    stands_apart = _has_blank_line_before(pair[1].value[-1], text)
    return _with_items(text, pair[1], [_Addition(["", *lines] if stands_apart else lines, entry_flow(entry))])


def with_keys(text: str, name: str, entry: Entry, keys: Sequence[str]) -> str:
    """Change these keys of an entry in the text to those of `entry`. Raises BotError."""
    for key in keys:
        owner = _owner(_root(text, name), name, entry.id)
        pair = _writable_pair(owner, key, name)
        lines, flow = key_lines(entry, key), key_flow(entry, key)
        if pair is None:
            text = _with_key(text, owner, "answer", _Addition(lines, f"{quoted(key)}: {flow}"), name)
        elif owner.flow_style:
            text = _with_value(text, pair[1], flow)
        else:
            start, indent = start_of(pair[0]), " " * pair[0].start_mark.column
            # The first key of an entry stands behind its dash.
            lead = text[start : pair[0].start_mark.index]
            new = (lead + lines[0], *indented(lines[1:], indent))
            text = edited(text, [Edit(start, end_of(text, pair[1]), new)])
    return text


def holds(text: str, name: str, key: str) -> bool:
    """Whether a file has this key; `name`: that of the file."""
    # Looked for first, since to parse all files would take seconds.
    if not re.search(rf"^\W*{key}\W*:", text, re.MULTILINE):
        return False
    return key in pairs_of(_root(text, name))


def _root(text: str, name: str) -> yaml.MappingNode:
    root = parsed(text)
    if not isinstance(root, yaml.MappingNode):
        raise BotError(f"{name}: is no mapping; write what was accepted there yourself")
    return root


def _owner(root: yaml.MappingNode, name: str, id: str) -> yaml.MappingNode:
    owner = declared(root, "entries").get(id) or declared(root, "series").get(id)
    if owner is None:
        raise BotError(f"{name}: does not hold {id} any more; look for it with `evbot show {id}`")
    return owner


def _under_asking(root: yaml.MappingNode, name: str, id: str) -> yaml.Node | None:
    """The mapping under `asking:` for this id, or the null in its place; None where the id does not stand there."""
    asking = _writable_pair(root, "asking", name)
    if asking is None or not isinstance(asking[1], yaml.MappingNode):
        return None
    pair = _writable_pair(asking[1], id, name)
    return pair[1] if pair is not None else None


def _writable_pair(owner: yaml.MappingNode, wanted: str, name: str) -> Pair | None:
    for key, value in owner.value:
        place = f"{name}:{key.start_mark.line + 1}"
        if key.value == "<<":
            raise BotError(f'{place}: "<<" stands there, so that nothing can be added; write what it means out')
        if key.value == wanted:
            if is_alias((key, value)):
                raise BotError(f"{place}: {wanted} is an alias, so that nothing can be added; write it out")
            return key, value
    return None


def _has_items(node: yaml.Node) -> TypeGuard[yaml.SequenceNode]:
    return isinstance(node, yaml.SequenceNode) and bool(node.value)


def _has_blank_line_before(node: yaml.Node, text: str) -> bool:
    """Also where the node stands in the first line."""
    *above, _ = text[: node.start_mark.index].split("\n")
    return not above or not above[-1].strip()


def _with_texts(text: str, items: yaml.Node, new: Sequence[str]) -> str:
    if not _has_items(items):
        return _with_value(text, items, quoted(new))
    return _with_items(text, items, [_Addition([f"- {quoted(one)}"], quoted(one)) for one in new])


def _with_items(text: str, items: yaml.SequenceNode, new: Sequence[_Addition]) -> str:
    last = items.value[-1]
    if items.flow_style:
        end = last.end_mark.index
        return text[:end] + "".join(f", {item.flow}" for item in new) + text[end:]
    lines, column = [line for item in new for line in item.lines], items.start_mark.column
    at = whole_end_of(text, last, column)
    return edited(text, [Edit(at, at, indented(lines, " " * column))])


def _with_key(text: str, owner: yaml.MappingNode, after: str, new: _Addition, name: str) -> str:
    """Add a key behind another. Raises BotError."""
    pair = _writable_pair(owner, after, name)
    if pair is None:
        line = owner.start_mark.line + 1
        raise BotError(f"{name}:{line}: has no {after}, behind which this could stand: {new.flow}; write it there")
    if owner.flow_style:
        end = pair[1].end_mark.index
        return f"{text[:end]}, {new.flow}{text[end:]}"
    at = end_of(text, pair[1])
    return edited(text, [Edit(at, at, indented(new.lines, " " * pair[0].start_mark.column))])


def _with_value(text: str, value: yaml.Node, flow: str) -> str:
    start, end = value.start_mark.index, value.end_mark.index
    space = "" if text[start - 1 : start].isspace() else " "
    return text[:start] + space + flow + text[end:]
