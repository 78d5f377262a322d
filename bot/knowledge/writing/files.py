"""Writes changed files of a knowledge folder, completely or not at all."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.loading import load_knowledge
from bot.knowledge.reading.folder import list_files, read_bytes
from bot.knowledge.writing.places import BOM


@dataclass(frozen=True, slots=True)
class Change:
    file: str  # Relative to the folder.
    before: str
    after: str


class Files:
    """The texts of a folder, without byte order marks, which `changes` keep."""

    def __init__(self, folder: Path) -> None:
        self._files = {file.name: file for file in list_files(folder)}
        self._texts: dict[str, str] = {}
        self._before: dict[str, str] = {}

    @property
    def names(self) -> Iterable[str]:
        return self._files

    @property
    def changes(self) -> tuple[Change, ...]:
        names = sorted(name for name, text in self._texts.items() if text != self._before[name])
        return tuple(Change(name, self._before[name], self._texts[name]) for name in names)

    def text(self, name: str) -> str:
        """Empty where there is no such file yet."""
        if name not in self._texts:
            file = self._files.get(name)
            self._before[name] = self._texts[name] = read_bytes(file).decode("utf-8") if file else ""
        return self._texts[name].removeprefix(BOM)

    def put(self, name: str, text: str) -> None:
        """Replace the text that was read of the file."""
        bom = BOM if self._texts[name].startswith(BOM) else ""
        self._texts[name] = bom + text


def write(changes: Sequence[Change], folder: Path) -> None:
    """Write all, once the folder with them loads without errors. Raises KnowledgeError, and OSError."""
    if not changes:
        return
    with tempfile.TemporaryDirectory() as name:
        copy_files(folder, Path(name))
        put_files(changes, Path(name))
        load_knowledge(Path(name))
    put_files(changes, folder)


def copy_files(folder: Path, to: Path) -> None:
    """Copy the files that `list_files` finds."""
    for file in list_files(folder):
        target = to / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(read_bytes(file))


def put_files(changes: Sequence[Change], folder: Path) -> None:
    """Write each file beside its old one and rename it, so that a reader finds it whole."""
    for change in changes:
        target = folder / change.file
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.new")
        beside.write_bytes(change.after.encode("utf-8"))
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
