"""Reads the answer of an entry from a file of its own."""

import re
from dataclasses import replace

from bot.knowledge.findings import Report
from bot.knowledge.parts.entries import read_entry
from bot.knowledge.reading.nodes import Mapping, Node, Scalar
from bot.knowledge.reading.yaml_text import read_yaml
from bot.model import BotError, Entry, KnowledgeError

_BEGINS_AS_MAPPING = re.compile(r"\s*(?:#.*\n\s*|---\s*\n\s*)*(?:\{|[a-z_]+:(?:\s|$))")


def read_answer(name: str, text: str, entry: Entry, *, require_sources: bool) -> tuple[Entry, tuple[str, ...]]:
    """Return `entry` with the keys of the file `name`, and these keys. The file is a mapping, or the answer itself.
    Raises KnowledgeError or BotError, which name the file."""
    report = Report(name, entry.id)
    node = read_yaml(text, report) if _BEGINS_AS_MAPPING.match(text) else Mapping(1, _pairs({"answer": text}))
    given = node.pairs if isinstance(node, Mapping) else ()
    keys = tuple(key.text for key, _ in given)
    # `read_entry` needs these three: what the file leaves out is taken from `entry`.
    from_entry = _pairs({key: getattr(entry, key) for key in ("id", "question", "answer") if key not in keys})
    read = read_entry(Mapping(1, (*given, *from_entry)), entry.topic, report)
    if report.found or read is None:
        raise KnowledgeError(tuple(report.found))
    told = replace(entry, **{key: getattr(read, key) for key in keys})
    if require_sources and not told.sources:
        raise BotError(
            f"{name}: names no source, and this knowledge base requires one;"
            " give it one (in a file: YAML with `answer:` and `sources:`, as in an entry)"
        )
    return told, keys


def _pairs(texts: dict[str, str]) -> tuple[tuple[Scalar, Node], ...]:
    """The nodes of texts that the file does not hold so; findings about them name its first line."""
    return tuple((Scalar(1, key), Scalar(1, value)) for key, value in texts.items())
