"""The words by which a language asks for figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.conversation.language_files import Lists, language_file, words_of
from bot.figures import Operation, Which
from bot.knowledge.wording import words_in
from bot.matching import Native, native_of, normalise, parted
from bot.model import Cue as OwnCue
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
    "working",
)
"""Tables of a language's file that hold words by the name of their list."""
AMOUNTS = ("money", "time", "speed", "weight", "distance", "power", "length")
PERCENT = "percent"
_OPERATIONS = frozenset(one.value for one in Operation)
_WORD = re.compile(r"[^\W\d_]{2,}|[^\x00-\x7f]|\d\w+")
"""A word in a pattern, or a sign of a script without spaces,"""
_SIGN = re.compile(r"\\.|\[[^\[\]]*\]")
"""and what is none: "\\b", "[a-z]"."""
_ANY = r"(?:\w+ )?"


@dataclass(frozen=True, slots=True)
class Cue:
    operation: Operation
    weight: float
    pattern: re.Pattern[str] | None
    all_of: tuple[frozenset[str], ...]

    def found(self, words: Sequence[str], text: str) -> list[str]:
        """What is said of it, a text each: of a pattern but the words that may be any."""
        if self.pattern is not None:
            own = _beginnings(self.pattern)
            found = dict.fromkeys(parted(one[0]) for one in self.pattern.finditer(text))
            return [" ".join(word for word in one.split() if word.startswith(own)) for one in found]
        if any(one.isdisjoint(words) for one in self.all_of):
            return []
        return [" ".join(" ".join(word for word in words if word in one) for one in self.all_of)]


@dataclass(frozen=True, slots=True, eq=False)
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
    signs: tuple[tuple[bool, re.Pattern[str]], ...]
    """What says that a number is above 0 (True), as "made a profit", or below."""
    which_place: re.Pattern[str] | None
    """What asks for the place of something among others: "where does it rank"."""
    which: tuple[tuple[Which, re.Pattern[str]], ...]
    """Of the figures beyond a limit; the first that is found counts."""

    def amount_of(self, unit: str) -> str:
        """What is counted in a unit, as "money" in yuan; empty where that is not known."""
        if unit == PERCENT:
            return PERCENT
        return next((name for name in AMOUNTS if unit in self.words[f"{name} units"]), "")

    def unit_at(self, words: Sequence[str], at: int) -> str:
        """The word at a place, or the unit of two that begins there ("km/h"); empty behind the last."""
        both = "/".join(words[at : at + 2])
        return both if self.amount_of(both) else next(iter(words[at:]), "")


@cache
def language(code: str, own: tuple[OwnCue, ...] = ()) -> Language | None:
    """None where no cues are written for a language; `own`: those of a knowledge base."""
    data = language_file(code)
    if "cue" not in data:
        return None
    numbers, words = data.get("numbers", {}), dict(words_of(data, *_LISTS))
    for one in own:
        if one.name in _OPERATIONS:
            continue
        added = (word for text in one.texts for word in normalise(text))
        words[one.name] = words.get(one.name, frozenset()).union(added)
    return Language(
        code,
        cues=_cues(data["cue"], own),
        words=Lists(words),
        native=native_of(code),
        says=words_in(code),
        numbers=_counted(numbers.get("counts", ())),
        scales={word: float(size) for word, size in data.get("scales", {}).items()},
        ordinals=_counted(numbers.get("ordinals", ())),
        per={word: time for time, words in data.get("per", {}).items() for word in words.split()},
        signs=tuple((name == "above", re.compile(pattern)) for name, pattern in data.get("signs", {}).items()),
        which_place=re.compile(data["places"]["rank"]) if "places" in data else None,
        which=tuple((Which(name), re.compile(pattern)) for name, pattern in data.get("which", {}).items()),
    )


def _counted(spellings: Sequence[str]) -> Mapping[str, int]:
    """By word its number; all spellings of 1 come first."""
    return {word: number for number, words in enumerate(spellings, 1) for word in words.split()}


def _cues(tables: Sequence[Mapping[str, Any]], own: Sequence[OwnCue]) -> tuple[Cue, ...]:
    """What a knowledge base adds to an operation counts like the last patterns of the language for it."""
    added: dict[str, list[str]] = {}
    for one in own:
        added.setdefault(one.name, []).extend(map(_pattern, one.texts))
    last = {one["operation"]: at for at, one in enumerate(tables) if "patterns" in one}
    return tuple(
        Cue(
            Operation(one["operation"]),
            float(one["weight"]),
            _joined([*one["patterns"], *(added.get(one["operation"], ()) if last[one["operation"]] == at else ())])
            if "patterns" in one
            else None,
            tuple(frozenset(words.split()) for words in one.get("all", ())),
        )
        for at, one in enumerate(tables)
    )


@cache
def _beginnings(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Of the words that a pattern itself holds, which say what it means: "how", "many" of "\\bhow many (?:\\w+ )?"."""
    return tuple({part for word in _WORD.findall(_SIGN.sub(" ", pattern.pattern)) for part in parted(word).split()})


def _joined(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def _pattern(text: str) -> str:
    """That of words side by side: "*" stands for one word or none, "/" parts those of which one is said."""
    pattern = "".join(_ANY if word == "*" else f"(?:{_either(word)}) " for word in text.split())
    return rf"\b{pattern.rstrip()}\b"


def _either(word: str) -> str:
    return "|".join(re.escape(" ".join(normalise(one))) for one in word.split("/"))
