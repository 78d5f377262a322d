"""Warnings that only the whole of a knowledge base can give."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge import inspect_knowledge, load_knowledge
from bot.model import Finding, Severity

Inspect = Callable[..., tuple[Finding, ...]]
Write = Callable[[dict[str, str]], Path]

TWO = """
entries:
  - id: rye
    question: What does rye cost?
    phrasings: [{rye}]
    answer: Four euros.
  - id: oat
    question: What does oat cost?
    phrasings: [{oat}]
    answer: Five euros.
"""


def entries(rye: str = "rye price", oat: str = "oat price") -> str:
    return TWO.replace("{rye}", rye).replace("{oat}", oat)


def test_a_clean_base_has_no_finding(inspect: Inspect) -> None:
    assert inspect(entries()) == ()


def test_warnings_leave_the_knowledge_usable(write: Write) -> None:
    folder = write({"a.yaml": entries(oat="Rye... PRICE?!")})

    knowledge, (found,) = inspect_knowledge(folder)

    assert knowledge == load_knowledge(folder)
    assert (found.code, found.severity, found.entry) == ("KB401", Severity.WARNING, "oat")
    assert "rye (a.yaml:2)" in found.message


def test_a_curated_entry_may_ask_what_a_generated_one_asks(inspect: Inspect) -> None:
    series = """
    series:
      - id: sold
        title: Loaves sold
        points: [{label: "2025", value: 1}]
        ask: [{question: "Sold in {label}?", phrasings: ["rye price"], answer: "{value}"}]
    """
    assert inspect(entries(), sold=series) == ()


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        pytest.param("related: [rya]", "KB402", id="related"),
        pytest.param("chart: rye", "KB403", id="an entry is no chart"),
        pytest.param("review_by: 2025-06-30", "KB407", id="review"),
    ],
)
def test_warns_of_an_entry(write: Write, lines: str, code: str) -> None:
    folder = write({"a.yaml": entries() + f"    {lines}\n"})

    (found,) = inspect_knowledge(folder, today=date(2025, 7, 1))[1]

    assert (found.code, found.entry, found.severity) == (code, "oat", Severity.WARNING)


def test_a_long_answer_is_counted(inspect: Inspect) -> None:
    (found,) = inspect(entries().replace("Five euros.", "F" * 1801))

    assert (found.code, found.message) == ("KB405", "the answer has 1,801 characters")


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("what did rye cost last year", "in 2025"),
        ("rye price this month", "in May 2025"),
        ("rye sold so far this year", "in 2025"),
        ("rye price last quarter", "in Q2 2025"),
        ("price yesterday", "on 12 May 2025"),
        ("rye price two weeks ago", "on 12 May 2025"),
        ("over the past three years", "in 2025"),
    ],
)
def test_a_date_that_moves_comes_with_one_that_stays(inspect: Inspect, words: str, instead: str) -> None:
    text = entries(oat=words) + "    as_of: 2025-05-12\n"

    (found,) = inspect(text)

    assert (found.code, found.entry) == ("KB408", "oat")
    assert instead in found.remedy


@pytest.mark.parametrize(
    "words",
    [
        "last quarter of 2025",
        "rye price now",
        "today's price",
        "currently",
        "the latest price",
        "in 2025 this one year",
    ],
)
def test_words_that_ask_for_the_newest_may_stand(inspect: Inspect, words: str) -> None:
    assert inspect(entries(oat=f'"{words}"')) == ()


def test_small_talk_may_see_you_tomorrow(inspect: Inspect) -> None:
    assert inspect("topic: smalltalk\n" + entries(oat="see you tomorrow")) == ()


def test_a_case_is_no_copy(inspect: Inspect) -> None:
    found = inspect(
        entries(),
        cases="cases: [{text: 'Rye price?', expect: rye}, {text: weather, expect: null}, {text: dark, expect: rye}]",
        scope="questions: [Weather!]",
    )

    assert [(one.code, one.entry) for one in found] == [("KB409", "rye"), ("KB409", None)]


def test_a_line_out_of_scope_is_no_phrasing(inspect: Inspect) -> None:
    (found,) = inspect(entries(), scope="questions: [OAT price]")

    assert (found.code, found.entry, found.place.file) == ("KB411", "oat", "scope.yaml")


def test_stale_ones_come_last_and_the_oldest_of_them_first(write: Write) -> None:
    ages = {"young": "2025-12", "oldest": "2024", "old": "2025-06"}
    entries = "".join(
        f"  - {{id: {name}, question: {name}?, answer: Yes., as_of: {as_of}, changes: true}}\n"
        for name, as_of in ages.items()
    )
    folder = write(
        {"a.yaml": f"entries:\n{entries}", "b.yaml": "synonyms: [[a]]", "knowledge.yaml": "stale_after_days: 9"}
    )

    found = inspect_knowledge(folder, today=date(2026, 3, 1))[1]

    assert [one.entry for one in found] == [None, "oldest", "old", "young"]


@pytest.mark.parametrize(
    ("as_of", "today", "is_stale"),
    [
        pytest.param("2025-01-01", date(2025, 6, 30), False, id="180 days"),
        pytest.param("2025-01-01", date(2025, 7, 1), True, id="181 days"),
        pytest.param("2025-01", date(2025, 7, 30), False, id="from the end of the month"),
        pytest.param("2024", date(2025, 6, 29), False, id="from the end of the year"),
        pytest.param("2024", date(2025, 7, 1), True, id="a year and more"),
    ],
)
def test_what_changes_grows_stale(write: Write, as_of: str, today: date, is_stale: bool) -> None:
    text = entries() + f"    as_of: {as_of}\n    changes: true\n"
    folder = write({"a.yaml": text, "knowledge.yaml": "stale_after_days: 180"})

    found = inspect_knowledge(folder, today=today)[1]

    assert [(one.code, one.severity, one.entry) for one in found] == (
        [("KB490", Severity.STALE, "oat")] if is_stale else []
    )


def test_a_stale_series_is_one_finding(write: Write) -> None:
    series = """
    series:
      - id: sold
        title: Loaves sold
        as_of: 2020
        changes: true
        points: [{label: "2019", value: 1}, {label: "2020", value: 2}]
        ask: [{question: "Sold in {label}?", answer: "{value}"}]
    """
    folder = write({"a.yaml": series, "knowledge.yaml": "stale_after_days: 180"})

    assert [one.entry for one in inspect_knowledge(folder, today=date(2025, 1, 1))[1]] == ["sold"]
    assert inspect_knowledge(folder)[1] == ()
