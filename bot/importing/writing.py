"""Writes imported entries as lines of YAML."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

import yaml

from bot.importing.brought import NewEntry
from bot.importing.edits import Lines, indented

LISTS = ("phrasings", "related", "sources")
"""Keys whose items stand on a line each, so that some may be one's own."""
_WIDTH = 1_000_000
"""Of a line, so that no text is broken."""


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
    publisher = entry.publisher or urlsplit(entry.url).hostname or entry.url
    source = {"publisher": publisher, "url": entry.url, "published": _day(entry.published)}
    values: dict[str, object] = {
        "id": entry.id,
        "question": entry.question,
        "phrasings": list(entry.phrasings),
        "answer": f"{entry.answer}\n" if "\n" in entry.answer else entry.answer,
        "as_of": _day(entry.as_of),
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
