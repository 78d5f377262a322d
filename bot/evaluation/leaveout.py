"""Findings from the test at compile time, in which phrasings are left out and asked."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.knowledge import Code, finding
from bot.matching import Index
from bot.model import BOTS_OWN, SMALL_TALK, Entry, Finding, Place

TELLING = 6
"""Ways of asking that an entry needs for the test: with fewer, too little is left when one is left out. FAQs of
`benchmarks.faqs` with four or five answer a tenth of what is left out, and most plain questions."""
_BY_CHANCE = 2
"""So many wrong ones beyond the allowed share count as chance."""
_ATTRACTED = 3
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


@dataclass(frozen=True, slots=True)
class LeftOutWay:
    """A way of asking that was left out and asked."""

    text: str
    entry: Entry
    got: Entry
    confidence: float


class _Result(NamedTuple):
    text: str
    entry: int | None
    """The number of its entry; None: it is a line out of scope."""
    got: int
    """The number of the entry that came first without it."""
    confidence: float
    is_answered: bool


def left_out_findings(index: Index) -> tuple[Finding, ...]:
    """Return errors where the whole goes beyond `precision`, and warnings of entries that attract others' phrasings."""
    return (*_beyond_precision(index), *_attracted(index))


def _beyond_precision(index: Index) -> Iterator[Finding]:
    allowed = 1 - index.texts.knowledge.manifest.precision
    counts = left_out_counts(index)
    answered = counts.right + counts.wrong
    beyond = f"more than {allowed:.0%} allowed by precision"
    if counts.wrong > allowed * answered + _BY_CHANCE:
        message = f"{counts.wrong} of {answered} phrasings that would be answered get another entry, {beyond}"
        remedy = "merge or sharpen the entries that `evbot check --verbose` lists, or lower precision"
        yield finding(Code.BEYOND_PRECISION, Place(), message, remedy)
    if counts.taken > allowed * counts.outside + _BY_CHANCE:
        message = f"{counts.taken} of {counts.outside} lines out of scope would be answered, {beyond}"
        remedy = "remove lines that an entry answers, or sharpen the entries that `evbot check --verbose` lists"
        yield finding(Code.SCOPE_ANSWERED, Place(), message, remedy)


def _attracted(index: Index) -> Iterator[Finding]:
    entries = index.texts.knowledge.entries
    phrasings: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one in _results(index):
        if one.entry not in (None, one.got) and one.is_answered and not _have_same_figure(index, one.entry, one.got):
            phrasings[one.entry, one.got].append(one.text)
    for (number, got), texts in sorted(phrasings.items()):
        if len(texts) >= _ATTRACTED:
            entry, other = entries[number], entries[got]
            message = f"{len(texts)} of its phrasings get {other.id}, such as “{texts[0]}”"
            remedy = "merge the two, or tell them apart by `about` and sharper phrasings"
            yield finding(Code.ATTRACTS_OTHERS, entry.place, message, remedy, entry.id)


def _have_same_figure(index: Index, entry: int, other: int) -> bool:
    """Whether both answer with one figure, so that it does not matter which is found; an entry that tells cells of a
    series answers for it."""
    one, two = (index.texts.knowledge.entries[at] for at in (entry, other))
    for teller, told in ((one, two), (two, one)):
        if told.series is not None and any(cell.startswith(f"{told.series}:") for cell in teller.tells):
            return True
    figure = index.texts.facets[entry].figure
    return bool(figure) and figure == index.texts.facets[other].figure


def left_out_ways(index: Index) -> tuple[LeftOutWay, ...]:
    entries = index.texts.knowledge.entries
    return tuple(
        LeftOutWay(one.text, entries[one.entry], entries[one.got], one.confidence)
        for one in _results(index)
        if one.entry is not None
    )


def left_out_counts(index: Index) -> Counts:
    """How the ways of asking fare that were left out; those of entries with fewer than `TELLING` tell nothing."""
    entries, sizes, results = index.texts.knowledge.entries, index.layout.rows_of_entry, _results(index)
    inside = [one for one in results if one.entry is not None and sizes[one.entry] >= TELLING]
    outside = [one for one in results if one.entry is None]
    return Counts(
        tried=len(inside),
        right=sum(one.is_answered and one.got == one.entry for one in inside),
        wrong=sum(one.is_answered and one.got != one.entry for one in inside),
        behind=sum(one.got != one.entry for one in inside),
        outside=len(outside),
        taken=sum(one.is_answered and entries[one.got].topic != SMALL_TALK for one in outside),
    )


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
    for one in _results(index):
        got, gets = entries[one.got], f"“{one.text}” gets {entries[one.got].id} ({one.confidence:.2f})"
        if one.entry not in (None, one.got):
            lines.append(f"{'answered' if one.is_answered else 'behind'}: {entries[one.entry].id}: {gets}")
        elif one.entry is None and one.is_answered and got.topic != SMALL_TALK:
            lines.append(f"out of scope: {gets}")
    return tuple(lines)


def _results(index: Index) -> list[_Result]:
    """Without those of small talk that the base does not hold itself."""
    entries, sure, found = index.texts.knowledge.entries, index.confidence.answer_from, index.left_out
    owners = index.layout.entry_of_row[found.rows].tolist()
    rows = zip(found.rows.tolist(), owners, found.got.tolist(), found.confidences.tolist(), strict=True)
    return [
        _Result(_phrasing(index, row), owner if owner < len(entries) else None, got, confidence, confidence >= sure)
        for row, owner, got, confidence in rows
        if owner == len(entries) or BOTS_OWN not in entries[owner].tags
    ]


def _phrasing(index: Index, row: int) -> str:
    entries = index.texts.knowledge.entries
    entry = int(index.layout.entry_of_row[row])
    number = row - int(index.layout.entry_of_row.searchsorted(entry))
    if entry < len(entries):
        return (entries[entry].question, *entries[entry].phrasings)[number]
    lines = index.texts.knowledge.out_of_scope
    return lines[number] if number < len(lines) else "(an everyday sentence)"
