"""Adds accepted answers to a knowledge base, to be learned with the rest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from bot.matching import normalise
from bot.model import Accepted, Entry, Knowledge


def learned(knowledge: Knowledge, accepted: Accepted) -> Knowledge:
    """A way of asking for a cell is left out: cells learn nothing of their own."""
    ways: dict[str | None, list[str]] = defaultdict(list)
    for text, id in {normalise(text): (text, id) for text, id in accepted.asked}.values():
        ways[id].append(text)
    new = {entry.id: entry for entry in accepted.entries}
    held = tuple(_asked_also(new.pop(entry.id, entry), ways[entry.id]) for entry in knowledge.entries)
    curated = tuple(entry for entry in held if entry.series is None)
    added = tuple(_asked_also(entry, ways[entry.id]) for entry in new.values())
    return replace(
        knowledge,
        entries=(*curated, *added, *held[len(curated) :]),
        out_of_scope=(*knowledge.out_of_scope, *ways[None]),
    )


def _asked_also(entry: Entry, ways: list[str]) -> Entry:
    known = {normalise(text) for text in (entry.question, *entry.phrasings)}
    return replace(entry, phrasings=(*entry.phrasings, *(way for way in ways if normalise(way) not in known)))
