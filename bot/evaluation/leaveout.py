"""Findings from the test at compile time, in which phrasings are left out and asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.matching import Index
from bot.model import BOTS_OWN, SMALL_TALK, Entry, Finding, Place, Severity

SLIPS = 2
"""Wrong ones that a small knowledge base may have beyond the share allowed: so few say nothing."""
TELLING = 6
"""Ways of asking of an entry from which on one that is left out tells something: of fewer, too little is left. Of the
FAQs of `benchmarks.faqs`, those with four or five answer a tenth of what is left out, and most plain questions."""
THEFTS = 3
"""Phrasings of one entry that another one may not get."""


@dataclass(frozen=True, slots=True)
class Counts:
    tried: int
    right: int
    """Answered with their own entry."""
    wrong: int
    """Answered with another one."""
    behind: int
    """Another one comes first, whether it is given or not."""


def left_out_findings(index: Index) -> tuple[Finding, ...]:
    """Return errors where the whole goes beyond `precision`, and warnings of entries that attract others' phrasings."""
    knowledge = index.texts.knowledge
    allowed = 1 - knowledge.manifest.precision
    answered, wrong, outside, taken = _counts(index)
    findings = []
    if wrong > allowed * answered + SLIPS:
        findings.append(
            Finding(
                "KB501",
                Severity.ERROR,
                Place(),
                None,
                f"{wrong} of {answered} phrasings that would be answered get another entry, more than "
                f"{allowed:.0%} allowed by precision",
                "merge or sharpen the entries that `evbot check --verbose` lists, or lower precision",
            )
        )
    if taken > allowed * outside + SLIPS:
        findings.append(
            Finding(
                "KB502",
                Severity.ERROR,
                Place(),
                None,
                f"{taken} of {outside} lines out of scope would be answered, more than {allowed:.0%} allowed by "
                "precision",
                "remove lines that an entry answers, or sharpen the entries that `evbot check --verbose` lists",
            )
        )
    thefts: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row, truth, got, confidence in _results(index):
        inside = truth != got and truth < len(knowledge.entries)
        if inside and confidence >= index.confidence.answer_from and not _same_figure(index, truth, got):
            thefts[truth, got].append(_phrasing(index, row))
    for (truth, got), phrasings in sorted(thefts.items()):
        if len(phrasings) >= THEFTS:
            entry, other = knowledge.entries[truth], knowledge.entries[got]
            findings.append(
                Finding(
                    "KB503",
                    Severity.WARNING,
                    entry.place,
                    entry.id,
                    f"{len(phrasings)} of its phrasings get {other.id}, such as “{phrasings[0]}”",
                    "merge the two, or tell them apart by `about` and sharper phrasings",
                )
            )
    return tuple(findings)


def _same_figure(index: Index, entry: int, other: int) -> bool:
    """Whether both answer with one figure, so that it does not matter which is found; the series whose cells an entry
    tells gives way to it."""
    one, two = (index.texts.knowledge.entries[at] for at in (entry, other))
    if two.series is not None and any(cell.startswith(f"{two.series}:") for cell in one.tells):
        return True
    figure = index.texts.facets[entry].figure
    return bool(figure) and figure == index.texts.facets[other].figure


@dataclass(frozen=True, slots=True)
class Tried:
    """A way of asking that was left out and asked."""

    text: str
    entry: Entry
    got: Entry
    confidence: float


def left_out_ways(index: Index) -> tuple[Tried, ...]:
    entries = index.texts.knowledge.entries
    return tuple(
        Tried(_phrasing(index, row), entries[truth], entries[got], confidence)
        for row, truth, got, confidence in _results(index)
        if truth < len(entries)
    )


def left_out_counts(index: Index) -> Counts:
    """How the ways of asking fare that were left out, where that tells something."""
    answered, wrong, _, _ = _counts(index)
    inside = [truth == got for _, truth, got, _ in _results(index) if _tells(index, truth)]
    return Counts(len(inside), answered - wrong, wrong, inside.count(False))


def left_out_summary(index: Index) -> Iterator[str]:
    """Yield a line for the ways of asking, and one for what is out of scope; none for what nothing was left out of."""
    asked = left_out_counts(index)
    _, _, outside, taken = _counts(index)
    if asked.tried:
        yield (
            f"Each way of asking, once it is left out and asked: {asked.right} of {asked.tried} get their answer, "
            f"{asked.wrong} another one; {asked.behind} rank behind another."
        )
    if outside:
        yield (
            "Lines that must not be answered, everyday sentences among them, once they are left out and asked: "
            f"{taken} of {outside} get an answer."
        )


def left_out_pairs(index: Index) -> tuple[str, ...]:
    """Return a line for each phrasing that ranks behind another entry and each line out of scope that is answered."""
    entries = index.texts.knowledge.entries
    lines = []
    for row, truth, got, confidence in _results(index):
        sure = confidence >= index.confidence.answer_from
        if truth < len(entries) and truth != got:
            mark = "answered" if sure else "behind"
            lines.append(
                f"{mark}: {entries[truth].id}: “{_phrasing(index, row)}” gets {entries[got].id} ({confidence:.2f})"
            )
        elif truth == len(entries) and sure and entries[got].topic != SMALL_TALK:
            lines.append(f"out of scope: “{_phrasing(index, row)}” gets {entries[got].id} ({confidence:.2f})")
    return tuple(lines)


def _results(index: Index) -> list[tuple[int, int, int, float]]:
    """Row, its entry, the entry it got, and the confidence; not of small talk that the base does not hold itself."""
    entries = index.texts.knowledge.entries
    foreign = {number for number, entry in enumerate(entries) if BOTS_OWN in entry.tags}
    found = index.left_out
    truths = index.layout.entry_of_row[found.rows].tolist()
    results = zip(found.rows.tolist(), truths, found.got.tolist(), found.confidences.tolist(), strict=True)
    return [result for result in results if result[1] not in foreign]


def _counts(index: Index) -> tuple[int, int, int, int]:
    """Phrasings answered of entries that have some more, of these wrong; lines out of scope, of these answered."""
    entries = index.texts.knowledge.entries
    sure = index.confidence.answer_from
    answered = [(truth, got) for _, truth, got, confidence in _results(index) if confidence >= sure]
    outside = sum(truth == len(entries) for _, truth, _, _ in _results(index))
    inside = Counter(truth == got for truth, got in answered if _tells(index, truth))
    taken = sum(truth == len(entries) and entries[got].topic != SMALL_TALK for truth, got in answered)
    return inside.total(), inside[False], outside, taken


def _tells(index: Index, entry: int) -> bool:
    return entry < len(index.texts.knowledge.entries) and index.layout.rows_of_entry[entry] >= TELLING


def _phrasing(index: Index, row: int) -> str:
    entries = index.texts.knowledge.entries
    entry = int(index.layout.entry_of_row[row])
    first = int(index.layout.entry_of_row.searchsorted(entry))
    if entry == len(entries):
        lines = index.texts.knowledge.out_of_scope
        return lines[row - first] if row - first < len(lines) else "(an everyday sentence)"
    return (entries[entry].question, *entries[entry].phrasings)[row - first]
