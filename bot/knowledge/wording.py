"""The bot's own words in a language: sentences, which a knowledge base may replace, and small talk for one without."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from bot.knowledge.words import plain
from bot.model import BOTS_OWN, SMALL_TALK, Entry, Knowledge, Words

_OTHERWISE = "en"
"""Spoken where a language has no file."""
_SMALL_TALK = "small_talk"


def words_of(knowledge: Knowledge) -> Words:
    return words_in(knowledge.manifest.language, knowledge.wording)


@cache
def words_in(language: str = _OTHERWISE, own: tuple[tuple[str, str], ...] = ()) -> Words:
    """`language` may have a region, as "de-AT"; `own`: sentences by key that stand before those of the file."""
    code = _code(language) if speaks(language) else _OTHERWISE
    tables = {key: value for key, value in _shipped(code).items() if not isinstance(value, str) and key != _SMALL_TALK}
    return Words(code=code, sentences={**_sentences(code), **dict(own)}, **tables)


def with_small_talk(knowledge: Knowledge) -> Knowledge:
    """In the language of the knowledge; none where that is not spoken."""
    curated = tuple(entry for entry in knowledge.entries if entry.series is None)
    measures = knowledge.entries[len(curated) :]
    return replace(knowledge, entries=(*curated, *_lacking_small_talk(knowledge), *measures))


def _lacking_small_talk(knowledge: Knowledge) -> Iterator[Entry]:
    """No entry whose id is taken, or of whose ways of asking the knowledge base says anything: it answers them itself,
    or has them among its lines out of scope."""
    manifest = knowledge.manifest
    ids = {entry.id for entry in knowledge.entries}
    said = {plain(text) for entry in knowledge.entries for text in (entry.question, *entry.phrasings)}
    said.update(map(plain, knowledge.out_of_scope))
    for one in _shipped(_code(manifest.language))[_SMALL_TALK] if speaks(manifest.language) else ():
        if one["id"] not in ids and said.isdisjoint(map(plain, (one["question"], *one["phrasings"]))):
            answer, tags = one["answer"].format(name=manifest.name), (BOTS_OWN, *one.get("tags", ()))
            yield Entry(one["id"], one["question"], answer, SMALL_TALK, tuple(one["phrasings"]), tags=tags)


def speaks(language: str) -> bool:
    return _code(language) in languages()


def sentences() -> Mapping[str, str]:
    """Those that a knowledge base may overrule, in English."""
    return _sentences(_OTHERWISE)


@cache
def languages() -> tuple[str, ...]:
    """The codes of those that have a file."""
    names = (file.name for file in (files("bot.knowledge") / "languages").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def _shipped(code: str) -> Mapping[str, Any]:
    file = files("bot.knowledge") / "languages" / f"{code}.toml"
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    return {key: _frozen(value) for key, value in read.items()}


def _sentences(code: str) -> Mapping[str, str]:
    return {key: value for key, value in _shipped(code).items() if isinstance(value, str)}


def _code(language: str) -> str:
    return language.split("-")[0].casefold()


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(one) for key, one in value.items()})
    return tuple(value) if isinstance(value, list) else value
