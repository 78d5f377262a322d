"""The bot's own words in each language, of which a knowledge base may replace the sentences."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from bot.model import Knowledge, Words, base_language

_OTHERWISE = "en"
"""Spoken where a language has no file."""


class LanguageFile(NamedTuple):
    """What a file of bot/knowledge/languages holds."""

    sentences: Mapping[str, str]
    tables: Mapping[str, Any]
    """The other fields of `Words`: lists and mappings."""
    small_talk: tuple[Mapping[str, Any], ...]
    """Keys and values of entries."""


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
    """Those that a knowledge base may replace, in English."""
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
