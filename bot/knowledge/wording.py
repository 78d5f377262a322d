"""The bot's own sentences in each language, which a knowledge base may replace, and its small talk."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from bot.knowledge.texts import plain
from bot.model import BOTS_OWN, SMALL_TALK, Entry, Knowledge, Words, base_language

_OTHERWISE = "en"  # Spoken where a language has no file.


class LanguageFile(NamedTuple):
    """What a file of bot/knowledge/languages holds."""

    sentences: Mapping[str, str]
    tables: Mapping[str, Any]  # The other fields of `Words`: lists and mappings.
    small_talk: tuple[Mapping[str, Any], ...]  # Keys and values of entries.


def words_of(knowledge: Knowledge) -> Words:
    return words_in(knowledge.manifest.language, knowledge.wording)


@cache
def words_in(language: str = _OTHERWISE, own: tuple[tuple[str, str], ...] = ()) -> Words:
    """`language` may have a region, as "de-AT"; `own`: sentences by name, instead of those of the file."""
    code = base_language(language) if speaks(language) else _OTHERWISE
    read = language_file(code)
    return Words(code=code, sentences={**read.sentences, **dict(own)}, **read.tables)


def speaks(language: str) -> bool:
    return base_language(language) in languages()


def sentences() -> Mapping[str, str]:
    """The English sentences that a knowledge base may replace."""
    return language_file(_OTHERWISE).sentences


@cache
def languages() -> tuple[str, ...]:
    """The codes of those that have a file."""
    names = (file.name for file in (files("bot.knowledge") / "languages").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def language_file(code: str) -> LanguageFile:
    """`code` is one of `languages`."""
    file = files("bot.knowledge") / "languages" / f"{code}.toml"
    read = {key: _frozen(value) for key, value in tomllib.loads(file.read_text(encoding="utf-8")).items()}
    small_talk = read.pop("small_talk")
    own_sentences = {key: value for key, value in read.items() if isinstance(value, str)}
    return LanguageFile(own_sentences, {key: read[key] for key in read if key not in own_sentences}, small_talk)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(one) for key, one in value.items()})
    return tuple(value) if isinstance(value, list) else value


def with_small_talk(knowledge: Knowledge) -> Knowledge:
    """Add small talk in the language of the knowledge behind the curated entries; none if the bot does not speak it."""
    if not speaks(knowledge.manifest.language):
        return knowledge
    curated = (entry for entry in knowledge.entries if entry.series is None)
    measures = (entry for entry in knowledge.entries if entry.series is not None)
    return replace(knowledge, entries=(*curated, *_lacking(knowledge), *measures))


def _lacking(knowledge: Knowledge) -> Iterator[Entry]:
    """Small talk whose id is free, and whose ways of asking the knowledge base neither answers nor refuses."""
    ids = {entry.id for entry in knowledge.entries}
    known = {plain(text) for entry in knowledge.entries for text in entry.ways}
    known.update(map(plain, knowledge.out_of_scope))
    for one in language_file(base_language(knowledge.manifest.language)).small_talk:
        if one["id"] not in ids and known.isdisjoint(map(plain, (one["question"], *one["phrasings"]))):
            answer, tags = one["answer"].format(name=knowledge.manifest.what_about), (BOTS_OWN, *one.get("tags", ()))
            yield Entry(one["id"], one["question"], answer, SMALL_TALK, tuple(one["phrasings"]), tags=tags)
