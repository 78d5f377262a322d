"""Reads files: those of a knowledge folder, with their bytes and their digest, and a text that an operator named."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.knowledge.findings import Code, finding
from bot.model import BotError, Finding, KnowledgeError, Place

_SUFFIXES = (".yaml", ".yml", ".json")
BYTE_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class KnowledgeFile:
    name: str  # Relative to the folder, with "/" between its parts.
    path: Traversable


def list_files(folder: Traversable | Path | None = None) -> tuple[KnowledgeFile, ...]:
    """Return all YAML and JSON files in order of their names; hidden ones do not count.

    Raises KnowledgeError where the folder or one below it cannot be listed.
    """
    root = _shipped() if folder is None else folder
    name = str(folder.absolute() if isinstance(folder, Path) else root)
    try:
        if not root.is_dir():
            what = "is no folder" if root.is_file() else "does not exist"
            raise KnowledgeError((_folder_finding(f"the knowledge folder {name} {what}"),))
        return tuple(sorted(_walk(root, "", ()), key=lambda file: file.name))
    except (OSError, ValueError) as error:
        message = f"the knowledge folder {name} cannot be read: {_reason(error)}"
        raise KnowledgeError((_folder_finding(message),)) from error


def read_bytes(file: KnowledgeFile) -> bytes:
    """Return the content; raises KnowledgeError where it cannot be read or is too big to be sensible."""
    try:
        if not file.path.is_file():
            raise _file_error(Code.FILE_UNREADABLE, file, "is no regular file", "remove it, or put a file in its place")
        size = file.path.stat().st_size if isinstance(file.path, Path) else 0
        content = file.path.read_bytes() if size <= BYTE_LIMIT else b""
    except OSError as error:
        message = f"the file cannot be read: {_reason(error)}"
        raise _file_error(Code.FILE_UNREADABLE, file, message, "check its permissions, or remove it") from error
    size = max(size, len(content))
    if size > BYTE_LIMIT:
        message = f"the file has {size / 1024 / 1024:.0f} MB; at most {BYTE_LIMIT // 1024 // 1024} MB are read"
        raise _file_error(Code.FILE_TOO_BIG, file, message, "split it into several files, or move it elsewhere")
    return content


def read_text(path: Path, remedy: str) -> str:
    """Raises BotError; `remedy` is for a file that does not exist."""
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise BotError(f"{path}: there is no such file; {remedy}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BotError(f"{path}: cannot be read; make it a readable file in UTF-8") from error


def digest(folder: Traversable | Path | None = None) -> str:
    """Return a hash of all that counts: names and bytes. Raises KnowledgeError where something cannot be read."""
    total = sha256()
    for file in list_files(folder):
        content = read_bytes(file)
        total.update(f"{file.name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def size(folder: Traversable | Path | None = None) -> int:
    """Return the bytes of all that counts. Raises KnowledgeError where something cannot be read."""
    return sum(len(read_bytes(file)) for file in list_files(folder))


def _shipped() -> Traversable:
    try:
        return files("knowledge")
    except ModuleNotFoundError:
        return Path("knowledge")


def _walk(folder: Traversable, prefix: str, above: tuple[str, ...]) -> Iterator[KnowledgeFile]:
    # A link to a folder further up would never end.
    real = os.path.realpath(folder) if isinstance(folder, Path) else ""
    if real and real in above:
        return
    for path in folder.iterdir():
        name = "".join(c if c.isprintable() else "\ufffd" for c in path.name)
        if name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path, f"{prefix}{name}/", (*above, real))
        elif name.lower().endswith(_SUFFIXES):
            yield KnowledgeFile(prefix + name, path)


def _folder_finding(message: str) -> Finding:
    return finding(Code.FOLDER_MISSING, Place(), message, "name a folder with YAML files, or make one: evbot init DIR")


def _file_error(code: Code, file: KnowledgeFile, message: str, remedy: str) -> KnowledgeError:
    return KnowledgeError((finding(code, Place(file.name), message, remedy),))


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
