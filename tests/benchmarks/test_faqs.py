"""Thin FAQs that are fitted to and measured with."""

from __future__ import annotations

import pytest

from benchmarks.faqs import FAQS, FITTED, faq_base

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


def test_one_is_kept_aside() -> None:
    assert set(NAMES) > set(FITTED)
