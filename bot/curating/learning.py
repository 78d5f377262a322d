"""Adds to a knowledge base all that was accepted, for an index to learn."""

from collections import defaultdict
from dataclasses import replace

from bot.matching import normalise
from bot.model import Accepted, Entry, Knowledge


def learned(knowledge: Knowledge, accepted: Accepted) -> Knowledge:
    """The knowledge with all that was accepted, but for ways of asking for a cell: cells learn nothing of their own."""
    ways: dict[str | None, list[str]] = defaultdict(list)
    for text, id in {normalise(text): (text, id) for text, id in accepted.asked}.values():
        ways[id].append(text)
    new = {entry.id: entry for entry in accepted.entries}
    held = tuple(_asked_also(new.pop(entry.id, entry), ways[entry.id]) for entry in knowledge.entries)
    curated = tuple(entry for entry in held if entry.series is None)
    measures = tuple(entry for entry in held if entry.series is not None)
    added = tuple(_asked_also(entry, ways[entry.id]) for entry in new.values())
    return replace(
        knowledge,
        entries=(*curated, *added, *measures),
        out_of_scope=(*knowledge.out_of_scope, *ways[None]),
    )


def _asked_also(entry: Entry, ways: list[str]) -> Entry:
    known = {normalise(text) for text in (entry.question, *entry.phrasings)}
    return replace(entry, phrasings=(*entry.phrasings, *(way for way in ways if normalise(way) not in known)))
