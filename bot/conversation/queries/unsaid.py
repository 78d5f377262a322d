"""Measures how much of a question entries leave unsaid: a question and entries in, a share for each out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from bot.conversation.queries.asked import Asked
from bot.matching import Index, places_of


class SpokenWord(NamedTuple):
    word: str
    stems: frozenset[str]
    """Its own, and those of the name that it is written for ("shaomi")."""
    explained: bool
    """By an operation, a time, a number or a name that is excluded."""


def unsaid_shares(asked: Asked, titles: Mapping[int, Collection[str]], index: Index) -> dict[int, float]:
    """The share of the question, each word by its rarity, that neither an entry says nor an operation, a time or a
    number explains; from 0 to 1, by the number of each entry. `titles`: by these the stems of what a query is of, which
    explain a word, too."""
    spoken = spoken_words(asked)
    weights = [index.common.weight(one.word) for one in spoken]
    said = index.said.say_any([one.stems for one in spoken])

    def unsaid(entry: int) -> float:
        words = zip(spoken, weights, said[:, entry].tolist(), strict=True)
        return sum(
            weight
            for word, weight, says in words
            if not (word.explained or says) and word.stems.isdisjoint(titles[entry])
        )

    return {entry: unsaid(entry) / (sum(weights) or 1.0) for entry in titles}


def spoken_words(asked: Asked) -> tuple[SpokenWord, ...]:
    stem, scales = asked.lexicon.stem, frozenset(map(asked.lexicon.stem, asked.language.scales))
    excluded = places_of(name for name in asked.named if (name.kind, name.value) in asked.facets.excluded)
    names = {at: name.value.split("-") for name in asked.named for at in range(name.start, name.end)}

    def is_explained(at: int, word: str, own: str) -> bool:
        is_number = word.replace(".", "").isdigit() or own in scales
        return is_number or at in excluded or at in asked.timed_places or word in asked.cued

    return tuple(
        SpokenWord(word, frozenset({own, *map(stem, names.get(at, ()))}), is_explained(at, word, own))
        for at, (word, own) in enumerate(zip(asked.words, asked.whole.stems, strict=True))
    )
