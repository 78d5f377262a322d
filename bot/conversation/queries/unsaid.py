"""Measures how much of a question entries leave unsaid: a question and entries in, a share for each out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.conversation.queries.asked import Asked
from bot.matching import Index


def unsaid_shares(asked: Asked, titles: Mapping[int, Collection[str]], index: Index) -> dict[int, float]:
    """The share of the question, each word by its rarity, that neither an entry says nor an operation, a time or a
    number explains; from 0 to 1, by the number of each entry. `titles`: by these the stems of what a query is of, which
    explain a word, too."""
    weights = [index.common.weight(one.word) for one in asked.spoken]
    said = index.said.say_any([one.stems for one in asked.spoken])

    def unsaid(entry: int) -> float:
        words = zip(asked.spoken, weights, said[:, entry].tolist(), strict=True)
        return sum(
            weight
            for word, weight, says in words
            if not (word.explained or says) and word.stems.isdisjoint(titles[entry])
        )

    return {entry: unsaid(entry) / (sum(weights) or 1.0) for entry in titles}
