"""The knowledge base: reads a folder of YAML into `Knowledge` and findings (docs/knowledge.md)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.dates import MONTHS, Period, parse_label
    from bot.knowledge.generating.filling import label_text
    from bot.knowledge.generating.numbers import qualified, with_unit
    from bot.knowledge.generating.tables import cell_text, headed, holds_years, is_numeric, row_text
    from bot.knowledge.lint.thin import thin_spots, typed
    from bot.knowledge.loading import inspect_knowledge, load_knowledge
    from bot.knowledge.reading.folder import digest, size
    from bot.knowledge.scaffold import Wishes, init_knowledge, readable_name
    from bot.knowledge.small_talk import with_small_talk
    from bot.knowledge.wording import languages, speaks, words_in, words_of
    from bot.knowledge.words import plain

__all__ = [
    "MONTHS",
    "Period",
    "Wishes",
    "cell_text",
    "digest",
    "headed",
    "holds_years",
    "init_knowledge",
    "inspect_knowledge",
    "is_numeric",
    "label_text",
    "languages",
    "load_knowledge",
    "parse_label",
    "plain",
    "qualified",
    "readable_name",
    "row_text",
    "size",
    "speaks",
    "thin_spots",
    "typed",
    "with_small_talk",
    "with_unit",
    "words_in",
    "words_of",
]

_HOMES = {
    "MONTHS": "bot.knowledge.dates",
    "Period": "bot.knowledge.dates",
    "Wishes": "bot.knowledge.scaffold",
    "cell_text": "bot.knowledge.generating.tables",
    "digest": "bot.knowledge.reading.folder",
    "headed": "bot.knowledge.generating.tables",
    "holds_years": "bot.knowledge.generating.tables",
    "init_knowledge": "bot.knowledge.scaffold",
    "inspect_knowledge": "bot.knowledge.loading",
    "is_numeric": "bot.knowledge.generating.tables",
    "label_text": "bot.knowledge.generating.filling",
    "load_knowledge": "bot.knowledge.loading",
    "parse_label": "bot.knowledge.dates",
    "plain": "bot.knowledge.words",
    "qualified": "bot.knowledge.generating.numbers",
    "readable_name": "bot.knowledge.scaffold",
    "row_text": "bot.knowledge.generating.tables",
    "size": "bot.knowledge.reading.folder",
    "with_small_talk": "bot.knowledge.small_talk",
    "thin_spots": "bot.knowledge.lint.thin",
    "typed": "bot.knowledge.lint.thin",
    "with_unit": "bot.knowledge.generating.numbers",
    "languages": "bot.knowledge.wording",
    "speaks": "bot.knowledge.wording",
    "words_in": "bot.knowledge.wording",
    "words_of": "bot.knowledge.wording",
}


def __getattr__(name: str) -> object:
    # Imported on first use: a start from a compiled index needs the digest alone, in a third of the time.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
