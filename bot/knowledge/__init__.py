"""The knowledge base: a folder of YAML in, `Knowledge` and findings out; docs/knowledge.md describes the format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.loading import inspect_knowledge, load_knowledge
    from bot.knowledge.reading.folder import digest
    from bot.knowledge.scaffold import init_knowledge

__all__ = ["digest", "init_knowledge", "inspect_knowledge", "load_knowledge"]

_HOMES = {
    "digest": "bot.knowledge.reading.folder",
    "init_knowledge": "bot.knowledge.scaffold",
    "inspect_knowledge": "bot.knowledge.loading",
    "load_knowledge": "bot.knowledge.loading",
}


def __getattr__(name: str) -> object:
    # Imported on first use: a start from a compiled index needs the digest alone, in a third of the time.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
