"""Finds the entries in the files of a knowledge folder, and changes these for an import."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.knowledge import Report, list_files, read_file
from bot.knowledge.writing.edits import Edit, Lines, edited, lines_in
from bot.knowledge.writing.places import BOM, declared, end_of, is_alias, pairs_of, parsed, start_of, whole_end_of
from bot.model import Place


@dataclass(frozen=True, slots=True)
class _Room:
    """Where another entry fits into a list."""

    at: int
    indent: str  # That of its dash.


class File:
    def __init__(self, name: str, text: str) -> None:
        """`name` is relative to the folder."""
        self.name = name
        self.text = text.removeprefix(BOM)
        self._bom = text[: len(text) - len(self.text)]
        root = parsed(self.text)
        self.entries = {id: Existing(self, node) for id, node in declared(root, "entries").items()}
        self.series = frozenset(declared(root, "series"))
        _, asked = pairs_of(root).get("asking", (None, None))
        pairs = pairs_of(asked).items()
        self.asking = {id: Existing(self, node) for id, (_, node) in pairs if isinstance(node, yaml.MappingNode)}
        """Ways of asking for entries of other files."""
        _, topic = pairs_of(root).get("topic", (None, None))
        self.topic = topic.value if isinstance(topic, yaml.ScalarNode) else None
        self.room = self._room(root)
        self.edits: list[Edit] = []

    def put(self, edit: Edit) -> bool:
        """Note the edit; false where the text says the same already."""
        if not edit.changes(self.text):
            return False
        self.edits.append(edit)
        return True

    def edited(self) -> str:
        return self._bom + edited(self.text, self.edits)

    def _room(self, root: yaml.Node | None) -> _Room | None:
        key, entries = pairs_of(root).get("entries", (None, None))
        is_empty = isinstance(entries, yaml.ScalarNode) and entries.tag.endswith(":null")
        if key and is_empty:
            return _Room(end_of(self.text, key), "  ")
        if isinstance(entries, yaml.SequenceNode) and entries.value and not entries.flow_style:
            last = entries.value[-1]
            indent = _indent(self.text, start_of(last))
            has_dash_in_its_line = self.text[start_of(last) + len(indent)] == "-"
            if has_dash_in_its_line:
                return _Room(whole_end_of(self.text, last, len(indent)), indent)
        return None


@dataclass(frozen=True, slots=True)
class _Block:
    """Whole lines from `start` to `end`."""

    start: int
    end: int
    indent: str
    lines: Lines  # Without the indentation.


@dataclass(frozen=True, slots=True)
class Existing:
    """An entry, or the ways of asking for it, in a file."""

    file: File
    node: yaml.MappingNode

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(pairs_of(self.node))

    @property
    def can_grow(self) -> bool:
        return not self.node.flow_style and "<<" not in self.keys

    def place(self, key: str = "") -> Place:
        """That of a key, where it is there."""
        found, _ = pairs_of(self.node).get(key, (self.node, None))
        return Place(self.file.name, found.start_mark.line + 1)

    def whole(self) -> _Block:
        return self._block(self.node, self.node)

    def block(self, key: str) -> _Block | None:
        """A key with its value; None where it does not have its lines for itself."""
        pair = pairs_of(self.node).get(key)
        if pair is None or self.node.flow_style or is_alias(pair):
            return None
        block = self._block(*pair)
        begins_its_line = len(block.indent) == pair[0].start_mark.column
        return block if begins_its_line else None

    def _block(self, first: yaml.Node, last: yaml.Node) -> _Block:
        text, start = self.file.text, start_of(first)
        indent = _indent(text, start)
        end = whole_end_of(text, last, len(indent))
        return _Block(start, end, indent, tuple(line[len(indent) :] for line in lines_in(text[start:end])))


def read_folder(folder: Path) -> dict[str, File]:
    """By name. Raises BotError where a file cannot be read: nothing is put beside what is broken."""
    files = {}
    for one in list_files(folder) if folder.is_dir() else ():
        report = Report(one.name)
        read_file(one, report)
        report.refuse(remedy="{}, then import again")
        files[one.name] = File(one.name, (folder / one.name).read_bytes().decode("utf-8"))
    return files


def _indent(text: str, start: int) -> str:
    end = start
    while text[end : end + 1] == " ":
        end += 1
    return text[start:end]
