"""The test at compile time: phrasings are left out, asked, and counted by what they get."""

from dataclasses import dataclass

from bot.matching import Index
from bot.model import BOTS_OWN, SMALL_TALK, Entry

TELLING = 6
"""Ways of asking that an entry needs for the test: with fewer, too little is left when one is left out. FAQs of
`benchmarks.faqs` with four or five answer a tenth of what is left out, and most plain questions."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A way of asking, or a line out of scope, that was left out and asked."""

    text: str
    entry: Entry | None
    """None: it is out of scope."""
    got: Entry
    """The entry that came first."""
    confidence: float
    is_answered: bool


@dataclass(frozen=True, slots=True)
class _Counts:
    """Of ways of asking and, last, of lines out of scope."""

    tried: int
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


def left_out(index: Index) -> tuple[LeftOut, ...]:
    """Without the small talk that the bot has of its own."""
    entries, sure, found = index.texts.knowledge.entries, index.confidence.answer_from, index.left_out
    asked = _asked(index)
    results = []
    for row, got, confidence in zip(found.rows.tolist(), found.got.tolist(), found.confidences.tolist(), strict=True):
        text, entry = asked[row]
        if entry is None or BOTS_OWN not in entry.tags:
            results.append(LeftOut(text, entry, entries[got], confidence, confidence >= sure))
    return tuple(results)


def _asked(index: Index) -> list[tuple[str, Entry | None]]:
    """The text of each row of the index, with its entry: behind the ways of asking stand the lines out of scope, and
    last everyday sentences, whose text is not kept."""
    knowledge, rows = index.texts.knowledge, len(index.layout.entry_of_row)
    asked: list[tuple[str, Entry | None]] = []
    for entry in knowledge.entries:
        asked += ((text, entry) for text in (entry.question, *entry.phrasings))
    asked += ((line, None) for line in knowledge.out_of_scope)
    return asked + [("(an everyday sentence)", None)] * (rows - len(asked))


def left_out_ways(index: Index) -> tuple[tuple[Entry, LeftOut], ...]:
    """Without the lines out of scope; each with the entry that it asks for."""
    return tuple((one.entry, one) for one in left_out(index) if one.entry is not None)


def left_out_counts(index: Index) -> _Counts:
    """Leave aside the ways of asking of entries with fewer than `TELLING`."""
    results = left_out(index)
    inside = [one for one in results if one.entry is not None and 1 + len(one.entry.phrasings) >= TELLING]
    return _Counts(
        tried=len(inside),
        right=sum(one.is_answered and one.got is one.entry for one in inside),
        wrong=sum(one.is_answered and one.got is not one.entry for one in inside),
        behind=sum(one.got is not one.entry for one in inside),
        outside=sum(one.entry is None for one in results),
        taken=sum(is_taken(one) for one in results),
    )


def is_taken(one: LeftOut) -> bool:
    """Whether it is a line out of scope that is answered, and not with small talk."""
    return one.entry is None and one.is_answered and one.got.topic != SMALL_TALK
