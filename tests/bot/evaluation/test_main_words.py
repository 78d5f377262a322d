"""What a base with one way of asking an entry is told of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shops import base, bot_of, entry

from bot import Bot
from bot.evaluation import (
    Verdict,
    ask_by_main_words,
    few_answered,
    left_out_findings,
    main_words_summary,
)
from bot.evaluation.leaveout import left_out_counts
from bot.knowledge import thin_spots
from bot.matching.compiling import compile_index

THIN = (
    entry("hours", "When does the bakery open?"),
    entry("rye", "What does the rye bread cost?"),
    entry("order", "How do I order a birthday cake?"),
    entry("flour", "Where does the flour come from?"),
    entry("classes", "Do you offer baking classes?"),
    entry("gluten", "Is there anything without gluten?"),
    entry("parking", "Where can I park my car?"),
    entry("apprentices", "Are you looking for apprentices?"),
    entry("coffee", "Can I drink a coffee at the bakery?"),
    entry("leftovers", "What happens to bread that is left in the evening?"),
    entry("vouchers", "Do you sell vouchers?"),
    entry("delivery", "Can you deliver rolls to my house in the morning?"),
)


@pytest.fixture(scope="module")
def thin() -> Bot:
    return bot_of(*THIN, precision=0.9)


def test_a_thin_base_is_not_blamed_for_what_the_bot_does_not_do(thin: Bot) -> None:
    assert list(left_out_findings(thin.index)) == []


def test_an_only_way_of_asking_is_not_left_out(thin: Bot) -> None:
    assert left_out_counts(thin.index).tried == 0


def test_entries_are_asked_for_by_their_main_words(thin: Bot) -> None:
    tally = ask_by_main_words(thin)

    texts = {one.case.expect: one.case.text for one in tally.judged}
    assert texts["order"] == "order birthday cake"
    assert len(texts) == len(THIN)
    assert tally.count(Verdict.RIGHT) > 0.8 * len(THIN)
    assert tally.count(Verdict.WRONG) == 0
    assert list(few_answered(thin, tally, "`evbot grow`")) == []


def test_entries_that_the_main_words_do_not_tell_apart_are_told() -> None:
    doubled = [
        entry(f"{verb}-{name}", question.format(verb))
        for verb in ("get", "put", "take")
        for name, question in (("how", "How do I {} a ticket?"), ("where", "Where can I {} the ticket?"))
    ]
    bot = bot_of(*doubled)

    (warning,) = few_answered(bot, ask_by_main_words(bot), "`evbot grow --knowledge tickets`")

    assert warning.code == "KB504"
    assert warning.message == "0 of 6 questions that are made to test it would be answered"
    assert "`evbot grow --knowledge tickets`" in warning.remedy


def test_one_warning_a_file_counts_the_entries_with_few_ways_of_asking() -> None:
    found = [one for one in thin_spots(base(*THIN), None) if one.code == "KB406"]

    assert [one.entry for one in found] == ["hours"]
    assert "0 of the 6 phrasings wanted; 11 more" in found[0].message


def test_a_full_entry_among_thin_ones_is_left_out_in_turn() -> None:
    full = entry(
        "croissants",
        "What do croissants cost?",
        "price of a croissant",
        "how much is a croissant",
        "croissant price",
        "cost of croissants",
        "how expensive are the croissants",
    )

    assert left_out_counts(compile_index(base(*THIN, full))).tried == 6


def test_entries_with_two_ways_of_asking_are_not_judged_by_one_that_is_left_out() -> None:
    doubled = bot_of(*(replace(one, phrasings=(f"{one.id} please",)) for one in THIN), precision=0.9)
    tally = ask_by_main_words(doubled)

    assert left_out_counts(doubled.index).tried == 0
    assert len(tally.judged) == len(THIN)
    assert list(few_answered(doubled, tally, "`evbot grow`")) == []
    assert next(main_words_summary(tally)).startswith("Entries with fewer than 6 ways of asking")
