"""Adds the bot's own small talk to a knowledge base that lacks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.knowledge.wording import small_talk
from bot.knowledge.words import plain
from bot.model import Entry, Knowledge


def with_small_talk(knowledge: Knowledge) -> Knowledge:
    """In the language of the knowledge; none where that is not spoken."""
    curated = tuple(entry for entry in knowledge.entries if entry.series is None)
    measures = knowledge.entries[len(curated) :]
    return replace(knowledge, entries=(*curated, *_lacking(knowledge), *measures))


def _lacking(knowledge: Knowledge) -> Iterator[Entry]:
    """No entry whose id is taken, or of whose ways of asking the knowledge base says anything: it answers them itself,
    or has them among its lines out of scope."""
    manifest = knowledge.manifest
    ids = {entry.id for entry in knowledge.entries}
    said = {plain(text) for entry in knowledge.entries for text in (entry.question, *entry.phrasings)}
    said.update(map(plain, knowledge.out_of_scope))
    for one in small_talk(manifest.language):
        asked = one.question, *one.phrasings
        if one.id not in ids and said.isdisjoint(map(plain, asked)):
            yield replace(one, answer=one.answer.format(name=manifest.name))
