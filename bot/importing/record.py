"""Keeps the record of imported texts, a text file in the knowledge folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.importing.existing import Existing, File
from bot.importing.writing import item_lines, lines_of
from bot.knowledge import Report, read_yaml
from bot.knowledge.writing.edits import Lines
from bot.knowledge.writing.places import pairs_of

NAME = "imported.txt"
_ORIGIN = "from"  # The key for `Before.origin`, beside those of the entry.
_HEAD = """\
# What `evbot import` brought, as it brought it. Where the knowledge says something else today, it was changed there,
# and the next import leaves it alone. Nothing here is read as knowledge; keep the file, and do not edit it.
entries:
"""


@dataclass(frozen=True, slots=True)
class Before:
    """An entry as it was brought."""

    origin: str  # The name of the file that brought it.
    keys: Mapping[str, Lines]  # Without indentation, the id first.


def read_record(folder: Path) -> dict[str, Before]:
    """By id; empty where nothing was brought yet."""
    path = folder / NAME
    if not path.exists():
        return {}
    report, text = Report(NAME), path.read_text("utf-8")
    read_yaml(text, report)
    report.refuse(remedy="bring back the file as it was, or remove it: all then counts as yours")
    return {id: _before(id, existing) for id, existing in File(NAME, text).entries.items()}


def _before(id: str, existing: Existing) -> Before:
    origin = pairs_of(existing.node)[_ORIGIN][1].value if _ORIGIN in existing.keys else ""
    blocks = {key: block.lines for key in existing.keys if key != _ORIGIN and (block := existing.block(key))}
    return Before(origin, _id_line(id) | blocks)


def record_text(record: Mapping[str, Before]) -> str:
    blocks = []
    for id, before in record.items():
        keys = _id_line(id) | {_ORIGIN: lines_of({_ORIGIN: before.origin})} | dict(before.keys)
        blocks.append("\n".join(item_lines(keys, "  ")) + "\n")
    return _HEAD + "\n".join(blocks)


def _id_line(id: str) -> dict[str, Lines]:
    return {"id": lines_of({"id": id})}
