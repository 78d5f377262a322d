"""Reads YAML as a tree of nodes; syntax errors and bombs become findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.knowledge.findings import Code, Report, shown
from bot.knowledge.reading.nodes import Mapping, Node, Scalar, Sequence, to_mapping

if TYPE_CHECKING:
    import yaml

DEPTH_LIMIT = 30
TOO_DEEP = f"lists and mappings are nested more than {DEPTH_LIMIT} deep"
ALIAS_LIMIT = 100_000
STANDARD = "tag:yaml.org,2002:"
SCALAR_TAGS = ("bool", "float", "int", "null")
OTHER_TAGS = ("str", "timestamp", "seq", "map")


@dataclass(slots=True)
class _Open:
    """A collection that is still being read; sizes count nodes, aliases as what they stand for."""

    line: int
    is_mapping: bool
    anchor: str | None
    nodes: list[Node] = field(default_factory=list)
    size: int = 1
    aliased: int = 0


class _Problem(Exception):
    def __init__(self, code: Code, line: int, message: str, remedy: str) -> None:
        self.finding = code, line, message, remedy


def read_yaml(text: str, report: Report) -> Node | None:
    """Return the only document; None where there is none or, with a finding, where it cannot be read."""
    # Here, not above: the digest of a folder is wanted where its YAML is not.
    import yaml

    try:
        return _build(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), report)
    except _Problem as problem:
        report.add(*problem.finding)
    except yaml.YAMLError as error:
        report.add(*_syntax_error(error, text))
    return None


def _build(events: Iterable[yaml.Event], report: Report) -> Node | None:
    """Build the tree without recursion, so that no depth of nesting exhausts the stack."""
    import yaml

    root = _Open(0, False, None)
    stack = [root]
    anchors: dict[str, tuple[Node, int] | None] = {}
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.DocumentStartEvent) and root.nodes:
            raise _Problem(Code.NOT_YAML, line, "a second document begins", "put it into a file of its own")
        if isinstance(event, yaml.ScalarEvent):
            node: Node = Scalar(line, event.value, _is_plain(event, line))
            size = 1 + len(event.value) // 100
            if event.anchor:
                anchors[event.anchor] = node, size
            stack[-1].nodes.append(node)
            stack[-1].size += size
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            _check_tag(event.tag, line)
            if len(stack) > DEPTH_LIMIT:
                raise _Problem(Code.TOO_DEEP, line, TOO_DEEP, "compare the file with the format")
            if event.anchor:
                anchors[event.anchor] = None
            stack.append(_Open(line, isinstance(event, yaml.MappingStartEvent), event.anchor))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            done = stack.pop()
            node = _close(done, report)
            if done.anchor:
                anchors[done.anchor] = node, done.size
            stack[-1].nodes.append(node)
            _grow(stack[-1], done.size, done.aliased, line)
        elif isinstance(event, yaml.AliasEvent):
            node, size = _resolve(event.anchor or "", anchors, line)
            stack[-1].nodes.append(node)
            _grow(stack[-1], size, size, line)
    return root.nodes[0] if root.nodes else None


def _is_plain(event: yaml.ScalarEvent, line: int) -> bool:
    _check_tag(event.tag, line)
    if event.tag is not None:
        return event.tag.removeprefix(STANDARD) in SCALAR_TAGS
    return not event.style


def _check_tag(tag: str | None, line: int) -> None:
    if tag is not None and tag != "!" and tag.removeprefix(STANDARD) not in SCALAR_TAGS + OTHER_TAGS:
        raise _Problem(Code.NOT_YAML, line, f"the tag {shown(tag)} is not allowed", "remove the tag")


def _close(done: _Open, report: Report) -> Node:
    if not done.is_mapping:
        return Sequence(done.line, tuple(done.nodes))
    pairs = list(zip(done.nodes[::2], done.nodes[1::2], strict=True))
    own = [pair for pair in pairs if not _is_merge(pair[0])]
    taken = {key.text for key, _ in own if isinstance(key, Scalar)}
    for merged in (value for key, value in pairs if _is_merge(key)):
        for base in merged.items if isinstance(merged, Sequence) else (merged,):
            if not isinstance(base, Mapping):
                raise _Problem(
                    Code.NOT_YAML, base.line, '"<<" is followed by no mapping', "name the anchor of a mapping"
                )
            fresh = [pair for pair in base.pairs if pair[0].text not in taken]
            own += fresh
            taken |= {key.text for key, _ in fresh}
    return to_mapping(done.line, own, report)


def _is_merge(key: Node) -> bool:
    return isinstance(key, Scalar) and key.plain and key.text == "<<"


def _resolve(anchor: str, anchors: dict[str, tuple[Node, int] | None], line: int) -> tuple[Node, int]:
    if anchor not in anchors:
        raise _Problem(
            Code.NOT_YAML, line, f"the alias *{anchor} has no anchor", f"write &{anchor} where it is defined"
        )
    target = anchors[anchor]
    if target is None:
        message = f"the alias *{anchor} stands inside its own anchor, which never ends"
        raise _Problem(Code.ALIASES, line, message, "write the text out instead")
    return target


def _grow(open_: _Open, size: int, aliased: int, line: int) -> None:
    open_.size += size
    open_.aliased += aliased
    if open_.aliased > ALIAS_LIMIT:
        message = f"aliases stand for more than {ALIAS_LIMIT:,} nodes"
        raise _Problem(Code.ALIASES, line, message, "write the texts out instead of repeating them by aliases")


def _syntax_error(error: yaml.YAMLError, text: str) -> tuple[Code, int, str, str]:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed"
    if mark is None:
        position = getattr(error, "position", 0)
        return Code.NOT_YAML, text.count("\n", 0, position) + 1, f"this is not YAML: {problem}", "remove the character"
    if "nesting" in problem:
        return Code.TOO_DEEP, mark.line + 1, TOO_DEEP, "compare the file with the format"
    lines = text.split("\n")
    source = lines[mark.line] if mark.line < len(lines) else ""
    indent = source[: len(source) - len(source.lstrip())]
    if "\t" in indent or source[mark.column : mark.column + 1] == "\t":
        return Code.TAB, mark.line + 1, "a tab stands where YAML wants spaces", "indent with spaces only"
    remedy = "check the indentation, and put texts that hold a colon, a #, braces or quotes into quotes"
    return Code.NOT_YAML, mark.line + 1, f"this is not YAML: {problem}", remedy
