"""Rewrites the dates of a text: patterns, each with how what it finds reads written out, in; the text out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

Told = TypeVar("Told")
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")


class Form(NamedTuple, Generic[Told]):
    """One way to say a date."""

    pattern: re.Pattern[str]
    write: Callable[[re.Match[str], Told], str]
    """What stands in the place of a match; `Told` is what the date counts from."""

    def written_out(self, text: str, told: Told) -> str:
        return self.pattern.sub(lambda found: self.write(found, told), text)


class Forms(NamedTuple, Generic[Told]):
    """Forms that may overlap: the leftmost counts, whether or not it can be written out."""

    any: re.Pattern[str]
    each: tuple[Form[Told], ...]

    def written_out(self, text: str, told: Told) -> str:
        def written(found: re.Match[str]) -> str:
            own = ((one.pattern.fullmatch(text, *found.span()), one.write) for one in self.each)
            return next((write(match, told) for match, write in own if match is not None), found[0])

        return self.any.sub(written, text)


def form(pattern: str, write: Callable[[re.Match[str], Told], str]) -> Form[Told]:
    return Form(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), write)


def forms(*each: Form[Told]) -> Forms[Told]:
    # A name may stand only once in a pattern.
    patterns = (_NAMED_GROUP.sub("(?:", one.pattern.pattern) for one in each)
    return Forms(re.compile("|".join(patterns), re.IGNORECASE), each)
