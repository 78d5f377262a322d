"""Reads YAML as a tree of nodes; syntax errors and bombs become findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bot.knowledge.findings import Code, Report, shown
from bot.knowledge.reading.nodes import Mapping, Node, Scalar, Sequence, to_mapping

if TYPE_CHECKING:
    import yaml

DEPTH_LIMIT = 30  # Far more than any file of the format needs.
TOO_DEEP = f"lists and mappings are nested more than {DEPTH_LIMIT} deep"
_ALIAS_LIMIT = 100_000
"""Nodes that the aliases of a file may stand for, more than a file holds: ten lines of aliases of aliases would stand
for millions."""
_NODE_LENGTH = 100  # Characters of a text that count as a node, so that no long text is multiplied either.
_STANDARD = "tag:yaml.org,2002:"
_SCALAR_TAGS = ("bool", "float", "int", "null")
_OTHER_TAGS = ("str", "timestamp", "seq", "map")


class _Sized(NamedTuple):
    node: Node
    size: int  # In nodes, aliases as what they stand for.
    aliased: int = 0  # The share of aliases in the size.


class Problem(Exception):
    """Ends the reading of a file; its arguments are those of `Report.add`."""


@dataclass(slots=True)
class _Open:
    """A collection that is still being read."""

    line: int
    is_mapping: bool
    anchor: str | None
    nodes: list[Node] = field(default_factory=list)  # Of a mapping keys and values by turns.
    size: int = 1
    aliased: int = 0

    def add(self, part: _Sized, line: int) -> None:
        self.nodes.append(part.node)
        self.size += part.size
        self.aliased += part.aliased
        if self.aliased > _ALIAS_LIMIT:
            message = f"aliases stand for more than {_ALIAS_LIMIT:,} nodes"
            raise Problem(Code.ALIASES, line, message, "write the texts out instead of repeating them by aliases")


def read_yaml(text: str, report: Report) -> Node | None:
    """Return the only document; None where there is none or, with a finding, where it cannot be read."""
    # Here, not above: `bot.curating` loads this module at every start, and seldom reads YAML.
    import yaml

    try:
        return _build(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), report)
    except Problem as problem:
        report.add(*problem.args)
    except yaml.YAMLError as error:
        report.add(*_syntax_error(error, text).args)
    return None


def _build(events: Iterable[yaml.Event], report: Report) -> Node | None:
    import yaml

    tree = _Tree(report)
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.DocumentStartEvent) and tree.root.nodes:
            raise Problem(Code.NOT_YAML, line, "a second document begins", "put it into a file of its own")
        if isinstance(event, yaml.ScalarEvent):
            tree.add_scalar(Scalar(line, event.value, _is_plain(event, line)), event.anchor)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            _check_tag(event.tag, line)
            tree.open(_Open(line, isinstance(event, yaml.MappingStartEvent), event.anchor))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            tree.close(line)
        elif isinstance(event, yaml.AliasEvent):
            tree.add_alias(event.anchor or "", line)
    return tree.root.nodes[0] if tree.root.nodes else None


class _Tree:
    """Built without recursion, so that no depth of nesting exhausts the stack."""

    def __init__(self, report: Report) -> None:
        self.root = _Open(0, False, None)
        self._stack = [self.root]
        self._anchors: dict[str, _Sized | None] = {}
        """None while the collection is open."""
        self._report = report

    def add_scalar(self, scalar: Scalar, anchor: str | None) -> None:
        self._add(_Sized(scalar, 1 + len(scalar.text) // _NODE_LENGTH), scalar.line, anchor)

    def open(self, collection: _Open) -> None:
        if len(self._stack) > DEPTH_LIMIT:
            raise Problem(Code.TOO_DEEP, collection.line, TOO_DEEP, "compare the file with the format")
        if collection.anchor:
            self._anchors[collection.anchor] = None
        self._stack.append(collection)

    def close(self, line: int) -> None:
        done = self._stack.pop()
        self._add(_Sized(_close(done, self._report), done.size, done.aliased), line, done.anchor)

    def add_alias(self, name: str, line: int) -> None:
        if name not in self._anchors:
            remedy = f"write &{name} where it is defined"
            raise Problem(Code.NOT_YAML, line, f"the alias *{name} has no anchor", remedy)
        target = self._anchors[name]
        if target is None:
            message = f"the alias *{name} stands inside its own anchor, which never ends"
            raise Problem(Code.ALIASES, line, message, "write the text out instead")
        self._add(target._replace(aliased=target.size), line, None)

    def _add(self, part: _Sized, line: int, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = part
        self._stack[-1].add(part, line)


def _is_plain(event: yaml.ScalarEvent, line: int) -> bool:
    _check_tag(event.tag, line)
    if event.tag is not None:
        return event.tag.removeprefix(_STANDARD) in _SCALAR_TAGS
    return not event.style


def _check_tag(tag: str | None, line: int) -> None:
    if tag is not None and tag != "!" and tag.removeprefix(_STANDARD) not in _SCALAR_TAGS + _OTHER_TAGS:
        raise Problem(Code.NOT_YAML, line, f"the tag {shown(tag)} is not allowed", "remove the tag")


def _close(done: _Open, report: Report) -> Node:
    """A mapping's own keys come first, and count before those that it takes over by "<<"."""
    if not done.is_mapping:
        return Sequence(done.line, tuple(done.nodes))
    pairs = list(zip(done.nodes[::2], done.nodes[1::2], strict=True))
    own = [pair for pair in pairs if not _is_merge(pair[0])]
    taken = {key.text for key, _ in own if isinstance(key, Scalar)}
    for merged in (value for key, value in pairs if _is_merge(key)):
        for base in merged.items if isinstance(merged, Sequence) else (merged,):
            if not isinstance(base, Mapping):
                message = '"<<" is followed by no mapping'
                raise Problem(Code.NOT_YAML, base.line, message, "name the anchor of a mapping")
            fresh = [pair for pair in base.pairs if pair[0].text not in taken]
            own += fresh
            taken |= {key.text for key, _ in fresh}
    return to_mapping(done.line, own, report)


def _is_merge(key: Node) -> bool:
    return isinstance(key, Scalar) and key.plain and key.text == "<<"


def _syntax_error(error: yaml.YAMLError, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed"
    message = f"this is not YAML: {problem}"
    if mark is None:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        return Problem(Code.NOT_YAML, line, message, "remove the character")
    if "nesting" in problem:
        return Problem(Code.TOO_DEEP, mark.line + 1, TOO_DEEP, "compare the file with the format")
    lines = text.split("\n")
    source = lines[mark.line] if mark.line < len(lines) else ""
    indent = source[: len(source) - len(source.lstrip())]
    if "\t" in indent or source[mark.column : mark.column + 1] == "\t":
        return Problem(Code.TAB, mark.line + 1, "a tab stands where YAML wants spaces", "indent with spaces only")
    remedy = "check the indentation, and put texts that hold a colon, a #, braces or quotes into quotes"
    return Problem(Code.NOT_YAML, mark.line + 1, message, remedy)
