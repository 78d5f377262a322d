"""Renders the keys of an entry as YAML, quoted so that text stays text."""

import json
from collections.abc import Iterable, Sequence

from bot.knowledge.parts.entries import ENTRY_KEYS, SOURCE_KEYS
from bot.model import Entry, Source

_BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029\ufeff"}
"""What YAML takes for the end of a line or of a file, and JSON does not."""
_PLAIN = ("id", "as_of", "review_by", "chart")
_STEP = 2


def quoted(text: str) -> str:
    """In the quotes of JSON, which YAML shares."""
    return json.dumps(text, ensure_ascii=False).translate(_BREAKS)


def list_flow(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(quoted, texts))}]"


def entry_lines(entry: Entry) -> list[str]:
    """The item of a list, without indentation; keys that say nothing are left out."""
    lines = [line for key in ENTRY_KEYS if getattr(entry, key) for line in key_lines(entry, key)]
    return [("- " if number == 0 else "  ") + line if line else "" for number, line in enumerate(lines)]


def entry_flow(entry: Entry) -> str:
    pairs = (f"{quoted(key)}: {key_flow(entry, key)}" for key in ENTRY_KEYS if getattr(entry, key))
    return f"{{{', '.join(pairs)}}}"


def key_lines(entry: Entry, key: str) -> list[str]:
    """A key and its value in block style, without indentation."""
    value = getattr(entry, key)
    if key == "answer" and _can_be_literal(value):
        return ["answer: |", *(f"{' ' * _STEP}{line}" if line else "" for line in value.strip().split("\n"))]
    if key == "phrasings" and value:
        return ["phrasings:", *(f"{' ' * _STEP}- {quoted(text)}" for text in value)]
    if key == "sources" and value:
        return ["sources:", *(f"{' ' * _STEP}- {_source_flow(source, plain=True)}" for source in value)]
    return [f"{key}: {value if key in _PLAIN and value else key_flow(entry, key)}"]


def key_flow(entry: Entry, key: str) -> str:
    """The value alone, as JSON would have it."""
    value = getattr(entry, key)
    if key == "sources":
        return f"[{', '.join(_source_flow(source) for source in value)}]"
    if key == "about":
        kinds = dict.fromkeys(kind for kind, _ in value)
        return _mapping((kind, [text for other, text in value if other == kind]) for kind in kinds)
    if key == "follow_ups":
        return _mapping((id or "null", texts) for id, texts in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return quoted(value) if isinstance(value, str) else list_flow(value)


def _can_be_literal(text: str) -> bool:
    lines = text.strip().split("\n")
    return not lines[0][:1].isspace() and all(line.isprintable() and line == line.rstrip() for line in lines)


def _source_flow(source: Source, *, plain: bool = False) -> str:
    """`plain`: keys without quotes."""
    given = ((key, getattr(source, key)) for key in SOURCE_KEYS)
    return f"{{{', '.join(f'{key if plain else quoted(key)}: {quoted(value)}' for key, value in given if value)}}}"


def _mapping(pairs: Iterable[tuple[str, Sequence[str]]]) -> str:
    return f"{{{', '.join(f'{quoted(key)}: {list_flow(texts)}' for key, texts in pairs)}}}"
