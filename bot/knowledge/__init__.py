"""The knowledge base: reads a folder of YAML into `Knowledge` and findings (docs/knowledge.md).

Every start loads the first imports. The modules that read, check or write the YAML are imported on first use, since a
start from a compiled index does without them. Each of their names stands twice: under TYPE_CHECKING for mypy, where
nothing runs, and in `_LATER` for `__getattr__`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from bot.knowledge.dates import A_YEAR, MONTH_NUMBERS, Period, parse_date, parse_label
from bot.knowledge.findings import Code, Report, finding
from bot.knowledge.generating.cells import series_of
from bot.knowledge.generating.numbers import PERCENT, figure_text, label_text
from bot.knowledge.generating.tables import cell_text, headed, holds_years, is_numeric, row_text
from bot.knowledge.reading.folder import digest, list_files, read_text, size
from bot.knowledge.texts import ID_LIMIT, can_be_shown, is_id, kebab, one_line, plain, to_command
from bot.knowledge.wording import languages, speaks, with_small_talk, words_in, words_of

if TYPE_CHECKING:
    from bot.knowledge.lint.thin import command_line, thin_spots, typed
    from bot.knowledge.loading import inspect_knowledge, load_knowledge, read_file
    from bot.knowledge.parts.answers import read_answer
    from bot.knowledge.parts.asking import ASKING_KEYS
    from bot.knowledge.parts.cases import read_foreign_case
    from bot.knowledge.parts.entries import is_url
    from bot.knowledge.parts.part import MANIFEST_NAMES, TOPIC_LIMIT
    from bot.knowledge.reading.json_text import read_json
    from bot.knowledge.reading.yaml_text import read_yaml
    from bot.knowledge.scaffold import cannot_write, init_knowledge, readable_name

_LATER = {
    "lint.thin": "command_line thin_spots typed",
    "loading": "inspect_knowledge load_knowledge read_file",
    "parts.answers": "read_answer",
    "parts.asking": "ASKING_KEYS",
    "parts.cases": "read_foreign_case",
    "parts.entries": "is_url",
    "parts.part": "MANIFEST_NAMES TOPIC_LIMIT",
    "reading.json_text": "read_json",
    "reading.yaml_text": "read_yaml",
    "scaffold": "cannot_write init_knowledge readable_name",
}
"""By module the names that are imported on first use."""


def __getattr__(name: str) -> object:
    for module, names in _LATER.items():
        if name in names.split():
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
