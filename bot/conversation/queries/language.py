"""The words by which a language asks for figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.conversation.language_files import language_file
from bot.figures import Operation, Which

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
            return list(dict.fromkeys(one[0] for one in self.pattern.finditer(text)))
        said = [" ".join(word for word in words if word in one) for one in self.all_of]
        return [" ".join(said)] if all(said) else []


@dataclass(frozen=True, slots=True)
class Language:
    cues: tuple[Cue, ...]
    words: Mapping[str, frozenset[str]]
    """Lists of words by name, as "up", "down", "above", "since" or "apart"."""
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
    if data is None:
        return None
    return Language(
        tuple(map(_cue, data["cue"])),
        {name: frozenset(text.split()) for table in _LISTS for name, text in data[table].items()},
        {word: number for number, word in enumerate(data["numbers"]["counts"].split(), 1)},
        {word: float(size) for word, size in data["scales"].items()},
        {word: number for number, words in enumerate(data["numbers"]["ordinals"], 1) for word in words.split()},
        {word: time for time, words in data["per"].items() for word in words.split()},
        tuple((Which(name), re.compile(pattern)) for name, pattern in data["which"].items()),
    )


def _cue(one: Mapping[str, Any]) -> Cue:
    return Cue(
        Operation(one["operation"]),
        float(one["weight"]),
        re.compile("|".join(one["patterns"])) if "patterns" in one else None,
        tuple(frozenset(words.split()) for words in one.get("all", ())),
    )
