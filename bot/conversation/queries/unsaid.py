"""Finds how much of a question about figures entries do not say."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.conversation.queries.asked import Asked
from bot.matching import Index


def unsaid_shares(asked: Asked, titles: Mapping[int, Collection[str]], index: Index) -> dict[int, float]:
    """The share of the question, each word by its rarity, that neither an entry says nor an operation, a time or a
    number explains; from 0 to 1, by the number of each entry. `titles`: by these the stems of what a query is of, which
    explain a word, too."""
    weights = [index.common.weight(one.word) for one in asked.spoken]
    total = sum(weights) or 1.0
    said = index.said.say_any([one.stems for one in asked.spoken])[:, list(titles)].T.tolist()
    return {
        entry: sum(
            weight
            for word, weight, says in zip(asked.spoken, weights, own, strict=True)
            if not word.explained and not says and word.stems.isdisjoint(stems_of_titles)
        )
        / total
        for (entry, stems_of_titles), own in zip(titles.items(), said, strict=True)
    }
