"""Reads the facets of each entry: of its question and phrasings, its answer, its labels and what is declared."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.matching.language.facet_values import by_kind, coarser, without_year
from bot.matching.language.facets import read_facets
from bot.matching.language.naming import Lexicon
from bot.matching.language.text import normalise
from bot.matching.language.times import facets_of_labels
from bot.model import RANK, SPAN, TIME_KINDS, Entry, Kinds

CORE_SHARE = 1 / 3  # Share of an entry's phrasings that must say a value for the entry to be about it.
ASKED_SHARE = 0.15  # The same for a value in the entry's question.
FREE_KINDS = (TIME_KINDS, (RANK,))
"""Groups of kinds that distinguish no answers in some knowledge bases: "a table for 3 March"."""
_LEADING_SHARE = 2 / 3
"""Share of one value among the phrasings that name its kind; from it on, the other values do not count."""
_LEAST_SAID = 2  # Phrasings that must say a value: what a single one says may stand there by chance.

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)

Values = tuple[tuple[str, tuple[str, ...]], ...]  # Kinds, each with its values.
Pairs = tuple[tuple[str, str], ...]  # Kinds with a value each.
Counts = Counter[tuple[str, str]]  # In how many phrasings each of these stands.


@dataclass(frozen=True, slots=True)
class EntryFacets:
    core: Values = ()  # What it is about: the model of "How fast is the Comet?".
    said: Values = ()  # What its phrasings mention.
    told: Values = ()  # What its answer mentions: the year of "In 2024 it won a prize."
    figure: str = ""  # The first figure of the answer; entries with the same one do not contradict each other.
    varying: tuple[str, ...] = ()
    """Kinds in which its cells differ, such as the year of a table by years; a question may leave them open."""
    free: tuple[str, ...] = ()
    """Kinds of which it has no value and a question may name any, as the month of "a table for 3 March"."""
    compared: Values = ()
    """Groups that phrasings name only beside a thing: the maker in "is the Lark better than Otter's Comet?"."""


def read_entries(
    entries: Sequence[Entry], lexicon: Lexicon, phrasings: Sequence[Sequence[Sequence[str]]]
) -> tuple[EntryFacets, ...]:
    found = tuple(_read_entry(entry, lexicon, lines) for entry, lines in zip(entries, phrasings, strict=True))
    for kinds in FREE_KINDS:
        found = _all_freed(found, kinds)
    return found


def _read_entry(entry: Entry, lexicon: Lexicon, phrasings: Sequence[Sequence[str]]) -> EntryFacets:
    if entry.labels:
        return _read_measure(entry, lexicon)
    named = [read_facets(words, lexicon).values for words in phrasings]
    counts = Counter(pair for values in named for pair in values)
    asked, often = _asked(named, counts), _often(counts, len(phrasings), lexicon.kinds)
    declared, told = facets_of_labels(entry.about), _told(entry, entry.answer, lexicon)
    free = _free(counts, (*declared, *told))
    core = _core(declared, asked, often, free)
    said = dict.fromkeys((*asked, *(pair for pair, count in counts.items() if count >= _LEAST_SAID)))
    compared = _compared(said, named, lexicon.kinds) - {*core, *told}
    return EntryFacets(
        core=_grouped(core),
        said=_grouped(pair for pair in said if pair not in compared),
        told=_grouped(told),
        figure=leading_figure(entry.answer),
        free=free,
        compared=_grouped(sorted(compared)),
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
    kinds = {kind for kind, _ in declared}
    found = (*declared, *(() if declared else asked), *often)
    return tuple(
        pair for pair in dict.fromkeys(found) if (pair in declared or pair[0] not in kinds) and pair[0] not in free
    )


def _free(counts: Counts, bound: Pairs) -> tuple[str, ...]:
    """The `FREE_KINDS` that an entry leaves open: none of its `bound` values is of them, and its phrasings vary."""
    of_values = {kind for kind, _ in bound}
    return tuple(kind for kinds in FREE_KINDS if of_values.isdisjoint(kinds) and _vary(counts, kinds) for kind in kinds)


def _vary(counts: Counts, kinds: Sequence[str]) -> bool:
    """Whether phrasings name different values of one of these kinds, and none prevails."""
    for kind in kinds:
        said: Counter[str] = Counter()
        for (other, value), count in counts.items():
            if other == kind:
                said[without_year(value)] += count
        if said and max(said.values()) < _LEADING_SHARE * said.total():
            return True
    return False


def _all_freed(found: tuple[EntryFacets, ...], kinds: Sequence[str]) -> tuple[EntryFacets, ...]:
    """If more entries leave dates free than are about a date, all that are about none leave them free; so for ranks,
    and also if no entry is about any rank: "my 8th birthday" then asks for none."""
    bound = [any(kind in kinds for kind, _ in (*one.core, *one.told)) for one in found]
    is_unranked = RANK in kinds and not any(kind == RANK for one in found for kind, _ in one.core)
    if not is_unranked and sum(kinds[0] in one.free for one in found) <= sum(bound):
        return found
    return tuple(
        one if is_bound else replace(one, free=tuple(dict.fromkeys((*one.free, *kinds))))
        for one, is_bound in zip(found, bound, strict=True)
    )


def _read_measure(entry: Entry, lexicon: Lexicon) -> EntryFacets:
    """A measure is about what is declared and what its cells are named after; if these are no times, it has ranks."""
    declared = facets_of_labels(entry.about)
    labelled = dict.fromkeys(
        pair
        for label in entry.labels
        for named in read_facets(lexicon.words(label), lexicon).values
        for pair in (named, *coarser(*named))
        if pair[0] in lexicon.kinds.named or pair[0] in TIME_KINDS
    )
    varying = {kind for kind, _ in labelled}
    core = dict.fromkeys((*(pair for pair in declared if pair[0] not in varying), *labelled, *declared))
    told = _told(entry, f"{entry.question} {entry.answer}", lexicon)
    return EntryFacets(
        core=_grouped(core),
        said=_grouped(core),
        told=_grouped(told),
        varying=tuple(sorted(varying)),
        free=(SPAN,) if varying & {*TIME_KINDS} else (RANK,),
    )


def _told(entry: Entry, text: str, lexicon: Lexicon) -> Pairs:
    """What a text of the entry mentions, and the year as of which that holds."""
    dated = [("year", entry.as_of[:4])] if entry.as_of else []
    return tuple(dict.fromkeys((*read_facets(lexicon.words(text), lexicon).values, *dated)))


def leading_figure(answer: str) -> str:
    """The first number in bold, if it has at least three digits: shorter ones agree by chance; else ""."""
    bold = _BOLD.search(answer)
    numbers = [word for word in normalise(bold[1]) if word[0].isdigit()] if bold else []
    return numbers[0] if numbers and len(numbers[0].replace(".", "")) >= 3 else ""


def _grouped(pairs: Iterable[tuple[str, str]]) -> Values:
    return tuple(by_kind(pairs).items())
