"""Writes what was accepted into a knowledge folder: it and the folder in, the files that change, and how, out."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.curating.decided import Taken, in_place
from bot.knowledge import load_knowledge
from bot.knowledge.parts.asking import ASKING_KEYS
from bot.knowledge.reading.folder import list_files, read_bytes
from bot.knowledge.words import kebab
from bot.knowledge.writing import holds, with_entry, with_keys, with_lines, with_ways
from bot.matching.text import normalise
from bot.model import Entry

_BOM = "\ufeff"
_OUT_OF_SCOPE = "out_of_scope.yaml"


@dataclass(frozen=True, slots=True)
class Change:
    file: str
    """Relative to the folder."""
    before: str
    after: str


class Draft:
    """The files of a folder as they would be; what stands there already is not written again."""

    def __init__(self, folder: Path) -> None:
        self.left: list[str] = []
        """What cannot be written, each with the reason."""
        self._files = {file.name: file for file in list_files(folder)}
        self._texts: dict[str, str] = {}
        self._before: dict[str, str] = {}
        knowledge = load_knowledge(folder)
        self._held = {entry.id: entry for entry in knowledge.entries}
        self._cells = {entry.id for entry in knowledge.cells}
        self._lines = {normalise(line) for line in knowledge.out_of_scope}

    @property
    def changes(self) -> tuple[Change, ...]:
        names = sorted(name for name, text in self._texts.items() if text != self._before[name])
        return tuple(Change(name, self._before[name], self._texts[name]) for name in names)

    def add(self, taken: Taken) -> None:
        """Raises BotError where a file is written so that nothing can be added."""
        if taken.answer is not None and taken.keys:
            self._renew(taken, taken.answer)
        elif taken.answer is not None and taken.answer.id not in self._held:
            self._add_entry(taken.answer)
        elif taken.entry is None:
            self._add_lines(taken.texts)
        else:
            self._add_ways(taken.entry, taken.texts)

    def _renew(self, taken: Taken, answer: Entry) -> None:
        held = self._held.get(answer.id)
        if held is not None and all(getattr(held, key) == getattr(answer, key) for key in taken.keys):
            return
        new = in_place(taken, answer, held)
        if held is None or new is None:
            self.left.append(f"{answer.id}: its answer was changed or removed since; compare it yourself")
            return
        keys = taken.keys
        if held.asking is not None:
            keys = tuple(key for key in keys if key not in ASKING_KEYS)
            where = f"{held.asking.file}:{held.asking.line}"
            changed = (key for key in taken.keys if key not in keys and getattr(held, key) != getattr(answer, key))
            self.left += [f"{held.id}: its {key} stand in {where}; write there what is new" for key in changed]
        name = held.place.file
        self._write(name, with_keys(self._text(name), name, new, keys))
        self._held[new.id] = new

    def _add_entry(self, entry: Entry) -> None:
        name = self._file_of(entry.topic)
        self._write(name, with_entry(self._text(name), name, entry))
        self._held[entry.id] = replace(entry, place=replace(entry.place, file=name))

    def _add_lines(self, texts: Sequence[str]) -> None:
        new = [text for text in texts if normalise(text) not in self._lines]
        if new:
            name = self._file_with_lines()
            self._write(name, with_lines(self._text(name), name, new))
            self._lines.update(map(normalise, new))

    def _add_ways(self, id: str, texts: Sequence[str]) -> None:
        entry = self._held.get(id)
        if entry is None or entry.id != (entry.series or entry.id):
            where = "is made by a series; write it under `ask:` there" if entry or id in self._cells else "is gone"
            self.left += [f"{id}: {text}: the entry {where}" for text in texts]
            return
        known = {normalise(text) for text in (entry.question, *entry.phrasings)}
        new = tuple(text for text in texts if normalise(text) not in known)
        if new:
            name = (entry.asking or entry.place).file
            self._write(name, with_ways(self._text(name), name, id, new))
            self._held[id] = replace(entry, phrasings=(*entry.phrasings, *new))

    def _file_of(self, topic: str) -> str:
        """Where the last entry of a topic stands, or a new one."""
        files = [one.place.file for one in self._held.values() if one.topic == topic and one.series is None]
        if files:
            return files[-1]
        folder = "topics/" if any(name.startswith("topics/") for name in self._files) else ""
        return f"{folder}{kebab(topic) or 'more'}.yaml"

    def _file_with_lines(self) -> str:
        for name in self._files:
            if holds(self._text(name), "questions"):
                return name
        return _OUT_OF_SCOPE

    def _text(self, name: str) -> str:
        if name not in self._texts:
            file = self._files.get(name)
            self._before[name] = self._texts[name] = read_bytes(file).decode("utf-8") if file else ""
        return self._texts[name].removeprefix(_BOM)

    def _write(self, name: str, text: str) -> None:
        bom = _BOM if self._texts[name].startswith(_BOM) else ""
        self._texts[name] = bom + text


def draft(taken: Sequence[Taken], folder: Path) -> Draft:
    """What would become of the files of a folder. Raises KnowledgeError where these cannot be read, and BotError."""
    drafted = Draft(folder)
    for one in taken:
        drafted.add(one)
    return drafted


def write(changes: Sequence[Change], folder: Path) -> None:
    """All of them, once the whole is known to be sound. Raises KnowledgeError, and OSError."""
    if not changes:
        return
    with tempfile.TemporaryDirectory() as name:
        copy_files(folder, Path(name))
        _put(changes, Path(name))
        load_knowledge(Path(name))
    _put(changes, folder)


def copy_files(folder: Path, to: Path) -> None:
    """Those of a knowledge folder that count."""
    for file in list_files(folder):
        target = to / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(read_bytes(file))


def _put(changes: Sequence[Change], folder: Path) -> None:
    """Each file is written beside and renamed, so that a reader finds it whole."""
    for change in changes:
        target = folder / change.file
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.new")
        beside.write_bytes(change.after.encode("utf-8"))
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
