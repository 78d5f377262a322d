"""Candidates get their confidence; those that say the same support each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shops import HOURS, VARIANTS, entry, index_of

from bot.matching import Matcher
from bot.matching.ranking.judging import EXACT_CONFIDENCE

BREAD = ("What does rye bread cost?", "price of rye", "how much is a rye loaf", "rye bread price")
ROLLS = ("What do rye rolls cost?", "price of rye rolls", "how much is a rye roll", "rye roll price")


def confidences(answer: str, text: str) -> dict[str, float]:
    """Those of two entries, of which one says 1,400; `answer` is that of the other."""
    rye = entry("rye", *BREAD, answer="It costs **1,400** cents.")
    rolls = entry("rolls", *ROLLS, answer=answer)
    return {match.id: match.confidence for match in Matcher(index_of(rye, rolls, HOURS)).rank(text)}


def test_entries_that_give_the_same_figure_speak_for_each_other() -> None:
    apart = confidences("They cost **1,300** cents.", "what is the price for some rye")
    together = confidences("They cost **1,400** cents.", "what is the price for some rye")

    first = max(apart, key=apart.__getitem__)
    assert together[first] == pytest.approx(min(0.99, apart["rye"] + apart["rolls"]), abs=1e-3)


def test_entries_without_a_figure_do_not() -> None:
    apart = confidences("They cost **1,300** cents.", "what is the price for some rye")
    without = confidences("They are cheap.", "what is the price for some rye")

    assert without == pytest.approx(apart, abs=1e-3)  # A thin base reads its answers, too.


def test_what_is_asked_exactly_is_as_sure_as_can_be_and_first() -> None:
    ranking = Matcher(index_of(entry("rye", *BREAD), entry("rolls", *ROLLS), HOURS)).ranking_of("price of rye")

    assert ranking.exact == (0,)
    assert (ranking.candidates[0].entry, ranking.confidence, ranking.among) == (
        0,
        pytest.approx(EXACT_CONFIDENCE),
        EXACT_CONFIDENCE,
    )


def test_a_default_has_the_confidence_of_those_it_stands_for() -> None:
    about = (("quantity", "price"), ("trim", "small")), (("quantity", "price"), ("trim", "big"))
    small = entry("small", "What does the small rye cost?", "price of the small rye", "rye small price", about=about[0])
    big = entry("big", "What does the big rye cost?", "price of the big rye", "rye big price", about=about[1])
    names = {"quantity": {"price": ("price",)}, "trim": {"small": (), "big": ()}}
    default = replace(small, tags=("default",))

    apart = Matcher(index_of(small, big, HOURS, names=names, kinds=VARIANTS)).ranking_of("how much is rye")
    joined = Matcher(index_of(default, big, HOURS, names=names, kinds=VARIANTS)).ranking_of("how much is rye")

    assert [one.entry for one in joined.candidates if one.entry in (0, 1)] == [0]
    both = sum(one.confidence for one in apart.candidates if one.entry in (0, 1))
    assert joined.confidence >= min(0.99, both) - 1e-6
