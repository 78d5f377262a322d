"""Chances follow what has been found since."""

from __future__ import annotations

import pytest

from bot.replies.figure_queries.chances import with_evidence


def test_chances_rise_and_fall_with_the_evidence() -> None:
    assert with_evidence([0.5, 0.3], [1.0, 1.0]) == pytest.approx([0.5, 0.3])
    assert with_evidence([0.5, 0.3], [0.2, 1.0]) == pytest.approx([0.1 / 0.6, 0.3 / 0.6])
    assert with_evidence([0.9, 0.3], [1.0, 1.0]) == pytest.approx([0.9, 0.3])
    assert with_evidence([], []) == []
