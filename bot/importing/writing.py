"""Writes imported entries, and a manifest for them, as lines of YAML."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from bot.importing.brought import NewEntry
from bot.knowledge import readable_name, to_command
from bot.knowledge.writing.edits import Lines, indented

LISTS = ("phrasings", "related", "sources")  # Keys whose items stand on a line each, so that some may be one's own.
_PRECISION = 0.9
"""Of a new manifest, as in the base that `evbot init` makes: a FAQ of few ways of asking would seldom reach more."""
_WIDTH = 1_000_000  # Of a line, so that no text is broken.


class _OneLine(dict[str, object]):
    """A mapping that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they are read, and indents lists."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def text(self, text: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)

    def item(self, item: _OneLine) -> yaml.MappingNode:
        return self.represent_mapping("tag:yaml.org,2002:map", item, flow_style=True)


_Dumper.add_representer(str, _Dumper.text)
_Dumper.add_representer(_OneLine, _Dumper.item)


def keys_of(entry: NewEntry) -> dict[str, Lines]:
    """The lines of each key, in the order in which they are written, without indentation; the id first."""
    pair = entry.pair
    publisher = pair.publisher or urlsplit(pair.url).hostname or pair.url
    source = {"publisher": publisher, "url": pair.url, "published": _day(pair.published)}
    values: dict[str, object] = {
        "id": entry.id,
        "question": pair.question,
        "phrasings": list(pair.phrasings),
        "answer": f"{pair.answer}\n" if "\n" in pair.answer else pair.answer,
        "as_of": _day(pair.as_of),
        "sources": [_OneLine({key: value for key, value in source.items() if value})] if publisher else [],
        "related": list(entry.related),
    }
    return {key: lines_of({key: value}) for key, value in values.items() if value}


def _day(text: str) -> str | date:
    """As a date where it is a whole day, which YAML writes without quotes."""
    return date.fromisoformat(text) if len(text) == len("2025-12-31") else text


def lines_of(values: dict[str, object]) -> Lines:
    """A mapping as YAML."""
    text = yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return tuple(text.rstrip("\n").split("\n"))


def item_lines(keys: Mapping[str, Lines], indent: str) -> Lines:
    """An entry as the item of a list whose dashes stand behind `indent`."""
    lines = [line for part in keys.values() for line in part]
    return (f"{indent}- {lines[0]}", *indented(lines[1:], f"{indent}  "))


def manifest_lines(folder: Path) -> Lines:
    """The manifest of a new knowledge base in this folder."""
    name = readable_name(folder.resolve().name)
    command = to_command(name)
    values = {"version": 1, "name": name, "language": "en", "slash_command": command, "precision": _PRECISION}
    return lines_of({key: value for key, value in values.items() if value})
