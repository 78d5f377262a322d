"""Finds how much of a question about figures entries do not say."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.queries.asked import Asked
from bot.matching import Index


def unsaid_shares(asked: Asked, entries: Sequence[int], index: Index) -> dict[int, float]:
    """The share of the question, each word by its rarity, that neither an entry says nor an operation, a time or a
    number explains; from 0 to 1, by the number of each entry."""
    weights = [index.common.weight(word) for word, _, _ in asked.explained]
    unexplained = [0.0 if one[2] else weight for one, weight in zip(asked.explained, weights, strict=True)]
    said = index.said.say_any([stems for _, stems, _ in asked.explained])[:, entries].T.tolist()
    total = sum(weights) or 1.0
    return {
        entry: sum(weight for weight, says in zip(unexplained, own, strict=True) if not says) / total
        for entry, own in zip(entries, said, strict=True)
    }
