"""What a base needs next: entries that are mistaken for each other, and those that are hardly found in other words."""

from __future__ import annotations

import pytest
from shops import bot_of, entry

from bot import Bot
from bot.evaluation import ask_by_main_words
from bot.growing import lacking_ways, near_pairs

BREAD = (
    entry("rye", "What does the rye bread cost?", "price of rye bread", "how much is a rye loaf", "rye bread price"),
    entry("hours", "When does the bakery open?", "opening hours", "what time do you open", "when do you open"),
    entry("cakes", "How do I order a birthday cake?"),
    entry("cancel", "How do I cancel the birthday cake?"),
    entry("parking", "Where can I park my car?"),
)


@pytest.fixture(scope="module")
def bakery() -> Bot:
    return bot_of(*BREAD, precision=0.9, min_phrasings=3)


def test_entries_with_one_way_of_asking_come_first_and_full_ones_not_at_all(bakery: Bot) -> None:
    lacking = lacking_ways(bakery, ask_by_main_words(bakery))

    assert {one.entry.id for one in lacking if one.ways == 1} == {"cakes", "cancel", "parking"}
    assert "rye" not in [one.entry.id for one in lacking]
    assert [one.ways for one in lacking] == sorted(one.ways for one in lacking)


def test_two_that_share_their_main_words_are_a_pair_with_nothing_to_tell_them_apart() -> None:
    mistaken = bot_of(
        entry("order", "How do I get a cake?"),
        entry("collect", "Where do I get the cake?"),
        entry("parking", "Where can I park my car?"),
    )

    pair = near_pairs(mistaken, ask_by_main_words(mistaken))[0]

    assert {pair.entry.id, pair.other.id} == {"order", "collect"}
    assert "cake" in pair.asked[0]
    assert (pair.words, pair.other_words) == ((), ())


def test_entries_with_few_ways_of_asking_lack_more_and_lie_near_no_other() -> None:
    thin = bot_of(
        entry("join", "How do I become a member?", "sign me up"),
        entry("leave", "How do I cancel my membership?", "I want to quit"),
        entry("open", "When does the hall open?", "evenings at the club"),
        entry("park", "Where can I park my car?", "a place for my van"),
    )
    by_main_words = ask_by_main_words(thin)

    assert near_pairs(thin, by_main_words) == ()
    assert {one.entry.id for one in lacking_ways(thin, by_main_words)} == {"join", "leave", "open", "park"}
