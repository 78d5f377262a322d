"""Periods come into one spelling by rules, each of which has an example."""

from __future__ import annotations

import pytest

from bot.matching.language.periods import RULES


@pytest.mark.parametrize("rule", range(len(RULES)))
def test_each_rule_makes_of_its_example_what_stands_there(rule: int) -> None:
    pattern, plain, example = RULES[rule]
    before, after = example.split(" -> ")

    assert pattern.sub(plain, before) == after
