"""Thin FAQs that are fitted to and measured with."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.faqs import FAQS, FITTED, WORKSHEET, faq_base
from bot.growing.worksheet import code_of, read_worksheet
from bot.model import SMALL_TALK

NAMES = sorted(folder.name for folder in FAQS.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_each_question_expects_an_entry_that_there_is_or_none(name: str) -> None:
    faq = faq_base(name)
    ids = {entry.id for entry in faq.knowledge.entries}

    assert {one.entry for one in faq.asked} <= {*ids, None}
    assert [one.kind for one in faq.asked] == ["inside"] * 40 + ["near"] * 10 + ["far"] * 10


@pytest.mark.parametrize("name", NAMES)
def test_no_question_is_a_way_of_asking(name: str) -> None:
    faq = faq_base(name)
    known = {text.casefold() for entry in faq.knowledge.entries for text in (entry.question, *entry.phrasings)}

    assert [one.text for one in faq.asked if one.text.casefold() in known] == []


@pytest.mark.parametrize("sheet", sorted(FAQS.glob(f"*/{WORKSHEET}")), ids=lambda sheet: sheet.parent.name)
def test_a_worksheet_asks_for_each_entry_and_copies_no_question(sheet: Path) -> None:
    faq = faq_base(sheet.parent.name)
    written = read_worksheet(sheet)

    codes = {code_of(entry.id) for entry in faq.knowledge.entries if entry.topic != SMALL_TALK}
    assert {one.code for one in written} == codes
    assert {one.text.casefold() for one in written}.isdisjoint(one.text.casefold() for one in faq.asked)


def test_one_is_kept_aside() -> None:
    assert set(NAMES) > set(FITTED)
