"""Finds the lines of each entry and key in a folder of YAML."""

import re
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from pathlib import Path

from bot.importing.brought import fault
from bot.importing.writing import Lines
from bot.knowledge import Report, declared_id, list_files, read_file
from bot.knowledge.reading.nodes import Mapping, Node, Scalar, Sequence

_KEY = re.compile(r"(?P<indent> *)(?P<dash>- +)?(?P<key>\w+):(?: |$)")
_LINE_END = re.compile("(\r\n|[\r\n\x85\u2028\u2029])")
"""What ends a line for YAML, so that its lines and ours have the same numbers."""
_COMMENT = re.compile(r"( *)#")


@dataclass(frozen=True, slots=True)
class Stand:
    """Lines count from 0; an end is the line after the last."""

    id: str
    first: int
    end: int
    keys: dict[str, tuple[int, int]]
    """Of those that begin on a line of their own; not of the first, which stands behind the dash."""
    names: frozenset[str]
    """Of all keys."""


@dataclass(slots=True)
class File:
    path: Path
    name: str
    """Relative to the folder."""
    lines: list[str]
    stands: dict[str, Stand] = field(default_factory=dict)
    asking: dict[str, Stand] = field(default_factory=dict)
    """What is asked for entries that stand elsewhere."""
    room: tuple[int, str] | None = None
    """Where another entry fits in, and the indentation of its dash; None where none does."""
    edits: list[tuple[int, int, Lines]] = field(default_factory=list)
    """First line, end, and what stands there instead."""
    series: frozenset[str] = frozenset()
    """Ids of series, which no entry may have."""
    ends: list[str] = field(default_factory=list)
    """Of the lines, as they are written."""

    def own(self, stand: Stand, key: str) -> tuple[Lines, str]:
        """The lines of a key, as if it stood at the margin, and its indentation."""
        first, end = stand.keys[key]
        indent = _indent(self.lines[first])
        return tuple(line[len(indent) :] for line in self.lines[first:end]), indent

    def whole(self, stand: Stand) -> Lines:
        """The lines of an entry, as if its dash stood at the margin."""
        indent = len(_indent(self.lines[stand.first]))
        return tuple(line[indent:] for line in self.lines[stand.first : stand.end])

    def indent_of(self, stand: Stand) -> str:
        """That of the keys of an entry."""
        lines = [self.lines[first] for first, _ in stand.keys.values()] or [f"  {self.lines[stand.first]}"]
        return _indent(lines[0])

    def edited(self) -> str:
        old = [f"{line}{end}" for line, end in zip_longest(self.lines, self.ends, fillvalue="\n")]
        usual = self.ends[0] if self.ends else "\n"
        text, at = "", 0
        for first, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            text += "".join((*old[at:first], *(f"{line}{usual}" for line in new)))
            at = end
        return text + "".join(old[at:])


def read_folder(folder: Path) -> dict[str, File]:
    """By name. Raises BotError where a file cannot be read: nothing is put beside what is broken."""
    report = Report()
    files = {}
    for one in list_files(folder) if folder.is_dir() else ():
        node = read_file(one, report.of_file(one.name))
        if report.found:
            first = report.found[0]
            raise fault(first.place, first.message, f"{first.remedy}, then import again")
        files[one.name] = file_of(folder / one.name, one.name, node)
    return files


def file_of(path: Path, name: str, node: Node | None) -> File:
    """`node` is what stands in the file."""
    parts = _LINE_END.split(path.read_bytes().decode("utf-8"))
    file = File(path, name, parts[::2] if parts[-1] else parts[:-1:2], ends=parts[1::2])
    keys = node.pairs if isinstance(node, Mapping) else ()
    after = [key.line - 1 for key, _ in keys] + [len(file.lines)]
    for (key, value), end in zip(keys, after[1:], strict=True):
        if key.text == "entries":
            _find_stands(file, key.line, value, end)
        elif key.text == "asking" and isinstance(value, Mapping):
            _find_asking(file, value, end)
        elif key.text == "series" and isinstance(value, Sequence):
            ids = (declared_id(item) for item in value.items if isinstance(item, Mapping))
            file.series = frozenset(id for id in ids if id)
    return file


def _find_stands(file: File, line: int, entries: Node, end: int) -> None:
    """`line` is that of the key, counted from 1."""
    if isinstance(entries, Scalar) and entries.is_nothing():
        file.room = line, "  "
    items = entries.items if isinstance(entries, Sequence) else ()
    firsts = [item.line - 1 for item in items]
    for item, first, after in zip(items, firsts, [*firsts[1:], end], strict=True):
        id = declared_id(item) if isinstance(item, Mapping) else None
        if id and isinstance(item, Mapping):
            file.stands[id] = _stand(file.lines, id, item, first, after)
    dash = _KEY.match(file.lines[firsts[-1]]) if firsts else None
    if dash and dash["dash"] and len(set(firsts)) == len(firsts):
        file.room = _trimmed(file.lines, firsts[-1], end, len(dash["indent"])), dash["indent"]


def _find_asking(file: File, asking: Mapping, end: int) -> None:
    begins = [id.line - 1 for id, _ in asking.pairs] + [end]
    for (id, asked), (first, after) in zip(asking.pairs, pairwise(begins), strict=True):
        if isinstance(asked, Mapping):
            file.asking[id.text] = _stand(file.lines, id.text, asked, first, after)


def _stand(lines: list[str], id: str, item: Mapping, first: int, after: int) -> Stand:
    begins = [key.line - 1 for key, _ in item.pairs] + [after]
    keys = {}
    for (key, _), (begin, end) in zip(item.pairs, pairwise(begins), strict=True):
        found = _KEY.match(lines[begin])
        if found and not found["dash"] and found["key"] == key.text and begin < end:
            keys[key.text] = begin, _trimmed(lines, begin, end, len(found["indent"]))
    end = _trimmed(lines, first, after, len(_indent(lines[first])))
    return Stand(id, first, end, keys, frozenset(key.text for key, _ in item.pairs))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _trimmed(lines: list[str], first: int, end: int, indent: int) -> int:
    """Without the blank lines and comments before what comes next; a deeper `#` may belong to a text."""
    while end > first + 1:
        comment = _COMMENT.match(lines[end - 1])
        if lines[end - 1].strip() and not (comment and len(comment[1]) <= indent):
            break
        end -= 1
    return end
