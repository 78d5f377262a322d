"""Loads a knowledge base from its folder, with all findings."""

from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.knowledge.findings import Code, Report
from bot.knowledge.lint import warnings
from bot.knowledge.parts.part import join_parts, read_part
from bot.knowledge.reading.folder import KnowledgeFile, list_files, read_bytes
from bot.knowledge.reading.json_text import read_json
from bot.knowledge.reading.nodes import Node
from bot.knowledge.reading.yaml_text import read_yaml
from bot.knowledge.whole import assemble
from bot.model import Finding, Knowledge, KnowledgeError, Severity

_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.STALE)


def load_knowledge(folder: Traversable | Path | None = None) -> Knowledge:
    """Load a folder (the shipped one where none is given). Raises KnowledgeError, which holds every error found."""
    knowledge, found = _read(folder, lint=False)
    if knowledge is None:
        raise KnowledgeError(tuple(one for one in found if one.severity is Severity.ERROR))
    return knowledge


def inspect_knowledge(
    folder: Traversable | Path | None = None, *, today: date | None = None
) -> tuple[Knowledge | None, tuple[Finding, ...]]:
    """Return all findings, worst first and stale ones by age, and the knowledge where none is an error; never raises.

    Without `today` nothing is past its review and nothing stale.
    """
    return _read(folder, lint=True, today=today)


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


def _read(
    folder: Traversable | Path | None, *, lint: bool, today: date | None = None
) -> tuple[Knowledge | None, tuple[Finding, ...]]:
    try:
        files = list_files(folder)
    except KnowledgeError as error:
        return None, error.findings
    found: list[Finding] = []
    parts = []
    for file in files:
        report = Report(file.name, found=found)
        node = read_file(file, report)
        if node is not None:
            parts.append(read_part(file.name, node, report))
    whole = join_parts(tuple(parts))
    knowledge = assemble(whole, found)
    if lint:
        found.extend(warnings(knowledge, whole, today))
    has_errors = any(one.severity is Severity.ERROR for one in found)
    return None if has_errors else knowledge, tuple(sorted(dict.fromkeys(found), key=_worst_first))


def _worst_first(one: Finding) -> tuple[int, str, int, str]:
    rank = _WORST_FIRST.index(one.severity)
    return (rank, "", 0, "") if one.severity is Severity.STALE else (rank, one.place.file, one.place.line, one.code)
