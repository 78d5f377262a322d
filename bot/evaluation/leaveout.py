"""Evaluates the test at compile time, which leaves phrasings out and asks them: counts, lists and findings."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from bot.knowledge import Code, finding, series_of
from bot.matching import Index
from bot.model import BOTS_OWN, SMALL_TALK, Entry, Finding, Place

TELLING = 6
"""Ways of asking that an entry needs for the test: with fewer, too little is left when one is left out. FAQs of
`benchmarks.faqs` with four or five answer a tenth of what is left out, and most plain questions."""
_BY_CHANCE = 2.3
"""Standard deviations beyond the allowed share that count as chance: one clean base in a hundred goes beyond."""
_HEADINGS = (
    (
        True,
        "Left out of what the bot learns, and then asked, these get a wrong answer; asked word for word, they get the"
        " right one. The number is the confidence, from 0 to 1:",
    ),
    (False, "Left out and asked, these get no answer, and another entry comes first:"),
)
_ATTRACTED = 3  # Phrasings of one entry that another one may not get.


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A way of asking, or a line out of scope, that was left out and asked."""

    text: str
    entry: Entry | None  # None: it is out of scope.
    got: Entry  # The entry that came first.
    confidence: float
    is_answered: bool

    @property
    def is_taken(self) -> bool:
        """Whether it is a line out of scope that is answered, and not with small talk."""
        return self.entry is None and self.is_answered and self.got.topic != SMALL_TALK


@dataclass(frozen=True, slots=True)
class LeftOutCounts:
    """Of ways of asking, and of lines out of scope, that were left out and asked."""

    tried: int  # Ways of asking of entries that have at least `TELLING`.
    right: int  # Those that get their own entry.
    wrong: int  # Those that get another entry; what is neither right nor wrong gets no answer.
    behind: int  # Those that rank behind another entry, whether it is given (`wrong`) or not.
    outside: int  # Lines out of scope.
    taken: int  # Those that are answered.


def left_out(index: Index) -> tuple[LeftOut, ...]:
    """Without the small talk that the bot has of its own."""
    entries, found = index.texts.knowledge.entries, index.left_out
    asked = _asked(index)
    results = []
    for row, got, confidence in zip(found.rows.tolist(), found.got.tolist(), found.confidences.tolist(), strict=True):
        text, entry = asked[row]
        if entry is None or BOTS_OWN not in entry.tags:
            is_answered = confidence >= index.confidence.answer_from
            results.append(LeftOut(text, entry, entries[got], confidence, is_answered))
    return tuple(results)


def _asked(index: Index) -> list[tuple[str, Entry | None]]:
    """The text of each row of the index, with its entry, in the order of `WordsRead.lines`: the ways of asking, the
    lines out of scope, and everyday sentences, whose text is not kept."""
    knowledge, rows = index.texts.knowledge, len(index.layout.entry_of_row)
    asked: list[tuple[str, Entry | None]] = [(text, entry) for entry in knowledge.entries for text in entry.ways]
    asked += ((line, None) for line in knowledge.out_of_scope)
    return asked + [("(an everyday sentence)", None)] * (rows - len(asked))


def left_out_ways(index: Index) -> tuple[tuple[Entry, LeftOut], ...]:
    """Without the lines out of scope; each with the entry that it asks for."""
    return tuple((one.entry, one) for one in left_out(index) if one.entry is not None)


def left_out_counts(index: Index) -> LeftOutCounts:
    results = left_out(index)
    inside = [one for one in results if one.entry is not None and len(one.entry.ways) >= TELLING]
    behind = [one for one in inside if one.got is not one.entry]
    return LeftOutCounts(
        tried=len(inside),
        right=sum(one.is_answered and one.got is one.entry for one in inside),
        wrong=sum(one.is_answered for one in behind),
        behind=len(behind),
        outside=sum(one.entry is None for one in results),
        taken=sum(one.is_taken for one in results),
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


def left_out_lines(index: Index) -> Iterator[str]:
    """Yield a line for each phrasing that ranks behind another entry and each line out of scope that is answered: the
    wrong answers first, then what gets none, each below a line that tells what they are."""
    told = [(one.is_answered, line) for one in left_out(index) if (line := _told(one))]
    for is_answered, heading in _HEADINGS:
        lines = [line for answered, line in told if answered is is_answered]
        if lines:
            yield heading
        yield from lines


def _told(one: LeftOut) -> str:
    """Empty where it gets what it should."""
    got = f"{one.got.id} ({one.confidence:.2f})"
    if one.entry is not None and one.entry is not one.got:
        gets = f"is answered with {got}" if one.is_answered else f"is nearer to {got}"
        return f"{one.entry.id}: “{one.text}”, left out, {gets}"
    return f"out of scope: “{one.text}”, left out, is answered with {got}" if one.is_taken else ""


def left_out_findings(index: Index) -> tuple[Finding, ...]:
    """Return errors where the whole goes beyond `precision`, and warnings of entries that attract others' phrasings."""
    return (*_beyond_precision(index), *_attracted(index))


def _beyond_precision(index: Index) -> Iterator[Finding]:
    allowed = 1 - index.texts.knowledge.manifest.precision
    counts = left_out_counts(index)
    answered = counts.right + counts.wrong
    beyond = f"more than {allowed:.0%} allowed by precision"
    if counts.wrong > _most(answered, allowed):
        message = f"{counts.wrong} of {answered} phrasings that would be answered get another entry, {beyond}"
        remedy = "write more ways of asking for the entries that `evbot check --verbose` lists first, or merge them"
        yield finding(Code.BEYOND_PRECISION, Place(), message, remedy)
    if counts.taken > _most(counts.outside, allowed):
        message = f"{counts.taken} of {counts.outside} lines out of scope would be answered, {beyond}"
        remedy = "remove lines that an entry answers, or sharpen the entries that `evbot check --verbose` lists"
        yield finding(Code.SCOPE_ANSWERED, Place(), message, remedy)


def _most(tried: int, allowed: float) -> float:
    """Of so many, those that may go wrong where `allowed` is the share in the long run."""
    return allowed * tried + _BY_CHANCE * sqrt(allowed * (1 - allowed) * tried)


def _attracted(index: Index) -> Iterator[Finding]:
    """In the order of the entries."""
    entries = index.texts.knowledge.entries
    numbers = {entry.id: number for number, entry in enumerate(entries)}
    phrasings: dict[tuple[int, int], list[str]] = defaultdict(list)
    for asked, one in left_out_ways(index):
        if one.is_answered and one.got is not asked:
            phrasings[numbers[asked.id], numbers[one.got.id]].append(one.text)
    for (number, got), texts in sorted(phrasings.items()):
        if len(texts) >= _ATTRACTED and not _have_same_figure(index, number, got):
            entry, other = entries[number], entries[got]
            message = f"{len(texts)} of its phrasings get {other.id}, such as “{texts[0]}”"
            remedy = "merge the two, or tell them apart by `about` and sharper phrasings"
            yield finding(Code.ATTRACTS_OTHERS, entry.place, message, remedy, entry.id)


def _have_same_figure(index: Index, entry: int, other: int) -> bool:
    """Whether both answer with one figure, or one tells cells of the other's series: either may be found."""
    entries, facets = index.texts.knowledge.entries, index.texts.facets
    for teller, told in ((entries[entry], entries[other]), (entries[other], entries[entry])):
        if any(series_of(cell) == told.series for cell in teller.tells):
            return True
    return bool(facets[entry].figure) and facets[entry].figure == facets[other].figure
