"""Knows how a language asks for figures: the code of a language in, its cues and lists of words out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.conversation.language_files import language_file, words_of
from bot.figures import Operation, Which
from bot.knowledge.wording import words_in
from bot.matching import Native, native_of, parted
from bot.model import Words

_LISTS = (
    "measures",
    "adjectives",
    "units",
    "limits",
    "ranks",
    "times",
    "durations",
    "connectors",
    "conversion",
    "speaks_of",
)
"""Tables of a language's file that hold words by the name of their list."""


@dataclass(frozen=True, slots=True)
class Cue:
    operation: Operation
    weight: float
    pattern: re.Pattern[str] | None
    all_of: tuple[frozenset[str], ...]

    def found(self, words: Sequence[str], text: str) -> list[str]:
        """What is said of it, a text each."""
        if self.pattern is not None:
            return list(dict.fromkeys(parted(one[0]) for one in self.pattern.finditer(text)))
        said = [" ".join(word for word in words if word in one) for one in self.all_of]
        return [" ".join(said)] if all(said) else []


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    cues: tuple[Cue, ...]
    words: Mapping[str, frozenset[str]]
    """Lists of words by name, as "up", "down", "above", "since" or "apart"; one that is missing is empty."""
    native: Native
    says: Words
    """How times are written."""
    numbers: Mapping[str, int]
    scales: Mapping[str, float]
    """As "thousand": 1000."""
    ordinals: Mapping[str, int]
    per: Mapping[str, str]
    """The time that a word stands for, as "daily" for "day"."""
    which: tuple[tuple[Which, re.Pattern[str]], ...]
    """Of the figures beyond a limit; the first that is found counts."""


@cache
def language(code: str) -> Language | None:
    """None where no cues are written for a language."""
    data = language_file(code)
    if "cue" not in data:
        return None
    numbers = data.get("numbers", {})
    return Language(
        code,
        tuple(map(_cue, data["cue"])),
        words_of(data, *_LISTS),
        native_of(code),
        words_in(code),
        {word: number for number, words in enumerate(numbers.get("counts", ()), 1) for word in words.split()},
        {word: float(size) for word, size in data.get("scales", {}).items()},
        {word: number for number, words in enumerate(numbers.get("ordinals", ()), 1) for word in words.split()},
        {word: time for time, words in data.get("per", {}).items() for word in words.split()},
        tuple((Which(name), re.compile(pattern)) for name, pattern in data.get("which", {}).items()),
    )


def _cue(one: Mapping[str, Any]) -> Cue:
    return Cue(
        Operation(one["operation"]),
        float(one["weight"]),
        re.compile("|".join(one["patterns"])) if "patterns" in one else None,
        tuple(frozenset(words.split()) for words in one.get("all", ())),
    )
