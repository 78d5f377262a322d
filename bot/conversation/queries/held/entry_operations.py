"""Tells how usual the operations of a question are for an entry, by what its ways of asking ask for."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from bot.conversation.queries.held.units_asked import UnitsAsked
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.cues import operations_in
from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.said import exact_places
from bot.figures import Operation
from bot.matching import AskedFor, Lexicon, forms_of
from bot.model import Entry

_ASKED_SHARE = 0.12
"""Share of an entry's ways of asking that must ask for an operation so that it answers it: a few may by chance. Less
than half of this gives more wrong answers, twice as much the same."""


def unusual_weight(asked_for: AskedFor, asked: Asked) -> float:
    """How strongly a question asks for an operation, by how few of the entry's ways of asking do."""
    unusual = (one.weight * (1 - asked_for.operations.get(one.operation, 0.0)) for one in asked.cues.asked_for)
    return max(unusual, default=0.0)


def usual_operations(asked_for: AskedFor) -> frozenset[Operation]:
    """What the entry is asked for in its question, or often in its other ways of asking."""
    often = (one for one, share in asked_for.operations.items() if share >= _ASKED_SHARE)
    return frozenset(asked_for.in_question).union(often)


def read_asked_for(entry: Entry, lexicon: Lexicon, language: Language | None, units: UnitsAsked) -> AskedFor:
    ways = tuple(map(lexicon.words, entry.ways))
    operations = [operations_said(words, lexicon, language) for words in ways]
    counts = Counter(operation for asked in operations for operation in asked)
    return AskedFor(
        {one: counts[one] / len(ways) for one in sorted(counts)},
        tuple(sorted(operations[0])),
        _sorted_of(forms_of(words, lexicon.language) for words in ways),
        _sorted_of(map(units.dimensions_asked, ways)),
    )


def operations_said(words: Sequence[str], lexicon: Lexicon, language: Language | None) -> frozenset[Operation]:
    """The operations that the words of a text ask for; none where nothing is known of the language."""
    if language is None:
        return frozenset()
    return operations_in(words, language, exact_places(lexicon.names(words), lexicon))


def _sorted_of(found: Iterable[Collection[str]]) -> tuple[str, ...]:
    return tuple(sorted(frozenset().union(*found)))
