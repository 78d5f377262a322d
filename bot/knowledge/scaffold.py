"""Makes a knowledge base to start from: an empty folder in, its new files out."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.model import BotError


def init_knowledge(folder: Path) -> tuple[Path, ...]:
    """Write a small, clean example and return its files. Raises BotError where the folder is not empty."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            what = "is not empty" if folder.is_dir() else "is a file"
            raise BotError(f"{folder}: the folder {what}; name a new or an empty one")
        return tuple(_copy(files("bot.knowledge") / "starter", folder))
    except OSError as error:
        reason = error.strerror or str(error)
        raise BotError(f"{folder}: the folder cannot be written: {reason}; name another one") from error


def _copy(source: Traversable, target: Path) -> list[Path]:
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for item in sorted(source.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            written += _copy(item, target / item.name)
        else:
            (target / item.name).write_bytes(item.read_bytes())
            written.append(target / item.name)
    return written
