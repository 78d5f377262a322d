"""Entries, sources and facets are read into frozen values, or become findings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model import Entry, Finding, Knowledge, Place, Source

Inspect = Callable[..., tuple[Finding, ...]]
Load = Callable[[str], Knowledge]


def entry_with(lines: str) -> str:
    return f"entries:\n  - id: rye\n    question: What does rye cost?\n    answer: Four euros.\n    {lines}\n"


def test_reads_every_key(load: Load) -> None:
    knowledge = load(
        """
        topic: bread
        entries:
          - id: rye
            question: >
              What does
              rye cost?
            phrasings: ["rye  price"]
            answer: |
              **Four** euros.

              - a loaf
            as_of: 2025-12-31
            changes: yes
            sources: [{publisher: Bakers' Weekly, title: Prices, url: "https://example.org", published: 2025-12}]
            related: [rye]
            tells: ["prices:2025"]
            about: {quantity: price, year: 2025, month: May, bread: [rye, dark-rye]}
            review_by: 2027
            tags: [default]
            follow_ups: {rye: ["and  half a loaf?"], null: [is it vegan]}
        series: [{id: prices, title: Prices, points: [{label: 2025, value: 4}]}]
        """
    )

    assert knowledge.entries[:1] == (
        Entry(
            id="rye",
            question="What does rye cost?",
            answer="**Four** euros.\n\n- a loaf",
            topic="bread",
            phrasings=("rye price",),
            as_of="2025-12-31",
            changes=True,
            sources=(Source("Bakers' Weekly", "Prices", "https://example.org", "2025-12"),),
            related=("rye",),
            tells=("prices:2025",),
            about=(
                ("quantity", "price"),
                ("year", "2025"),
                ("month", "2025-05"),
                ("bread", "rye"),
                ("bread", "dark-rye"),
            ),
            review_by="2027",
            tags=("default",),
            follow_ups=(("rye", ("and half a loaf?",)), (None, ("is it vegan",))),
            place=Place("bakery.yaml", 3),
        ),
    )


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        pytest.param("as_of: 2025-13-40", "KB106", "2025-13-40", id="no such month"),
        pytest.param("as_of: 2025-02-30", "KB106", "as_of", id="no such day"),
        pytest.param("review_by: next spring", "KB106", "review_by", id="date in words"),
        pytest.param("as_of: 12/2025", "KB106", "12/2025", id="date in another form"),
        pytest.param("as_of: [2025]", "KB012", "a list", id="list where a text belongs"),
        pytest.param("follow_ups: [and then]", "KB012", "`follow_ups` is a list", id="list where a mapping belongs"),
        pytest.param(
            "follow_ups: {rye: and then}", "KB012", "write a list: follow_ups: rye:", id="follow-up as a text"
        ),
        pytest.param("changes: often", "KB012", "true or false", id="text where a truth value belongs"),
        pytest.param("changes: 'true'", "KB012", "true or false", id="quoted truth value"),
        pytest.param("phrasings: rye price", "KB012", "write a list", id="text where a list belongs"),
        pytest.param("phrasings: [rye price, '']", "KB109", "empty", id="empty phrasing"),
        pytest.param("phrasings: [rye price, ]\n    tags: [~]", "KB109", "tags", id="null in a list"),
        pytest.param("sources: [{url: 'https://example.org'}]", "KB108", "publisher", id="no publisher"),
        pytest.param("sources: [{publisher: Me, url: example.org}]", "KB108", "example.org", id="no url"),
        pytest.param("sources: [{publisher: Me, published: 2025-31}]", "KB106", "published", id="date of a source"),
        pytest.param("sources: [{publisher: Me, date: 2025}]", "KB011", "date", id="unknown key of a source"),
        pytest.param("sources: Me", "KB012", "sources", id="text where sources belong"),
        pytest.param("about: {year: {from: 2024}}", "KB110", "year", id="facet that is a mapping"),
        pytest.param("about: {month: 13}", "KB110", 'no month "13"', id="month that does not exist"),
        pytest.param("about: {quarter: 10}", "KB110", "quarter: Q1", id="quarter that does not exist"),
        pytest.param("about: {quarter: first}", "KB110", 'no quarter "first"', id="quarter in words"),
        pytest.param("about: {half: 2025-H3}", "KB110", "half: H2", id="half that does not exist"),
        pytest.param("about: [2025]", "KB012", "about", id="facets as a list"),
        pytest.param("topic: bread", "KB011", "topic", id="topic of a single entry"),
    ],
)
def test_names_what_is_wrong_with_an_entry(inspect: Inspect, lines: str, code: str, said: str) -> None:
    (found,) = inspect(entry_with(lines))

    assert (found.code, found.entry) == (code, "rye")
    assert said in str(found)
    assert found.place.line >= 5


@pytest.mark.parametrize("name", ["Rye", "rye_bread", "rye--bread", "-rye", "rye bread", "r" * 49, "brötchen"])
def test_an_id_is_in_kebab_case_and_at_most_48_long(inspect: Inspect, name: str) -> None:
    (found,) = inspect(entry_with("").replace("id: rye", f"id: {name}"))

    assert found.code == "KB102"


def test_an_id_belongs_to_one_entry_or_series_in_all_files(inspect: Inspect) -> None:
    series = "series: [{id: rye, title: Rye sold, points: [{label: a, value: 1}]}]"
    found = inspect(entry_with(""), other=entry_with(""), series=series)

    assert [(one.code, one.place.file, one.entry) for one in found] == [
        ("KB103", "other.yaml", "rye"),
        ("KB103", "series.yaml", "rye"),
    ]
    assert "bakery.yaml:2" in found[0].message


def test_sources_can_be_required_but_for_small_talk(inspect: Inspect) -> None:
    small_talk = entry_with("").replace("id: rye", "id: hello")
    series = "series: [{id: sold, title: Loaves sold, points: [{label: a, value: 1}], ask: []}]"
    found = inspect(
        entry_with(""),
        knowledge="require_sources: true",
        small=f"topic: smalltalk\n{small_talk}".replace("What does rye cost?", "Hello?"),
        sold=series,
    )

    assert [(one.code, one.entry) for one in found] == [("KB107", "rye"), ("KB107", "sold")]


def test_two_entries_and_no_other_file_are_enough(load: Load) -> None:
    knowledge = load("entries: [{id: a, question: A?, answer: A.}, {id: b, question: B?, answer: B.}]")

    assert [(entry.id, entry.topic) for entry in knowledge.entries] == [("a", "bakery"), ("b", "bakery")]


def test_the_manifest_may_hold_entries_too(write: Callable[[dict[str, str]], object]) -> None:
    from bot.knowledge import load_knowledge

    folder = write({"knowledge.yaml": "name: Bakery\n" + entry_with("")})

    knowledge = load_knowledge(folder)  # type: ignore[arg-type]

    assert (knowledge.manifest.name, knowledge.entries[0].topic) == ("Bakery", "knowledge")
