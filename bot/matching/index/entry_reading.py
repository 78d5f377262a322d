"""Reads the facets of each entry: of its question and phrasings, its answer, its labels and what is declared."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.matching.index.entry_facets import EntryFacets, Pairs, grouped
from bot.matching.index.freeing import FREE_KINDS, Counts, left_free, with_all_freed
from bot.matching.index.measure_facets import read_measure, told
from bot.matching.language.facets import read_facets
from bot.matching.language.naming import Lexicon
from bot.matching.language.text import normalise
from bot.matching.language.times import facets_of_labels
from bot.model import Entry, Kinds

CORE_SHARE = 1 / 3  # Share of an entry's phrasings that must say a value for the entry to be about it.
ASKED_SHARE = 0.15  # The same for a value in the entry's question.
_LEAST_SAID = 2  # Phrasings that must say a value: what a single one says may stand there by chance.

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def read_entries(
    entries: Sequence[Entry], lexicon: Lexicon, phrasings: Sequence[Sequence[Sequence[str]]]
) -> tuple[EntryFacets, ...]:
    found = tuple(_read_entry(entry, lexicon, lines) for entry, lines in zip(entries, phrasings, strict=True))
    for kinds in FREE_KINDS:
        found = with_all_freed(found, kinds)
    return found


def _read_entry(entry: Entry, lexicon: Lexicon, phrasings: Sequence[Sequence[str]]) -> EntryFacets:
    if entry.labels:
        return read_measure(entry, lexicon)
    named = [read_facets(words, lexicon).values for words in phrasings]
    counts = Counter(pair for values in named for pair in values)
    asked, often = _asked(named, counts), _often(counts, len(phrasings), lexicon.kinds)
    declared, own_told = facets_of_labels(entry.about), told(entry, entry.answer, lexicon)
    free = left_free(counts, (*declared, *own_told))
    core = _core(declared, asked, often, free)
    said = dict.fromkeys((*asked, *(pair for pair, count in counts.items() if count >= _LEAST_SAID)))
    compared = _compared(said, named, lexicon.kinds) - {*core, *own_told}
    return EntryFacets(
        core=grouped(core),
        said=grouped(pair for pair in said if pair not in compared),
        told=grouped(own_told),
        figure=leading_figure(entry.answer),
        free=free,
        compared=grouped(sorted(compared)),
    )


def _asked(named: Sequence[Pairs], counts: Counts) -> Pairs:
    """The values of the question, the first of the phrasings: one in it alone, of many, is there by chance."""
    return tuple(pair for pair in named[0] if counts[pair] >= ASKED_SHARE * len(named))


def _often(counts: Counts, phrasings: int, kinds: Kinds) -> Pairs:
    """What phrasings often say, but for exact kinds: an entry may often name one of these by the way."""
    least = max(_LEAST_SAID, CORE_SHARE * phrasings)
    return tuple(pair for pair, count in counts.items() if count >= least and pair[0] not in kinds.exact)


def _compared(said: Iterable[tuple[str, str]], named: Sequence[Pairs], kinds: Kinds) -> set[tuple[str, str]]:
    """The groups that no phrasing names without a thing. `named`: what each phrasing names."""
    alone = {pair for values in named if not any(kind in kinds.exact for kind, _ in values) for pair in values}
    return {pair for pair in said if pair[0] in kinds.groups and pair not in alone}


def _core(declared: Pairs, asked: Pairs, often: Pairs, free: Sequence[str]) -> Pairs:
    """What an entry is about: the values that the curator declares, which are then the only ones of their kind; those
    of its question, if nothing is declared; and what its phrasings often say. Nothing of the `free` kinds."""
    declared_kinds = {kind for kind, _ in declared}
    found = dict.fromkeys((*declared, *(() if declared else asked), *often))
    of_its_kind = [pair for pair in found if pair in declared or pair[0] not in declared_kinds]
    return tuple(pair for pair in of_its_kind if pair[0] not in free)


def leading_figure(answer: str) -> str:
    """The first number in bold, if it has at least three digits: shorter ones agree by chance; else ""."""
    bold = _BOLD.search(answer)
    numbers = [word for word in normalise(bold[1]) if word[0].isdigit()] if bold else []
    return numbers[0] if numbers and len(numbers[0].replace(".", "")) >= 3 else ""
