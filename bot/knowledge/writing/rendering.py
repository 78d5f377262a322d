"""Renders the keys of an entry as YAML, quoted so that text stays text."""

import json

from bot.knowledge.parts.entries import ENTRY_KEYS, SOURCE_KEYS
from bot.model import Entry, Source

_BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029\ufeff"}
"""What YAML takes for the end of a line or of a file, and JSON does not."""
_PLAIN = ("id", "as_of", "review_by", "chart")
_STEP = " " * 2


def quoted(value: object) -> str:
    """Write a text, list or mapping as JSON, which is also YAML."""
    return json.dumps(value, ensure_ascii=False).translate(_BREAKS)


def entry_lines(entry: Entry) -> list[str]:
    """The entry as an item of a list, without indentation and empty keys."""
    lines = [line for key in ENTRY_KEYS if getattr(entry, key) for line in key_lines(entry, key)]
    return [("- " if number == 0 else "  ") + line if line else "" for number, line in enumerate(lines)]


def entry_flow(entry: Entry) -> str:
    return quoted({key: _value(entry, key) for key in ENTRY_KEYS if getattr(entry, key)})


def key_lines(entry: Entry, key: str) -> list[str]:
    """A key and its value in block style, without indentation."""
    value = getattr(entry, key)
    if key == "answer" and _can_be_literal(value):
        return ["answer: |", *(f"{_STEP}{line}" if line else "" for line in value.strip().split("\n"))]
    if key == "phrasings" and value:
        return ["phrasings:", *(f"{_STEP}- {quoted(text)}" for text in value)]
    if key == "sources" and value:
        told = (", ".join(f"{name}: {quoted(text)}" for name, text in _told(source).items()) for source in value)
        return ["sources:", *(f"{_STEP}- {{{one}}}" for one in told)]
    return [f"{key}: {value if key in _PLAIN and value else key_flow(entry, key)}"]


def key_flow(entry: Entry, key: str) -> str:
    """The value alone, as JSON."""
    return quoted(_value(entry, key))


def _value(entry: Entry, key: str) -> object:
    """As the file has it: mappings for sources and in the place of pairs."""
    value = getattr(entry, key)
    if key == "sources":
        return [_told(source) for source in value]
    if key == "about":
        return {kind: [text for other, text in value if other == kind] for kind, _ in value}
    return {id or "null": texts for id, texts in value} if key == "follow_ups" else value


def _told(source: Source) -> dict[str, str]:
    return {key: value for key in SOURCE_KEYS if (value := getattr(source, key))}


def _can_be_literal(text: str) -> bool:
    lines = text.strip().split("\n")
    return not lines[0][:1].isspace() and all(line.isprintable() and line == line.rstrip() for line in lines)
