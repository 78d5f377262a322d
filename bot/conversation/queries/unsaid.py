"""Finds how much of a question about figures each entry does not say."""

from __future__ import annotations

import numpy as np

from bot.conversation.queries.asked import Asked
from bot.matching import Index


def unsaid_shares(asked: Asked, index: Index) -> list[float]:
    """The share of the question, each word by its rarity, that neither an entry says nor an operation, a time or a
    number explains; from 0 to 1, by the number of each entry."""
    weights = [index.common.weight(word) for word, _, _ in asked.explained]
    heavy = np.array([0.0 if one[2] else weight for one, weight in zip(asked.explained, weights, strict=True)])
    unsaid = heavy[:, None] * ~index.said.say_any([stems for _, stems, _ in asked.explained])
    shares: list[float] = (unsaid.sum(0) / (sum(weights) or 1.0)).tolist()
    return shares
