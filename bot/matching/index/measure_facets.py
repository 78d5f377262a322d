"""Reads the facets of a measure, whose cells have labels."""

from bot.matching.index.entry_facets import EntryFacets, Pairs, grouped
from bot.matching.language.facet_values import coarser
from bot.matching.language.facets import read_facets
from bot.matching.language.naming import Lexicon
from bot.matching.language.times import facets_of_labels
from bot.model import RANK, SPAN, TIME_KINDS, Entry


def read_measure(entry: Entry, lexicon: Lexicon) -> EntryFacets:
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
    # What is declared first, but behind its labels where cells differ in it: a sentence names the kinds in this order.
    core = dict.fromkeys((*(pair for pair in declared if pair[0] not in varying), *labelled, *declared))
    own_told = told(entry, f"{entry.question} {entry.answer}", lexicon)
    return EntryFacets(
        core=grouped(core),
        said=grouped(core),
        told=grouped(own_told),
        varying=tuple(sorted(varying)),
        free=(SPAN,) if varying & {*TIME_KINDS} else (RANK,),
    )


def told(entry: Entry, text: str, lexicon: Lexicon) -> Pairs:
    """What a text of the entry mentions, and the year as of which that holds."""
    dated = [("year", entry.as_of[:4])] if entry.as_of else []
    return tuple(dict.fromkeys((*read_facets(lexicon.words(text), lexicon).values, *dated)))
