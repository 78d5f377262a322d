"""Makes a knowledge base to start from: an empty folder in, its new files, named after it, out."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.knowledge.words import kebab
from bot.model import BotError

_MANIFEST = "knowledge.yaml"
_NAME, _COMMAND = "Elm Street Library", "elm-street-library"
_LONGEST_COMMAND = 32


def init_knowledge(folder: Path) -> tuple[Path, ...]:
    """Write a small, clean example that is named after the folder, and return its files.

    Raises BotError where the folder is not empty.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            what = "is not empty" if folder.is_dir() else "is a file"
            raise BotError(f"{folder}: the folder {what}; name a new or an empty one")
        written = tuple(_copy(files("bot.knowledge") / "starter", folder))
        _name(folder / _MANIFEST, readable_name(folder.resolve().name))
        return written
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


def _name(manifest: Path, name: str) -> None:
    if not name:
        return
    # JSON's quotes are YAML's: a folder may be called "no" or "2026".
    text = manifest.read_text("utf-8").replace(f"name: {_NAME}", f"name: {json.dumps(name, ensure_ascii=False)}", 1)
    command = kebab(name)[:_LONGEST_COMMAND].strip("-")
    manifest.write_text(text.replace(_COMMAND, command, 1) if command else text, "utf-8")


def readable_name(folder: str) -> str:
    """Turn "corner-bakery" into "Corner Bakery"; empty where the name cannot be shown."""
    words = re.split(r"[\s_.-]+", folder)
    return " ".join(f"{word[:1].upper()}{word[1:]}" for word in words if word) if folder.isprintable() else ""
