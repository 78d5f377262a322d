"""Contestants: this matcher and others, which learn phrasings by class and rank questions."""

from collections.abc import Sequence
from typing import Protocol

from benchmarks.contestants.bm25 import Bm25
from benchmarks.contestants.fuzzy import TokenSet, TokenSort, WRatio
from benchmarks.contestants.linear import Linear
from benchmarks.contestants.matcher import ThisMatcher
from benchmarks.contestants.tfidf import CharacterTfidf
from benchmarks.data import Examples
from benchmarks.measures import Ranked


class Contestant(Protocol):
    def rank(self, questions: Sequence[str]) -> dict[str, Ranked]:
        """Return a ranking for each way of reading the scores, by its name."""
        ...


class Learn(Protocol):
    def __call__(self, examples: Examples, outside: Sequence[str] = ()) -> Contestant:
        """`outside`: lines out of scope, the same for everybody."""
        ...


LEXICAL: tuple[Learn, ...] = (Bm25, CharacterTfidf, Linear)
OTHERS: tuple[Learn, ...] = (WRatio, TokenSort, TokenSet, *LEXICAL)
ALL: tuple[Learn, ...] = (*OTHERS, ThisMatcher)

__all__ = ["ALL", "LEXICAL", "OTHERS", "Bm25", "CharacterTfidf", "Contestant", "Learn", "Linear", "ThisMatcher"]
