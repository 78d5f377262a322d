"""Loads a knowledge base from its folder: joins its parts, generates the entries of series, and finds what is wrong."""

from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from bot.knowledge.findings import Code, Report, finding
from bot.knowledge.generating.asks import with_asks
from bot.knowledge.generating.entries import cell_entries
from bot.knowledge.generating.measures import measure_entries
from bot.knowledge.generating.superlatives import with_superlatives
from bot.knowledge.lint import warnings
from bot.knowledge.lint.errors import errors
from bot.knowledge.parts.asking import asked_entries
from bot.knowledge.parts.fields import Placed
from bot.knowledge.parts.part import Part, join_parts, read_part
from bot.knowledge.reading.folder import KnowledgeFile, list_files, read_bytes
from bot.knowledge.reading.json_text import read_json
from bot.knowledge.reading.nodes import Node
from bot.knowledge.reading.yaml_text import read_yaml
from bot.knowledge.wording import words_in
from bot.model import Finding, Knowledge, KnowledgeError, Manifest, Place, Severity, Vocabulary

T = TypeVar("T")
_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.STALE)


def load_knowledge(folder: Traversable | Path | None = None) -> Knowledge:
    """Load a folder (the shipped one where none is given). Raises KnowledgeError, which holds every error found."""
    knowledge, found = inspect_knowledge(folder, lint=False)
    if knowledge is None:
        raise KnowledgeError(tuple(one for one in found if one.severity is Severity.ERROR))
    return knowledge


def inspect_knowledge(
    folder: Traversable | Path | None = None, *, today: date | None = None, lint: bool = True
) -> tuple[Knowledge | None, tuple[Finding, ...]]:
    """Return all findings, worst first and stale ones by age, and the knowledge if none is an error; never raises.
    Without `today` nothing is overdue for review or stale; without `lint` it finds only errors.
    """
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
    knowledge = _assemble(whole, Report(found=found))
    found.extend(errors(knowledge, whole))
    if not knowledge.entries and not whole.ids and not any(found):
        remedy = "add a YAML file with `entries:`, or try: evbot init DIR"
        found.append(finding(Code.NO_ENTRIES, Place(), "the folder holds no entries", remedy))
    if lint:
        found.extend(warnings(knowledge, whole, today))
    has_errors = any(one.severity is Severity.ERROR for one in found)
    return None if has_errors else knowledge, tuple(sorted(dict.fromkeys(found), key=_worst_first))


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


def _assemble(whole: Part, report: Report) -> Knowledge:
    """Return as much as can be put together, so that one pass finds both errors and warnings."""
    manifest = whole.manifests[0][0] if whole.manifests else Manifest()
    wording = _without_places(whole.wording)
    words = words_in(manifest.language, wording)
    names = _without_places(whole.names)
    # The first word of each name keeps its capital within a sentence.
    spelt = (text for name in names for text in (name.value, *name.spellings) if text)
    proper = frozenset(text.split()[0].casefold() for text in spelt)
    declared = tuple(with_superlatives(series, words) for series in whole.series)
    # Made templates give each figure an entry of its own, but are no ways of asking for the measure. With
    # them the highest and lowest are made for series that declare no template, too.
    with_made = tuple(with_superlatives(with_asks(series, words), words) for series in whole.series)
    measures = tuple(entry for series in declared for entry in measure_entries(series, proper, words))
    return Knowledge(
        manifest=manifest,
        entries=asked_entries(whole.entries, whole.asking) + measures,
        cells=tuple(cell for series in with_made for cell in cell_entries(series, proper, words, report)),
        series=declared,
        vocabulary=Vocabulary(
            synonyms=whole.synonyms,
            names=names,
            rates=_without_places(whole.rates),
            kinds=_without_places(whole.kinds),
            units=_without_places(whole.units),
            cues=whole.cues,
            within=_without_places(whole.within),
        ),
        out_of_scope=_without_places(whole.out_of_scope),
        declines=_without_places(whole.declines),
        wording=wording,
        cases=whole.cases,
    )


def _without_places(declared: Placed[T]) -> tuple[T, ...]:
    return tuple(one for one, _ in declared)


def _worst_first(one: Finding) -> tuple[int, str, int, str]:
    rank = _WORST_FIRST.index(one.severity)
    return (rank, "", 0, "") if one.severity is Severity.STALE else (rank, one.place.file, one.place.line, one.code)
