"""Opens a `Bot` from a knowledge folder, with its compiled index from the cache if possible."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache as once
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.bot import Bot
from bot.knowledge import digest, size
from bot.matching import Index, open_index, save_index
from bot.model import Knowledge

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
Tell = Callable[[str], None]
KEPT_INDEXES = 8
"""Compiled indexes that are kept in the cache folder; those that were not used for longest are removed."""
_CODE = ("bot/knowledge", "bot/matching", "bot/model")


def open_bot(
    folder: Path | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
    tell: Tell = log.warning,
) -> Bot:
    """Open the index of a knowledge folder (None: the shipped one), or compile it. Raises KnowledgeError.

    Without a `cache` folder, or with one that cannot be used, it is compiled each time. `tell` gets a line where a
    start takes long, and where the cache cannot be used.
    """
    kept = kept_in(cache, folder) if cache else None
    return Bot(_opened(kept) or _learned(folder, kept, progress, tell))


def kept_in(cache: Path, folder: Path | None, beside: bytes = b"") -> Path:
    """Where the index of a folder is kept, or the one that has also learned what stands `beside` it.

    Raises KnowledgeError where the folder cannot be read.
    """
    key = sha256((digest(folder) + _code_digest()).encode() + beside).hexdigest()[:24]
    return cache / f"index-{key}"


def keep_index(kept: Path, make: Callable[[], Index]) -> Index:
    """Open it, or make and keep it. Raises OSError where it cannot be kept."""
    index = _opened(kept)
    if index is None:
        index = make()
        _keep(index, kept)
    return index


def compile_folder(
    folder: Path | None, progress: Progress | None = None, change: Callable[[Knowledge], Knowledge] | None = None
) -> Index:
    """`change`: what is to be learned in the place of what stands there. Raises KnowledgeError."""
    # Imported here: a start from the cache needs neither the reader of YAML nor what learns.
    from bot.knowledge import load_knowledge, with_small_talk
    from bot.matching.compiling import compile_index

    knowledge = load_knowledge(folder)
    knowledge = with_small_talk(change(knowledge) if change else knowledge)
    return compile_index(knowledge, progress) if progress else compile_index(knowledge)


def _opened(kept: Path | None) -> Index | None:
    index = open_index(kept) if kept else None
    if index is not None and kept is not None:
        with suppress(OSError):
            os.utime(kept)
    return index


def _learned(folder: Path | None, kept: Path | None, progress: Progress | None, tell: Tell) -> Index:
    """An index that cannot be kept costs time at the next start, never an answer."""
    from bot.starting import learning_line, trouble_with, unusable_line

    trouble = trouble_with(kept.parent) if kept else ""
    line = learning_line(size(folder), trouble)
    if line:
        tell(line)
    index = compile_folder(folder, progress)
    if kept is not None and not trouble:
        try:
            _keep(index, kept)
        except OSError as error:
            tell(unusable_line(kept.parent, error))
    return index


def _keep(index: Index, folder: Path) -> None:
    """Raises OSError."""
    import shutil

    save_index(index, folder)
    others = [other for other in folder.parent.glob("index-*") if other != folder]
    for old in sorted(others, key=lambda other: other.stat().st_mtime, reverse=True)[KEPT_INDEXES - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


@once
def _code_digest() -> str:
    """Changes with every line of the code that an index depends on."""
    found = sha256()
    root = files("bot")
    for group in _CODE:
        for name, text in sorted(_sources(root / group.partition("/")[2])):
            found.update(name.encode() + b"\0" + text)
    return found.hexdigest()


def _sources(folder: Traversable) -> list[tuple[str, bytes]]:
    sources = []
    for one in folder.iterdir():
        if one.is_dir() and one.name != "__pycache__":
            sources += _sources(one)
        elif one.name.endswith((".py", ".toml", ".txt")):
            sources.append((one.name, one.read_bytes()))
    return sources
