"""Reads the answer to an entry from a file of its own."""

import re
from dataclasses import fields, replace

from bot.knowledge.findings import Report
from bot.knowledge.parts.entries import ENTRY_KEYS, read_entry
from bot.knowledge.reading.nodes import Mapping, Node, Scalar
from bot.knowledge.reading.yaml_text import read_yaml
from bot.model import BotError, Entry, KnowledgeError

_BEGINS_AS_MAPPING = re.compile(r"\s*(?:#.*\n\s*|---\s*\n\s*)*(?:\{|[a-z_]+:(?:\s|$))")


def read_answer(name: str, text: str, entry: Entry, *, require_sources: bool) -> tuple[Entry, tuple[str, ...]]:
    """Return `entry` with the keys that the file gives, and these keys; a file that is no mapping is the answer's text.

    Raises KnowledgeError or BotError, which name the file.
    """
    report = Report(name, entry.id)
    if _BEGINS_AS_MAPPING.match(text):
        node = read_yaml(text, report)
    else:
        node = Mapping(1, ((Scalar(1, "answer"), Scalar(1, text)),))
    pairs = node.pairs if isinstance(node, Mapping) else ()
    given = tuple(key.text for key, _ in pairs)
    left_out = {"id": entry.id, "question": entry.question, "answer": entry.answer}
    filled: tuple[tuple[Scalar, Node], ...] = tuple(
        (Scalar(1, key), Scalar(1, value)) for key, value in left_out.items() if key not in given
    )
    read = read_entry(Mapping(1, (*pairs, *filled)), entry.topic, report)
    if report.found or read is None:
        raise KnowledgeError(tuple(report.found))
    known = {field.name for field in fields(Entry)} & set(ENTRY_KEYS)
    told = replace(entry, **{key: getattr(read, key) for key in given if key in known})
    if require_sources and not told.sources:
        raise BotError(
            f"{name}: names no source, and this knowledge base requires one;"
            " give it one (in a file: YAML with `answer:` and `sources:`, as in an entry)"
        )
    return told, given
