"""The files of a knowledge folder as an import changes them, and the entries in them."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.importing.brought import fault
from bot.importing.edits import Edit, Lines, edited, lines_in
from bot.knowledge import Report, list_files, read_file
from bot.knowledge.writing.places import declared, end_of, line_of, pairs_of, parsed, whole_end_of
from bot.model import Place

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Room:
    """Where another entry fits into a list."""

    at: int
    indent: str
    """That of its dash."""


class File:
    def __init__(self, name: str, text: str) -> None:
        """`name` is relative to the folder."""
        self.name = name
        self.text = text.removeprefix(_BOM)
        self._bom = text[: len(text) - len(self.text)]
        root = parsed(self.text)
        self.entries = {id: Existing(self, node) for id, node in declared(root, "entries").items()}
        self.series = frozenset(declared(root, "series"))
        _, asked = pairs_of(root).get("asking", (None, None))
        pairs = pairs_of(asked).items()
        self.asking = {id: Existing(self, node) for id, (_, node) in pairs if isinstance(node, yaml.MappingNode)}
        """Ways of asking for entries of other files."""
        self.room = self._room(root)
        self._edits: list[Edit] = []

    @property
    def is_edited(self) -> bool:
        return bool(self._edits)

    def put(self, edit: Edit) -> bool:
        """Note the edit; false where the text says the same already."""
        if not edit.changes(self.text):
            return False
        self._edits.append(edit)
        return True

    def edited(self) -> str:
        return self._bom + edited(self.text, self._edits)

    def _room(self, root: yaml.Node | None) -> Room | None:
        key, entries = pairs_of(root).get("entries", (None, None))
        if key and isinstance(entries, yaml.ScalarNode) and entries.tag.endswith(":null"):
            return Room(end_of(self.text, key), "  ")
        if isinstance(entries, yaml.SequenceNode) and entries.value and not entries.flow_style:
            last = entries.value[-1]
            indent = _indent(self.text, line_of(last))
            if self.text[line_of(last) + len(indent)] == "-":
                return Room(whole_end_of(self.text, last, len(indent)), indent)
        return None


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines, as if they stood at the margin."""

    start: int
    end: int
    indent: str
    lines: Lines


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

    def whole(self) -> Block:
        return self._block(self.node, self.node)

    def block(self, key: str) -> Block | None:
        """A key with its value; None where it does not have its lines for itself."""
        pair = pairs_of(self.node).get(key)
        if pair is None or self.node.flow_style or pair[1].start_mark.index < pair[0].start_mark.index:
            return None
        block = self._block(*pair)
        return block if len(block.indent) == pair[0].start_mark.column else None

    def _block(self, first: yaml.Node, last: yaml.Node) -> Block:
        text, start = self.file.text, line_of(first)
        indent = _indent(text, start)
        end = whole_end_of(text, last, len(indent))
        return Block(start, end, indent, tuple(line[len(indent) :] for line in lines_in(text[start:end])))


def read_folder(folder: Path) -> dict[str, File]:
    """By name. Raises BotError where a file cannot be read: nothing is put beside what is broken."""
    report = Report()
    files = {}
    for one in list_files(folder) if folder.is_dir() else ():
        read_file(one, report.of_file(one.name))
        if report.found:
            first = report.found[0]
            raise fault(first.place, first.message, f"{first.remedy}, then import again")
        files[one.name] = File(one.name, (folder / one.name).read_bytes().decode("utf-8"))
    return files


def _indent(text: str, start: int) -> str:
    end = start
    while text[end : end + 1] == " ":
        end += 1
    return text[start:end]
