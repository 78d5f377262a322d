"""Finds how much of a question about figures entries do not say."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.conversation.queries.asked import Asked
from bot.matching import Index


def unsaid_shares(asked: Asked, titles: Mapping[int, Collection[str]], index: Index) -> dict[int, float]:
    """The share of the question, each word by its rarity, that neither an entry says nor an operation, a time or a
    number explains; from 0 to 1, by the number of each entry. `titles`: by these the stems of what a query is of, which
    explain a word, too."""
    weights = [index.common.weight(word) for word, _, _ in asked.explained]
    total = sum(weights) or 1.0
    said = index.said.say_any([stems for _, stems, _ in asked.explained])[:, list(titles)].T.tolist()
    return {
        entry: sum(
            weight
            for (_, stems, explained), weight, says in zip(asked.explained, weights, own, strict=True)
            if not explained and not says and stems.isdisjoint(stems_of_titles)
        )
        / total
        for (entry, stems_of_titles), own in zip(titles.items(), said, strict=True)
    }
