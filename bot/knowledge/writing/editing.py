"""Edits the text of a file; comments, order and layout stay."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

from bot.knowledge.writing.places import Pair, declared, end_of, line_of, newline_of, pairs_of, parsed, whole_end_of
from bot.knowledge.writing.rendering import entry_flow, entry_lines, key_flow, key_lines, list_flow, quoted
from bot.model import BotError, Entry


class _Layouts(NamedTuple):
    """An addition in both layouts: as lines without indentation, and as it stands in brackets."""

    lines: Sequence[str]
    flow: str


def with_ways(text: str, name: str, id: str, ways: Sequence[str]) -> str:
    """Add ways of asking for the entry or series of this id, one line each; under `asking:`, where it stands there.
    Raises BotError."""
    root = _root(text, name)
    apart = _apart(root, name, id)
    owner = _owner(root, name, id) if apart is None else apart
    pair = _pair(owner, "phrasings", name) if isinstance(owner, yaml.MappingNode) else None
    if pair is not None and isinstance(pair[1], yaml.SequenceNode) and pair[1].value:
        return _appended(text, pair[1], _items(ways))
    flow = list_flow(ways)
    if pair is not None:
        return _replaced(text, pair[1], flow)
    if not isinstance(owner, yaml.MappingNode) or not owner.value:
        return _replaced(text, owner, f'{{"phrasings": {flow}}}')
    after = "question" if apart is None else owner.value[-1][0].value
    return _added(text, owner, after, _Layouts([f"phrasings: {flow}"], f'"phrasings": {flow}'), name)


def with_lines(text: str, name: str, lines: Sequence[str]) -> str:
    """Add lines that must not be answered. Raises BotError."""
    pair = _pair(_root(text, name), "questions", name) if text.strip() else None
    if pair is None:
        return text + "\n".join(["questions:", *(f"  - {quoted(line)}" for line in lines), ""])
    if isinstance(pair[1], yaml.SequenceNode) and pair[1].value:
        return _appended(text, pair[1], _items(lines))
    return _replaced(text, pair[1], list_flow(lines))


def with_entry(text: str, name: str, entry: Entry) -> str:
    """Add an entry behind the others. Raises BotError."""
    pair = _pair(_root(text, name), "entries", name) if text.strip() else None
    lines = entry_lines(entry)
    if pair is None:
        indented = [f"  {line}".rstrip() for line in lines]
        return "\n".join([f"topic: {quoted(entry.topic)}", "entries:", *indented, ""])
    if not isinstance(pair[1], yaml.SequenceNode) or not pair[1].value:
        place = f"{name}:{pair[0].start_mark.line + 1}"
        raise BotError(f"{place}: entries holds no entry, behind which another could stand; write {entry.id} there")
    start = text.rfind("\n", 0, pair[1].value[-1].start_mark.index)
    apart = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    return _appended(text, pair[1], [_Layouts(["", *lines] if apart else lines, entry_flow(entry))])


def with_keys(text: str, name: str, entry: Entry, keys: Sequence[str]) -> str:
    """Give an entry that stands there other values of these keys. Raises BotError."""
    for key in keys:
        owner = _owner(_root(text, name), name, entry.id)
        pair = _pair(owner, key, name)
        lines, flow = key_lines(entry, key), key_flow(entry, key)
        if pair is None:
            text = _added(text, owner, "answer", _Layouts(lines, f"{quoted(key)}: {flow}"), name)
        elif owner.flow_style:
            text = _replaced(text, pair[1], flow)
        else:
            start, column = line_of(pair[0]), pair[0].start_mark.column
            # The first key of an entry stands behind its dash.
            lead = text[start : pair[0].start_mark.index]
            text = text[:start] + lead + _indented(lines, column, text)[column:] + text[end_of(text, pair[1]) :]
    return text


def holds(text: str, key: str) -> bool:
    """Whether a file has this key."""
    # Looked for first, since to parse all files would take seconds.
    if not re.search(rf"^\W*{key}\W*:", text, re.MULTILINE):
        return False
    return key in pairs_of(_root(text, ""))


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


def _apart(root: yaml.MappingNode, name: str, id: str) -> yaml.Node | None:
    """What stands under `asking:` for this id: a mapping, or nothing."""
    asking = _pair(root, "asking", name)
    pair = _pair(asking[1], id, name) if asking is not None and isinstance(asking[1], yaml.MappingNode) else None
    return pair[1] if pair is not None else None


def _pair(owner: yaml.MappingNode, wanted: str, name: str) -> Pair | None:
    for key, value in owner.value:
        place = f"{name}:{key.start_mark.line + 1}"
        if key.value == "<<":
            raise BotError(f'{place}: "<<" stands there, so that nothing can be added; write what it means out')
        if key.value == wanted:
            if value.start_mark.index < key.start_mark.index:
                raise BotError(f"{place}: {wanted} is an alias, so that nothing can be added; write it out")
            return key, value
    return None


def _items(texts: Sequence[str]) -> list[_Layouts]:
    return [_Layouts([f"- {quoted(text)}"], quoted(text)) for text in texts]


def _appended(text: str, items: yaml.SequenceNode, new: Sequence[_Layouts]) -> str:
    last = items.value[-1]
    if items.flow_style:
        end = last.end_mark.index
        return text[:end] + "".join(f", {item.flow}" for item in new) + text[end:]
    lines = [line for item in new for line in item.lines]
    column = items.start_mark.column
    return _inserted(text, whole_end_of(text, last, column), _indented(lines, column, text))


def _added(text: str, owner: yaml.MappingNode, after: str, new: _Layouts, name: str) -> str:
    """A key that is not there yet, behind another. Raises BotError."""
    pair = _pair(owner, after, name)
    if pair is None:
        line = owner.start_mark.line + 1
        raise BotError(f"{name}:{line}: has no {after}, behind which this could stand: {new.flow}; write it there")
    if owner.flow_style:
        end = pair[1].end_mark.index
        return f"{text[:end]}, {new.flow}{text[end:]}"
    return _inserted(text, end_of(text, pair[1]), _indented(new.lines, pair[0].start_mark.column, text))


def _replaced(text: str, value: yaml.Node, flow: str) -> str:
    start, end = value.start_mark.index, value.end_mark.index
    space = "" if text[start - 1 : start].isspace() else " "
    return text[:start] + space + flow + text[end:]


def _inserted(text: str, at: int, lines: str) -> str:
    missing = "" if text[:at].endswith("\n") else newline_of(text)
    return text[:at] + missing + lines + text[at:]


def _indented(lines: Sequence[str], column: int, text: str) -> str:
    newline = newline_of(text)
    return "".join(f"{' ' * column if line else ''}{line}{newline}" for line in lines)
