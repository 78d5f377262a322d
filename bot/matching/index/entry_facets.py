"""Reads the facets of each entry, and the figure that it gives."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.matching.language.facets import facets_of_labels, read_facets
from bot.matching.language.naming import Lexicon
from bot.matching.language.text import normalise
from bot.model import RANK, SPAN, TIME_KINDS, Entry, Kinds

CORE_SHARE = 1 / 3
"""Share of an entry's phrasings in which a value must stand to be what the entry is about."""
ASKED_SHARE = 0.15
"""The same for a value that the entry's question names."""
PERVASIVE_SHARE = 0.25
"""Share of all entries from which on a value is the subject of the whole and needs no mention; no model ever is."""
FREE_KINDS = (TIME_KINDS, (RANK,))
"""Kinds, those that go together, that in some knowledge bases tell no figures apart: "a table for 3 March"."""
_LEADING_SHARE = 2 / 3
"""Share of the phrasings that say a value of a kind, from which on all others are said by the way."""

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)

Values = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class EntryFacets:
    """Values by kind: `core` is what the entry is about, `said` what its phrasings say, `told` what its text tells."""

    core: Values = ()
    said: Values = ()
    told: Values = ()
    figure: str = ""
    """The figure that the answer gives first; two entries with the same one do not contradict each other."""
    varying: tuple[str, ...] = ()
    """Kinds in which its cells differ: it holds a figure for each of the values, and a question may leave them open."""
    free: tuple[str, ...] = ()
    """Kinds of which it may be asked with any value, for it is about none."""

    def is_about(self, kinds: Sequence[str]) -> bool:
        """Whether it is about a value of these kinds, or its text tells one."""
        return any(kind in kinds for part in (self.core, self.told) for kind, _ in part)


def read_entries(
    entries: Sequence[Entry],
    lexicon: Lexicon,
    worded: Sequence[Sequence[Sequence[str]]],
) -> tuple[EntryFacets, ...]:
    """Where those that are free of dates (or ranks) outnumber those about one, all that are about none are free.

    `worded`: question and phrasings of each, in words.
    """
    found = [read_entry(entry, lexicon, lines) for entry, lines in zip(entries, worded, strict=True)]
    for kinds in FREE_KINDS:
        bound = [one.is_about(kinds) for one in found]
        if sum(kinds[0] in one.free for one in found) > sum(bound):
            found = [
                one if is_bound else replace(one, free=tuple(dict.fromkeys((*one.free, *kinds))))
                for one, is_bound in zip(found, bound, strict=True)
            ]
    return tuple(found)


def read_entry(entry: Entry, lexicon: Lexicon, worded: Sequence[Sequence[str]] = ()) -> EntryFacets:
    """`worded`: question and phrasings in words, where they were read before."""
    if entry.labels:
        return _read_measure(entry, lexicon)
    phrasings = worded or [lexicon.words(phrasing) for phrasing in (entry.question, *entry.phrasings)]
    counts: Counter[tuple[str, str]] = Counter()
    for words in phrasings:
        counts.update(read_facets(words, lexicon).values)
    declared = facets_of_labels(entry.about)
    asked = read_facets(phrasings[0], lexicon).values
    often = [
        (kind, value)
        for (kind, value), count in counts.items()
        if count >= max(2, CORE_SHARE * len(phrasings)) and kind not in lexicon.kinds.exact
    ]
    # What only the question names, of many phrasings, is named by chance.
    asked = tuple(pair for pair in asked if counts[pair] >= ASKED_SHARE * len(phrasings))
    core = dict.fromkeys((*declared, *(() if declared else asked), *often))
    if declared:
        # What a curator declares about a kind is all that the entry is about in that kind.
        kinds = {kind for kind, _ in declared}
        core = dict.fromkeys(pair for pair in core if pair[0] not in kinds or pair in declared)
    said = dict.fromkeys((*asked, *(value for value, count in counts.items() if count >= 2)))
    dated = [("year", entry.as_of[:4])] if entry.as_of else []
    told = dict.fromkeys((*read_facets(lexicon.words(entry.answer), lexicon).values, *dated))
    bound = {kind for kind, _ in (*declared, *told)}
    free = tuple(kind for kinds in FREE_KINDS if bound.isdisjoint(kinds) and _vary(counts, kinds) for kind in kinds)
    core = dict.fromkeys(pair for pair in core if pair[0] not in free)
    return EntryFacets(_grouped(core), _grouped(said), _grouped(told), leading_figure(entry.answer), free=free)


def _read_measure(entry: Entry, lexicon: Lexicon) -> EntryFacets:
    """A measure is about what is declared, and about all that its cells are named after; times also as parts of coarser
    ones; where they are no times, it may be asked for any rank."""
    declared = facets_of_labels(entry.about)
    labelled = dict.fromkeys(
        pair
        for label in entry.labels
        for named in read_facets(lexicon.words(label), lexicon).values
        for pair in _with_coarser(*named)
        if pair[0] in lexicon.kinds.named or pair[0] in TIME_KINDS
    )
    varying = {kind for kind, _ in labelled}
    core = dict.fromkeys((*(pair for pair in declared if pair[0] not in varying), *labelled, *declared))
    told = read_facets(lexicon.words(f"{entry.question} {entry.answer}"), lexicon).values
    dated = [("year", entry.as_of[:4])] if entry.as_of else []
    free = (SPAN,) if varying & {*TIME_KINDS} else (RANK,)
    return EntryFacets(
        _grouped(core), _grouped(core), _grouped(dict.fromkeys((*told, *dated))), "", tuple(sorted(varying)), free
    )


def _with_coarser(kind: str, value: str) -> tuple[tuple[str, str], ...]:
    """A month and the quarter and half that it is a part of, so that these can be asked for too."""
    found = [(kind, value)]
    if kind == "month" and value[:1].isdigit():
        month = int(value[5:7])
        found += [("quarter", f"{value[:4]}-Q{(month + 2) // 3}"), ("half", f"{value[:4]}-H{(month + 5) // 6}")]
    elif kind == "quarter" and value[:1].isdigit():
        found.append(("half", f"{value[:4]}-H{(int(value[-1]) + 1) // 2}"))
    return tuple(found)


def _vary(counts: Counter[tuple[str, str]], kinds: Sequence[str]) -> bool:
    """Whether phrasings say different values of a kind, none of which leads."""
    for kind in kinds:
        said: Counter[str] = Counter()
        for (other, value), count in counts.items():
            if other == kind:
                said[value[-3:]] += count  # "2025-05" and "--05" are the same month.
        if said and max(said.values()) < _LEADING_SHARE * said.total():
            return True
    return False


def leading_figure(answer: str) -> str:
    """Return the first number in bold, if it has three digits or more, so that it is hardly the same by chance."""
    bold = _BOLD.search(answer)
    numbers = [word for word in normalise(bold[1]) if word[0].isdigit()] if bold else []
    return numbers[0] if numbers and len(numbers[0].replace(".", "")) >= 3 else ""


def pervasive_values(entries: Sequence[EntryFacets], kinds: Kinds) -> frozenset[tuple[str, str]]:
    """Values of names that stand in so many entries that they are the subject of the knowledge base."""
    counts: Counter[tuple[str, str]] = Counter()
    own = (*TIME_KINDS, *kinds.exact)
    for entry in entries:
        counts.update(
            {
                (kind, value)
                for part in (entry.core, entry.said, entry.told)
                for kind, values in part
                if kind not in own
                for value in values
            }
        )
    return frozenset(value for value, count in counts.items() if count >= max(3, PERVASIVE_SHARE * len(entries)))


def _grouped(pairs: Iterable[tuple[str, str]]) -> Values:
    kinds: dict[str, list[str]] = {}
    for kind, value in pairs:
        kinds.setdefault(kind, []).append(value)
    return tuple((kind, tuple(values)) for kind, values in kinds.items())
