"""Tells which words set a limit to the number behind them: a word with its neighbours in, the kind of limit out."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.numbers import number_at


class Bound(NamedTuple):
    """As in `Limit`."""

    above: bool
    inclusive: bool


def bound_said(words: Sequence[str], at: int, language: Language) -> Bound | None:
    """The kind of limit that the word at a place sets to a number behind it: "over", or the "least" of "at least"."""
    word, lists = words[at], language.words
    if is_inclusive(words, at, language):
        return Bound(above=word in lists["at_least"] | lists["least_behind_at"], inclusive=True)
    needs_at = word in lists["least_behind_at"] | lists["most_behind_at"]  # "Least" without "at" sets no limit.
    if needs_at or word not in lists["above"] | lists["below"]:
        return None
    return Bound(above=word in lists["above"], inclusive=False)


def is_inclusive(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether a word says that the number behind it is within the limit: "least" and "most" behind "at"."""
    word, lists = words[at], language.words
    if word in lists["at_least"] | lists["at_most"]:
        return True
    return at > 0 and words[at - 1] in lists["at"] and word in lists["least_behind_at"] | lists["most_behind_at"]


def is_attribute(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether a word only describes what the number behind it is of, and sets no limit: "the bigger 76 kWh battery"."""
    word, lists = words[at], language.words
    adjectives = lists["up"] | lists["down"] | lists["good"] | lists["bad"]
    compares = word in adjectives & (lists["above"] | lists["below"])
    if not compares or word in lists["counted"] | lists["counted_before"]:
        return False
    has_article = at > 0 and words[at - 1] in lists["definite"] | lists["articles"]
    return has_article and at + 1 < len(words) and number_at(words, at + 1, language) is not None
