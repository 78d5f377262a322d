"""What asks in a message is found by patterns, one for each way in which a language asks."""

from __future__ import annotations

from dataclasses import fields

import pytest

from bot.conversation.asking import AskingPatterns, asking_patterns

EXAMPLES = {
    "boundary": ("Nice! How far?", "How far is it?"),
    "asking": ("I know what it costs", "the price"),
    "question_start": ("and in which colours", "I know what it costs"),
    "side_by_side": ("Lark or Finch, which is faster", "Lark or Finch"),
    "dated": ("sales q1 to q2 2026, what was the growth", "what was the growth"),
    "joined": ("how old is it and how big", "how old and big is it"),
    "conjunction": ("and how big", "how big"),
    "exclaiming": ("how interesting!", "how interesting is it?"),
    "placing": ("in the two recalls", "the two recalls"),
}


@pytest.mark.parametrize("name", [field.name for field in fields(AskingPatterns)])
def test_a_pattern_finds_what_asks_in_its_way(name: str) -> None:
    pattern = getattr(asking_patterns("en"), name)
    found, passed_over = EXAMPLES[name]

    assert pattern.search(found)
    assert not pattern.search(passed_over)
