"""A sign is worth what the fit loses without it."""

from __future__ import annotations

import numpy as np

from benchmarks.fit_readings import fitted, shares
from benchmarks.trial import Tried
from bot.replies.weighing.evidence import NAMES


def tried(right: int) -> Tried:
    """Two answers, the right one of which is told, while both are of the topic before."""
    rows = np.zeros((2, len(NAMES)))
    rows[right, NAMES.index("told")] = 1.0
    rows[:, NAMES.index("topic")] = 1.0
    return Tried(True, "", rows, np.arange(2) == right, np.zeros(2, bool))


def test_only_what_tells_answers_apart_is_missed() -> None:
    turns = [tried(right) for right in (0, 1, 0, 1) * 10]

    whole, told, topic = (shares(turns, fitted(turns, (), 1.0, sign), 0.35) for sign in ("", "told", "topic"))

    assert whole.right == topic.right == 1
    assert told.right < whole.right
