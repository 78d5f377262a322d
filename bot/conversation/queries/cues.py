"""Reads the operation that a question asks for: its words in, cues with their weight, direction and limit out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from bot.conversation.language_files import language_file
from bot.figures import Limit, Operation, Which

NUMBER_WORDS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PER = {
    "minute": "minute",
    "day": "day",
    "daily": "day",
    "week": "week",
    "weekly": "week",
    "hour": "hour",
    "month": "month",
    "monthly": "month",
    "montly": "month",
    "quarter": "quarter",
    "quarterly": "quarter",
    "year": "year",
    "yearly": "year",
    "annually": "year",
}
_NAME = "_"
_BEFORE_NUMBERS = frozenset("than then of the about usd a hkd yuan".split())
"""What may stand between "over" and its number."""
_AT_EDGE = 1e-9
"""Share by which "at least" counts the limit itself in."""
_PER_LEADS = frozenset("per a an each every".split())


@dataclass(frozen=True, slots=True)
class Cues:
    """What a question says of the operation that it wants."""

    weights: tuple[tuple[Operation, float, frozenset[str]], ...] = ()
    """Strongest first, each with the words that speak for it; empty: a plain value."""
    direction: int = 0
    """1: more, -1: less, 2: better, -2: worse, 0: nothing is said."""
    rank: int = 1
    best: int = 1
    limit: Limit | None = None
    course: tuple[Limit, Limit] | None = None
    """From where to where, as in "from 20 to 50 shops"."""
    which: Which = Which.ALL
    per: str = ""

    @property
    def operation(self) -> Operation:
        return self.weights[0][0] if self.weights else Operation.VALUE

    def has(self, operation: Operation) -> bool:
        return any(one is operation for one, _, _ in self.weights)


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
    words: dict[str, frozenset[str]]
    """Lists of words by name: "up", "down", "good", "bad", "above", "below", "range", "since", "until", "apart"."""


@cache
def language(code: str) -> Language | None:
    """None where no cues are written for a language."""
    data = language_file(code)
    if data is None:
        return None
    cues = tuple(
        Cue(
            Operation(one["operation"]),
            float(one["weight"]),
            re.compile("|".join(one["patterns"])) if "patterns" in one else None,
            tuple(frozenset(words.split()) for words in one.get("all", ())),
        )
        for one in data["cue"]
    )
    lists = {
        **data["measures"],
        **data["adjectives"],
        **data["units"],
        **data["limits"],
        **data["connectors"],
        **data["durations"],
        **data["conversion"],
        **data["speaks_of"],
    }
    return Language(cues, {name: frozenset(text.split()) for name, text in lists.items()})


def read_cues(words: Sequence[str], of: Language, named: Collection[int] = ()) -> Cues:
    """`named`: places of words that are names, and so say nothing of an operation ("Max")."""
    words = [_NAME if at in named else word for at, word in enumerate(words)]
    text = " ".join(words)
    weights: dict[Operation, float] = {}
    said: dict[Operation, frozenset[str]] = {}
    for cue in of.cues:
        found = cue.found(words, text)
        if found:
            weights[cue.operation] = max(weights.get(cue.operation, 0.0), cue.weight + 0.2 * (len(found) - 1))
            said[cue.operation] = said.get(cue.operation, frozenset()) | {word for one in found for word in one.split()}
    limit = _limit(words, of)
    if limit is None:
        weights.pop(Operation.THRESHOLD, None)
    elif Operation.THRESHOLD in weights:
        weights[Operation.THRESHOLD] += 1.5
        weights.pop(Operation.COMPARE, None)
    course = _course(words, of)
    if Operation.DURATION in weights and course is None and not _between_two(words, of):
        weights.pop(Operation.DURATION)
    if Operation.DURATION in weights:
        weights.pop(Operation.COUNT, None)  # "How many months" counts no figures then.
    per = _per(words)
    order = sorted(weights.items(), key=lambda pair: -pair[1])
    ranked = tuple((operation, weight, said[operation]) for operation, weight in order)
    which = _which(text)
    return Cues(ranked, _direction(words, of), _rank(words), _best(words), limit, course, which, per)


def number_at(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """The number that begins at a place and how many words it takes: "1 billion", "four", "20000"."""
    word = words[at]
    if tuple(words[at : at + 2]) == ("half", "a") and words[at + 2 : at + 3] and words[at + 2] in _SCALES:
        return 0.5 * _SCALES[words[at + 2]], 3
    if _NUMBER.fullmatch(word):
        value = float(word)
    elif word in NUMBER_WORDS:
        value = float(NUMBER_WORDS[word])
    elif word in _SCALES and at and words[at - 1] == "a":
        return _SCALES[word], 1
    else:
        return None
    if at + 1 < len(words) and words[at + 1] in _SCALES:
        return value * _SCALES[words[at + 1]], 2
    return value, 1


def _limit(words: Sequence[str], of: Language) -> Limit | None:
    """The number right behind "over", "less than" and the like, or before "or more"."""
    above, below = of.words["above"], of.words["below"]
    for at, word in enumerate(words):
        edge = tuple(words[max(0, at - 1) : at + 1])
        if edge in (("or", "more"), ("or", "less"), ("or", "fewer")):
            for back in (at - 2, at - 3):
                found = number_at(words, back) if back >= 0 else None
                if found and not _YEAR.fullmatch(words[back]):
                    return Limit(found[0] * (1 - _AT_EDGE if word == "more" else 1 + _AT_EDGE), word == "more")
            continue
        if (word not in above and word not in below) or (word in ("least", "most") and edge[0] != "at"):
            continue
        after = at + 1
        while after < len(words) and words[after] in _BEFORE_NUMBERS:
            after += 1
        found = number_at(words, after) if after < len(words) and after <= at + 3 else None
        if found and words[after] == "one" and found[1] == 1:
            continue  # "Higher than the one of 2024".
        if found and not (_YEAR.fullmatch(words[after]) and found[1] == 1):
            if word in ("least", "most"):
                return Limit(found[0] * (1 - _AT_EDGE if word == "least" else 1 + _AT_EDGE), word == "least")
            return Limit(found[0], word in above)
    return None


def _course(words: Sequence[str], of: Language) -> tuple[Limit, Limit] | None:
    """The only two numbers that are named, but for years and those of a time ("24 hours")."""
    found: list[float] = []
    at = 0
    while at < len(words):
        number = number_at(words, at)
        if number is None:
            at += 1
            continue
        after = at + number[1]
        if not _YEAR.fullmatch(words[at]) and not (after < len(words) and words[after] in of.words["times"]):
            found.append(number[0])
        at = after
    if len(found) != 2 or found[0] == found[1]:
        return None
    above = found[0] < found[1]
    return Limit(found[0], above), Limit(found[1], above)


def _between_two(words: Sequence[str], of: Language) -> bool:
    return not of.words["between"].isdisjoint(words)


def _which(text: str) -> Which:
    if re.search(r"\bhow many\b", text):
        return Which.COUNT
    if re.search(
        r"\b(?:first|earliest|since when|from which|from what|since which|when did|when was|when were|when has)\b", text
    ):
        return Which.FIRST
    if re.search(r"\b(?:last|latest|most recent)\b", text):
        return Which.LAST
    return Which.ALL


def _direction(words: Sequence[str], of: Language) -> int:
    for at, word in enumerate(words):
        if word in ("most", "least") and at and words[at - 1] == "at":
            continue
        if word in ("more", "most", "less", "least") and at + 1 < len(words):
            after = words[at + 1]
            if after in of.words["down"]:
                return 1 if word in ("less", "least") else -1
            if after in of.words["up"]:
                return -1 if word in ("less", "least") else 1
        for name, sign in (("up", 1), ("down", -1), ("good", 2), ("bad", -2)):
            if word in of.words[name]:
                return sign
    return 0


def _rank(words: Sequence[str]) -> int:
    """The place that is asked for, as 2 in "the second best"; 1 where none is."""
    ordinals = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
    for at, word in enumerate(words[:-1]):
        if word in ordinals and words[at + 1] not in ("quarter", "half", "month", "week", "generation", "gen"):
            return ordinals[word]
        found = re.fullmatch(r"([2-9]|1\d)(?:st|nd|rd|th)", word)
        if found and words[at + 1] in ("place", "most", "biggest", "largest", "highest", "best", "position", "lowest"):
            return int(found[1])
        if word == "number" and words[at + 1] in NUMBER_WORDS:
            return NUMBER_WORDS[words[at + 1]]
    return 2 if "runner" in words and "up" in words else 1


def _best(words: Sequence[str]) -> int:
    """How many are asked for, as 3 in "the three best" and "the top 3"."""
    ends = (
        "best",
        "worst",
        "highest",
        "lowest",
        "biggest",
        "largest",
        "top",
        "strongest",
        "weakest",
        "cheapest",
        "fastest",
    )
    for at, word in enumerate(words):
        if word in ends:
            for near in (at - 1, at + 1):
                if 0 <= near < len(words):
                    found = number_at(words, near)
                    if found and 2 <= found[0] <= 12 and found[0] == int(found[0]):
                        return int(found[0])
    return 1


def _per(words: Sequence[str]) -> str:
    for at, word in enumerate(words):
        if word in ("daily", "weekly", "monthly", "montly", "quarterly", "yearly", "annually"):
            return _PER[word]
        if word in (*_PER_LEADS, "one"):
            for after in words[at + 1 : at + 3]:
                if after in _PER:
                    return _PER[after]
    return ""
