"""Findings from the test at compile time, in which phrasings are left out and asked."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.matching import Index
from bot.model import BOTS_OWN, SMALL_TALK, Entry, Finding, Place, Severity

SLIPS = 2
"""So many wrong ones beyond the allowed share count as chance."""
TELLING = 6
"""Ways of asking that an entry needs for the test: with fewer, too little is left when one is left out. FAQs of
`benchmarks.faqs` with four or five answer a tenth of what is left out, and most plain questions."""
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
    outside: int
    """Lines out of scope,"""
    taken: int
    """and those of them that are answered."""


def left_out_findings(index: Index) -> tuple[Finding, ...]:
    """Return errors where the whole goes beyond `precision`, and warnings of entries that attract others' phrasings."""
    knowledge = index.texts.knowledge
    allowed = 1 - knowledge.manifest.precision
    counts, findings = left_out_counts(index), []
    answered = counts.right + counts.wrong
    beyond = f"more than {allowed:.0%} allowed by precision"
    if counts.wrong > allowed * answered + SLIPS:
        message = f"{counts.wrong} of {answered} phrasings that would be answered get another entry, {beyond}"
        remedy = "merge or sharpen the entries that `evbot check --verbose` lists, or lower precision"
        findings.append(Finding("KB501", Severity.ERROR, Place(), None, message, remedy))
    if counts.taken > allowed * counts.outside + SLIPS:
        message = f"{counts.taken} of {counts.outside} lines out of scope would be answered, {beyond}"
        remedy = "remove lines that an entry answers, or sharpen the entries that `evbot check --verbose` lists"
        findings.append(Finding("KB502", Severity.ERROR, Place(), None, message, remedy))
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
            findings.append(Finding("KB503", Severity.WARNING, entry.place, entry.id, message, remedy))
    return tuple(findings)


def _same_figure(index: Index, entry: int, other: int) -> bool:
    """Whether both answer with one figure, so that it does not matter which is found; an entry that tells cells of a
    series answers for it."""
    one, two = (index.texts.knowledge.entries[at] for at in (entry, other))
    for teller, told in ((one, two), (two, one)):
        if told.series is not None and any(cell.startswith(f"{told.series}:") for cell in teller.tells):
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
    """How the ways of asking fare that were left out; those of entries with fewer than `TELLING` tell nothing."""
    entries, sizes, sure = index.texts.knowledge.entries, index.layout.rows_of_entry, index.confidence.answer_from
    results = _results(index)
    inside = [
        (truth == got, confidence >= sure)
        for _, truth, got, confidence in results
        if truth < len(entries) and sizes[truth] >= TELLING
    ]
    outside = [(got, confidence >= sure) for _, truth, got, confidence in results if truth == len(entries)]
    counts = Counter(right for right, answered in inside if answered)
    taken = sum(answered and entries[got].topic != SMALL_TALK for got, answered in outside)
    behind = sum(not right for right, _ in inside)
    return Counts(len(inside), counts[True], counts[False], behind, len(outside), taken)


def left_out_summary(index: Index) -> Iterator[str]:
    """Yield a line for the ways of asking, and one for what is out of scope; none for what nothing was left out of."""
    asked = left_out_counts(index)
    if asked.tried:
        yield (
            f"Each way of asking, once it is left out and asked: {asked.right} of {asked.tried} get their answer, "
            f"{asked.wrong} another one; {asked.behind} rank behind another."
        )
    if asked.outside:
        yield (
            "Lines that must not be answered, everyday sentences among them, once they are left out and asked: "
            f"{asked.taken} of {asked.outside} get an answer."
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


def _phrasing(index: Index, row: int) -> str:
    entries = index.texts.knowledge.entries
    entry = int(index.layout.entry_of_row[row])
    first = int(index.layout.entry_of_row.searchsorted(entry))
    if entry == len(entries):
        lines = index.texts.knowledge.out_of_scope
        return lines[row - first] if row - first < len(lines) else "(an everyday sentence)"
    return (entries[entry].question, *entries[entry].phrasings)[row - first]
