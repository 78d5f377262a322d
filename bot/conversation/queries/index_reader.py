"""Makes the `FigureReader` of an index, and keeps with the index what the ways of asking for each entry ask for.

Reading all of them takes seconds, so it is done when the knowledge is compiled, and again once the code that reads them
has changed.
"""

from dataclasses import replace

from bot.code_digest import code_digest
from bot.conversation.queries.reader import FigureReader
from bot.matching import Index, Matcher

_READ_BY = ("conversation", "figures")  # Groups of code that `AskedFor` depends on, besides those of the index.


def reader_of(matcher: Matcher) -> FigureReader:
    texts, weight = matcher.index.texts, matcher.index.common.weight
    ids = (entry.id for entry in texts.knowledge.entries)
    asked_for = dict(zip(ids, texts.asked_for, strict=True)) if has_ways_read(matcher.index) else {}
    return FigureReader(texts.knowledge, matcher.lexicon, frozenset(texts.pervasive), weight, asked_for)


def has_ways_read(index: Index) -> bool:
    """Whether what each entry is asked for was read by the code that there is now."""
    texts = index.texts
    is_whole = len(texts.asked_for) == len(texts.knowledge.entries)
    return is_whole and texts.asked_for_by == code_digest(*_READ_BY)


def with_ways_read(index: Index) -> Index:
    """The index with what each entry is asked for, so that no answer has to wait until it is read."""
    reader = reader_of(Matcher(index))
    asked_for = tuple(map(reader.asked_for, index.texts.knowledge.entries))
    return replace(index, texts=replace(index.texts, asked_for=asked_for, asked_for_by=code_digest(*_READ_BY)))
