"""A reply in words: text, date, sources, age, what to ask next."""

from __future__ import annotations

from datetime import date

from shops import entry

from bot.knowledge import words_in
from bot.model import Answer, Choice, Manifest, Outcome, Reply, Source
from bot.replies.writing.composing import answer_message, answer_of, clarify_message, joined, source_line

WORDS = words_in()

PRICES = Source("The Baker", "Price list", "https://bakery.example/prices", "2025-12-31")
NEXT = (Choice("hours", "When does the bakery open?"), Choice("oat", "What does oat bread cost?"))


def answer(**others: object) -> Answer:
    return Answer("rye", "bread", "What does rye cost?", "Rye costs **4 euros**.", **others)  # type: ignore[arg-type]


def test_an_answer_stands_alone_where_nothing_else_is_known() -> None:
    assert answer_message(answer(), (), WORDS) == "Rye costs **4 euros**."


def test_first_the_answer_then_date_and_sources_then_age_then_what_to_ask() -> None:
    message = answer_message(answer(as_of="2025-12-31", sources=(PRICES,), stale=True), NEXT, WORDS)

    text, facts, age, questions = message.split("\n\n")
    assert text == "Rye costs **4 euros**."
    assert "31 December 2025" in facts
    assert "[The Baker, “Price list”](https://bakery.example/prices)" in facts
    assert age == WORDS.stale.format(date="31 December 2025")
    assert questions.split("\n")[1:] == ["- When does the bakery open?", "- What does oat bread cost?"]


def test_an_answer_that_is_not_old_says_nothing_of_its_age() -> None:
    assert "may have changed" not in answer_message(answer(as_of="2025-12-31", sources=(PRICES,)), (), WORDS)


def test_a_dated_answer_without_sources_tells_its_date() -> None:
    assert "31 December 2025" in answer_message(answer(as_of="2025-12-31"), (), WORDS)


def test_a_source_without_title_or_address() -> None:
    assert source_line(Source("The Baker")) == "The Baker"
    assert source_line(Source("The Baker", published="2025")) == "The Baker (2025)"


def test_the_text_of_an_answer_is_the_entry_s_own() -> None:
    made = answer_of(entry("rye", "?", answer="Four euros.\n", related=("oat",), chart="prices"), Manifest(), None)

    assert (made.text, made.related, made.chart, made.stale) == ("Four euros.", ("oat",), "prices", False)


def test_a_qualification_stands_before_the_text() -> None:
    assert (
        answer_of(entry("rye", "?", answer="Four euros."), Manifest(), None, "For rye:").text == "For rye: Four euros."
    )


def test_an_old_answer_is_marked() -> None:
    old = entry("rye", "?", as_of="2024", changes=True)

    assert answer_of(old, Manifest(stale_after_days=30), date(2025, 3, 1)).stale
    assert not answer_of(old, Manifest(), date(2025, 3, 1)).stale


def test_choices_are_numbered_and_none_of_them_is_0() -> None:
    lines = clarify_message("Which one?", NEXT, WORDS).split("\n")

    assert lines == [
        "Which one?",
        "1. When does the bakery open?",
        "2. What does oat bread cost?",
        "0. None of these",
    ]


def test_of_two_answers_each_has_its_own_date_and_age() -> None:
    first = Reply(Outcome.ANSWER, "?", "", answer=answer(as_of="2026-01-31"))
    second = Reply(Outcome.ANSWER, "?", "", answer=answer(as_of="2024-01-31", stale=True))

    message = joined(first, second, WORDS).message

    assert f"As of 31 January 2024. {WORDS.stale.format(date='31 January 2024')}" in message
    assert message.endswith("As of 31 January 2026.")
