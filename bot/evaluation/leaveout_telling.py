"""Tells the results of the test at compile time, in lines of text and as findings."""

from collections import defaultdict
from collections.abc import Iterator

from bot.evaluation.leaveout import is_taken, left_out, left_out_counts
from bot.knowledge import Code, finding
from bot.matching import Index
from bot.model import Entry, Finding, Place

_BY_CHANCE = 2
"""So many wrong ones beyond the allowed share count as chance."""
_ATTRACTED = 3
"""Phrasings of one entry that another one may not get."""


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


def left_out_lines(index: Index) -> Iterator[str]:
    """Yield a line for each phrasing that ranks behind another entry and each line out of scope that is answered."""
    for one in left_out(index):
        gets = f"“{one.text}” gets {one.got.id} ({one.confidence:.2f})"
        if one.entry is not None and one.entry is not one.got:
            yield f"{'answered' if one.is_answered else 'behind'}: {one.entry.id}: {gets}"
        elif is_taken(one):
            yield f"out of scope: {gets}"


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
    numbers = {entry.id: number for number, entry in enumerate(entries)}
    phrasings: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one in left_out(index):
        if one.entry is not None and one.is_answered and one.got is not one.entry:
            phrasings[numbers[one.entry.id], numbers[one.got.id]].append(one.text)
    for (number, got), texts in sorted(phrasings.items()):
        if len(texts) >= _ATTRACTED and not _have_same_figure(index, number, got):
            entry, other = entries[number], entries[got]
            message = f"{len(texts)} of its phrasings get {other.id}, such as “{texts[0]}”"
            remedy = "merge the two, or tell them apart by `about` and sharper phrasings"
            yield finding(Code.ATTRACTS_OTHERS, entry.place, message, remedy, entry.id)


def _have_same_figure(index: Index, entry: int, other: int) -> bool:
    """Whether both answer with one figure, so that it does not matter which is found."""
    entries, facets = index.texts.knowledge.entries, index.texts.facets
    if _tells_of(entries[entry], entries[other]) or _tells_of(entries[other], entries[entry]):
        return True
    figure = facets[entry].figure
    return bool(figure) and figure == facets[other].figure


def _tells_of(teller: Entry, told: Entry) -> bool:
    """Whether an entry tells cells of the other one's series, and so answers for it."""
    return told.series is not None and any(cell.startswith(f"{told.series}:") for cell in teller.tells)
