"""Rewrites texts by rules: each a pattern, with what takes the place of what it finds."""

import re
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

Origin = TypeVar("Origin")  # What the dates of a text count from, such as the day of asking.
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")


class Rule(NamedTuple, Generic[Origin]):
    pattern: re.Pattern[str]
    write: Callable[[re.Match[str], Origin], str]

    def rewrite(self, text: str, origin: Origin) -> str:
        return self.pattern.sub(lambda found: self.write(found, origin), text)


class OverlappingRules(NamedTuple, Generic[Origin]):
    """Rules that may find the same words: what begins first counts, then the first rule, even if it changes nothing."""

    found_by_any: re.Pattern[str]
    rules: tuple[Rule[Origin], ...]

    def rewrite(self, text: str, origin: Origin) -> str:
        def written(found: re.Match[str]) -> str:
            own = ((rule.pattern.fullmatch(text, *found.span()), rule.write) for rule in self.rules)
            return next((write(match, origin) for match, write in own if match is not None), found[0])

        return self.found_by_any.sub(written, text)


def word_rule(pattern: str, write: Callable[[re.Match[str], Origin], str]) -> Rule[Origin]:
    """A rule that finds whole words, in either case."""
    return Rule(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), write)


def overlapping(*rules: Rule[Origin]) -> OverlappingRules[Origin]:
    # A name may stand only once in a pattern.
    patterns = (_NAMED_GROUP.sub("(?:", rule.pattern.pattern) for rule in rules)
    return OverlappingRules(re.compile("|".join(patterns), re.IGNORECASE), rules)
