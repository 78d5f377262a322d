"""Digests code, so that what is kept on disk is made anew once the code that made it has changed."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def code_digest(*groups: str) -> str:
    """Changes with every line of code and words in these groups of `bot`, such as "matching"."""
    found = sha256()
    for group in groups:
        for path, text in sorted(_sources(files("bot") / group, group)):
            found.update(path.encode() + b"\0" + text)
    return found.hexdigest()


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """The path within `bot` of each file of code or words, and its bytes."""
    for one in folder.iterdir():
        if one.is_dir() and one.name != "__pycache__":
            yield from _sources(one, f"{path}/{one.name}")
        elif one.name.endswith((".py", ".toml", ".txt")):
            yield f"{path}/{one.name}", one.read_bytes()
