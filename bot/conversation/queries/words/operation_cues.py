"""Reads a language's cues for operations, and finds them in a question."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from bot.figures import Operation
from bot.matching import normalise, parted
from bot.model import Cue

_WORDLESS = re.compile(r"\\.|\[[^\[\]]*\]|\w\?\w*")
"""What is cut out of a pattern's source before its words are read: escapes ("\\b"), classes ("[a-z]"), and a letter
that may be missing with all behind it, so that "colo" is left of "colou?rs"."""
_WORD = re.compile(r"[^\W\d_]{2,}|[^\x00-\x7f]|\d\w+")  # Or a sign of a script without spaces.
_BEGINS_WORD = r"\b"
_FURTHER = 0.2  # What each further place adds to the weight of a cue that is found in several.


@dataclass(frozen=True, slots=True)
class OperationCue:
    operation: Operation
    weight: float
    pattern: re.Pattern[str] | None
    own_words: tuple[str, ...]
    """The beginnings of the words that the pattern spells out (`_words_in`). A word that begins so counts as part of
    the cue, also where the pattern skips it: "news" beside "new"."""
    all_of: tuple[frozenset[str], ...]  # Without a pattern: sets of words of each of which one must be said.
    against_end: bool = False  # Whether it sets something against the highest or lowest: "how far below its peak".
    plain: bool = False
    """Whether it settles that a share, or a change, is meant: "percent of", "grew by what percentage"."""
    of_one_time: bool = False
    """Whether it asks for a change also where one time is named, which is set against the same a year before."""

    def found(self, words: Sequence[str], text: str) -> list[list[str]]:
        """The words that make it up, for each place where it is found: "how", "many" and "more" of "how many red bikes
        more", without the words that its pattern skips."""
        if self.pattern is not None:
            if self.pattern.search(text) is None:
                return []  # As of most texts.
            found = dict.fromkeys(parted(one[0]) for one in self.pattern.finditer(text))
            return [[word for word in one.split() if word.startswith(self.own_words)] for one in found]
        if any(one.isdisjoint(words) for one in self.all_of):
            return []
        return [[word for one in self.all_of for word in words if word in one]]


class Cued(NamedTuple):
    operation: Operation
    weight: float
    said: frozenset[str]
    plain: bool = False  # As in `OperationCue`.
    of_one_time: bool = False  # As in `OperationCue`.


class OperationsAsked(dict[Operation, Cued]):
    """Those that words ask for, each once."""

    def add(self, cued: Cued) -> None:
        old = self.get(cued.operation, cued)
        self[cued.operation] = Cued(
            cued.operation,
            max(old.weight, cued.weight),
            old.said | cued.said,
            old.plain or cued.plain,
            old.of_one_time or cued.of_one_time,
        )

    def take(self, operation: Operation, *others: Operation) -> None:
        """Count what asks for others as asking for this one."""
        for one in others:
            if one in self:
                self.add(self.pop(one)._replace(operation=operation))


def operations_asked(cues: Sequence[OperationCue], words: Sequence[str], text: str) -> OperationsAsked:
    asked = OperationsAsked()
    for cue in cues:
        found = cue.found(words, text)
        if found:
            weight = cue.weight + _FURTHER * (len(found) - 1)
            asked.add(Cued(cue.operation, weight, frozenset().union(*found), cue.plain, cue.of_one_time))
    return asked


def read_operation_cues(
    tables: Sequence[Mapping[str, Any]], own: Sequence[Cue], filled: Callable[[str], str] = str
) -> tuple[OperationCue, ...]:
    """What a knowledge base adds to an operation counts like the last patterns of the language for it. `filled`: puts
    all comparatives, with "|" between, in the place of {comparatives}, and the like."""
    last = {table["operation"]: table for table in tables if table.get("patterns")}
    return tuple(_cue(table, own if table is last.get(table["operation"]) else (), filled) for table in tables)


def _cue(table: Mapping[str, Any], own: Sequence[Cue], filled: Callable[[str], str]) -> OperationCue:
    operation = table["operation"]
    added = (_pattern(text) for one in own if one.name == operation for text in one.texts)
    source = filled(_any_of([*table.get("patterns", ()), *added]))
    return OperationCue(
        Operation(operation),
        float(table["weight"]),
        pattern=re.compile(source) if source else None,
        own_words=_words_in(source),
        all_of=tuple(frozenset(filled(words).replace("|", " ").split()) for words in table.get("all", ())),
        **{name: table[name] for name in ("against_end", "plain", "of_one_time") if name in table},
    )


def _any_of(patterns: Sequence[str]) -> str:
    """One pattern for all, in their order. Those that begin a word are tried only where one begins, which takes a
    fifth of the time; so "|" must stand in brackets in them, as the head of the language's file says."""
    runs = groupby(patterns, key=lambda pattern: pattern.startswith(_BEGINS_WORD))
    joined = (_begins_word(run) if begins_word else "|".join(run) for begins_word, run in runs)
    return "|".join(joined)


def _begins_word(patterns: Iterable[str]) -> str:
    return f"{_BEGINS_WORD}(?:{'|'.join(one.removeprefix(_BEGINS_WORD) for one in patterns)})"


def _words_in(source: str) -> tuple[str, ...]:
    """The words of a pattern's source, or their beginnings: "how", "many", "new" and "colo" of
    "\\bhow many (?:\\w+ )?new colou?rs\\b". A pattern so spells out all words that count as said."""
    words = _WORD.findall(_WORDLESS.sub(" ", source))
    return tuple({part for word in words for part in parted(word).split()})


def _pattern(text: str) -> str:
    """The pattern of words side by side: "*" stands for one word or none, "/" parts those of which one is said."""

    def either(words: str) -> str:
        return "|".join(re.escape(" ".join(normalise(word))) for word in words.split("/"))

    pattern = "".join(r"(?:\w+ )?" if word == "*" else f"(?:{either(word)}) " for word in text.split())
    return rf"\b{pattern.rstrip()}\b"
