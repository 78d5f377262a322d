"""Watches a knowledge folder for changes of names, sizes and times."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge import list_files
from bot.model import KnowledgeError

Stamp = tuple[tuple[str, int, int], ...] | str
"""What stands there; a text where it cannot be listed."""


class Watched:
    """From the moment on in which it is made, which is best before the folder is read."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._read = self._seen = _stamp(folder)

    def changed(self, *, at_once: bool = False) -> bool:
        """True once, as soon as a change is over: two looks see the same (`at_once`: without waiting for that)."""
        before, self._seen = self._seen, _stamp(self.folder)
        if self._seen == self._read or (self._seen != before and not at_once):
            return False
        self._read = self._seen
        return True


def _stamp(folder: Path | None) -> Stamp:
    try:
        files = ((file.name, file.path) for file in list_files(folder))
        states = ((name, path.stat()) for name, path in files if isinstance(path, Path))
        return tuple((name, state.st_mtime_ns, state.st_size) for name, state in states)
    except (KnowledgeError, OSError) as error:
        return str(error)
