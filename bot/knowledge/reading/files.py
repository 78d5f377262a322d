"""Reads a file of a knowledge folder as a tree of nodes."""

from __future__ import annotations

from bot.knowledge.findings import Code, Report
from bot.knowledge.reading.folder import KnowledgeFile, read_bytes
from bot.knowledge.reading.json_text import read_json
from bot.knowledge.reading.nodes import Node
from bot.knowledge.reading.yaml_text import read_yaml
from bot.model import KnowledgeError


def read_file(file: KnowledgeFile, report: Report) -> Node | None:
    """Return the file's tree; None where it is empty or, with a finding, where it cannot be read."""
    try:
        content = read_bytes(file)
    except KnowledgeError as error:
        report.found.extend(error.findings)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        report.add(Code.NOT_UTF8, line, f"the byte 0x{content[error.start]:02x} is not UTF-8", "save the file as UTF-8")
        return None
    return read_json(text, report) if file.name.lower().endswith(".json") else read_yaml(text, report)
