"""Rewrites texts by rules, each a pattern with its replacement."""

import re
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

Origin = TypeVar("Origin")  # What the dates of a text count from, such as the day of asking.


class Rule(NamedTuple, Generic[Origin]):
    pattern: re.Pattern[str]
    write: Callable[[re.Match[str], Origin], str]

    def rewrite(self, text: str, origin: Origin) -> str:
        return self.pattern.sub(lambda found: self.write(found, origin), text)


class OverlappingRules(Generic[Origin]):
    """Rules that may find the same words: what begins first counts, then the first rule, even if it changes nothing."""

    def __init__(self, *rules: Rule[Origin]) -> None:
        self.rules = rules

    def rewrite(self, text: str, origin: Origin) -> str:
        written, read = "", 0
        while (first := self._first(text, read)) is not None:
            rule, found = first
            written += text[read : found.start()] + rule.write(found, origin)
            read = found.end()
        return written + text[read:]

    def _first(self, text: str, begin: int) -> tuple[Rule[Origin], re.Match[str]] | None:
        """The rule that finds something first from a place on, and what it finds."""
        each = ((rule, rule.pattern.search(text, begin)) for rule in self.rules)
        found = [(rule, match) for rule, match in each if match is not None]
        return min(found, key=lambda one: one[1].start(), default=None)


def word_rule(pattern: str, write: Callable[[re.Match[str], Origin], str]) -> Rule[Origin]:
    """A rule that finds whole words, in either case."""
    return Rule(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), write)
