"""Adds the small talk that a knowledge base lacks."""

from collections.abc import Iterator
from dataclasses import replace

from bot.knowledge.texts import plain
from bot.knowledge.wording import language_file, speaks
from bot.model import BOTS_OWN, SMALL_TALK, Entry, Knowledge, base_language


def with_small_talk(knowledge: Knowledge) -> Knowledge:
    """In the language of the knowledge, behind the curated entries; none in a language that the bot does not speak."""
    if not speaks(knowledge.manifest.language):
        return knowledge
    curated = (entry for entry in knowledge.entries if entry.series is None)
    measures = (entry for entry in knowledge.entries if entry.series is not None)
    return replace(knowledge, entries=(*curated, *_lacking(knowledge), *measures))


def _lacking(knowledge: Knowledge) -> Iterator[Entry]:
    """Those whose id is free, and of whose ways of asking the knowledge base neither answers nor refuses any."""
    ids = {entry.id for entry in knowledge.entries}
    known = {plain(text) for entry in knowledge.entries for text in entry.ways}
    known.update(map(plain, knowledge.out_of_scope))
    for one in language_file(base_language(knowledge.manifest.language)).small_talk:
        if one["id"] not in ids and known.isdisjoint(map(plain, (one["question"], *one["phrasings"]))):
            answer, tags = one["answer"].format(name=knowledge.manifest.name), (BOTS_OWN, *one.get("tags", ()))
            yield Entry(one["id"], one["question"], answer, SMALL_TALK, tuple(one["phrasings"]), tags=tags)
