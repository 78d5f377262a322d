"""Findings from the test at compile time, in which phrasings are left out and asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.matching import Index
from bot.model import BOTS_OWN, SMALL_TALK, Entry, Finding, Place, Severity

SLIPS = 2
"""Wrong ones that a small knowledge base may have beyond the share allowed: so few say nothing."""
THEFTS = 3
"""Phrasings of one entry that another one may not get."""


@dataclass(frozen=True, slots=True)
class Counts:
    tried: int
    """Ways of asking; beside them the lines out of scope."""
    right: int
    """Answered with their own entry."""
    wrong: int
    """Answered with another one."""
    behind: int
    """Another one comes first, whether it is given or not."""
    outside: int
    """Lines out of scope."""
    taken: int
    """Lines out of scope that are answered."""


def left_out_findings(index: Index) -> Iterator[Finding]:
    """Yield errors where the whole goes beyond `precision`, and warnings of entries that attract others' phrasings."""
    knowledge = index.texts.knowledge
    allowed = 1 - knowledge.manifest.precision
    counts = left_out_counts(index)
    answered = counts.right + counts.wrong
    if counts.wrong > allowed * answered + SLIPS:
        message = f"{counts.wrong} of {answered} phrasings that would be answered get another entry"
        remedy = "merge or sharpen the entries that `evbot check --verbose` lists, or lower precision"
        yield _error("KB501", f"{message}, more than {allowed:.0%} allowed by precision", remedy)
    if counts.taken > allowed * counts.outside + SLIPS:
        message = f"{counts.taken} of {counts.outside} lines out of scope would be answered"
        remedy = "remove lines that an entry answers, or sharpen the entries that `evbot check --verbose` lists"
        yield _error("KB502", f"{message}, more than {allowed:.0%} allowed by precision", remedy)
    thefts: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row, truth, got, confidence in _results(index):
        inside = truth != got and truth < len(knowledge.entries)
        if inside and confidence >= index.confidence.answer_from and not _same_figure(index, truth, got):
            thefts[truth, got].append(_phrasing(index, row))
    for (truth, got), phrasings in sorted(thefts.items()):
        if len(phrasings) >= THEFTS:
            entry, other = knowledge.entries[truth], knowledge.entries[got]
            message = f"{len(phrasings)} of its phrasings get {other.id}, such as “{phrasings[0]}”"
            remedy = "merge the two, or tell them apart by `about` and sharper phrasings"
            yield Finding("KB503", Severity.WARNING, entry.place, entry.id, message, remedy)


def _error(code: str, message: str, remedy: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(), None, message, remedy)


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
    """How the ways of asking, and the lines out of scope, fare that were left out."""
    entries, sure = index.texts.knowledge.entries, index.confidence.answer_from
    inside = [
        (truth == got, confidence >= sure) for _, truth, got, confidence in _results(index) if truth < len(entries)
    ]
    outside = [
        confidence >= sure and entries[got].topic != SMALL_TALK
        for _, truth, got, confidence in _results(index)
        if truth == len(entries)
    ]
    right, wrong = inside.count((True, True)), inside.count((False, True))
    behind = wrong + inside.count((False, False))
    return Counts(len(inside), right, wrong, behind, len(outside), outside.count(True))


def left_out_summary(index: Index) -> Iterator[str]:
    """Yield a line for the ways of asking, and one for what is out of scope; none for what nothing was left out of."""
    counts = left_out_counts(index)
    if counts.tried:
        yield (
            f"Each way of asking, once it is left out and asked: {counts.right} of {counts.tried} get their answer, "
            f"{counts.wrong} another one; {counts.behind} rank behind another."
        )
    if counts.outside:
        yield (
            "Lines that must not be answered, everyday sentences among them, once they are left out and asked: "
            f"{counts.taken} of {counts.outside} get an answer."
        )


def left_out_pairs(index: Index) -> Iterator[str]:
    """Yield a line for each phrasing that ranks behind another entry and each line out of scope that is answered."""
    entries = index.texts.knowledge.entries
    for row, truth, got, confidence in _results(index):
        sure = confidence >= index.confidence.answer_from
        gets = f"“{_phrasing(index, row)}” gets {entries[got].id} ({confidence:.2f})"
        if truth < len(entries) and truth != got:
            yield f"{'answered' if sure else 'behind'}: {entries[truth].id}: {gets}"
        elif truth == len(entries) and sure and entries[got].topic != SMALL_TALK:
            yield f"out of scope: {gets}"


def _results(index: Index) -> list[tuple[int, int, int, float]]:
    """Row, its entry, the entry it got, and the confidence; not of small talk that the base does not hold itself."""
    entries = index.texts.knowledge.entries
    foreign = {number for number, entry in enumerate(entries) if BOTS_OWN in entry.tags}
    found = index.left_out
    truths = index.layout.entry_of_row[found.rows].tolist()
    results = zip(found.rows.tolist(), truths, found.got.tolist(), found.confidences.tolist(), strict=True)
    return [result for result in results if result[1] not in foreign]


def _phrasing(index: Index, row: int) -> str:
    entries = index.texts.knowledge.entries
    entry = int(index.layout.entry_of_row[row])
    first = int(index.layout.entry_of_row.searchsorted(entry))
    if entry == len(entries):
        lines = index.texts.knowledge.out_of_scope
        return lines[row - first] if row - first < len(lines) else "(an everyday sentence)"
    return (entries[entry].question, *entries[entry].phrasings)[row - first]
