"""What an entry is asked with may stand in a file of its own: it counts as if it stood in the entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.knowledge import inspect_knowledge, load_knowledge, thin_spots
from bot.model import Entry, Finding, KnowledgeError, Place

Inspect = Callable[..., tuple[Finding, ...]]
Write = Callable[[dict[str, str]], Path]

TWO = """
entries:
  - id: rye
    question: What does rye cost?
    phrasings: [rye price]
    answer: Four euros.
    follow_ups: {oat: [and oat], null: [is it vegan]}
  - id: oat
    question: What does oat cost?
    answer: Five euros.
"""
BARE = """
entries:
  - {id: rye, question: What does rye cost?, answer: Four euros.}
  - {id: oat, question: What does oat cost?, answer: Five euros.}
"""


def entry_of(folder: Path, id: str) -> Entry:
    return next(entry for entry in load_knowledge(folder).entries if entry.id == id)


def test_is_joined_with_the_entry_whose_own_come_first(write: Write) -> None:
    asking = """
    asking:
      rye:
        phrasings: ["how  much is rye", price of a loaf of rye]
        follow_ups: {rye: [half a loaf], null: [gluten], oat: [the oat one]}
      oat: {phrasings: [oat price]}
    """
    folder = write({"topics/bread.yaml": TWO, "asking/bread.yaml": asking})

    assert inspect_knowledge(folder)[1] == ()
    rye = entry_of(folder, "rye")
    assert rye.phrasings == ("rye price", "how much is rye", "price of a loaf of rye")
    assert rye.follow_ups == (
        ("oat", ("and oat", "the oat one")),
        (None, ("is it vegan", "gluten")),
        ("rye", ("half a loaf",)),
    )
    assert (rye.place, rye.asking) == (Place("topics/bread.yaml", 2), Place("asking/bread.yaml", 2))
    assert entry_of(folder, "oat").phrasings == ("oat price",)


def test_a_moved_key_makes_no_difference_but_for_its_place(tmp_path: Path, write: Write) -> None:
    inline = entry_of(write({"whole/bread.yaml": TWO}) / "whole", "rye")
    asking = "asking: {rye: {phrasings: [rye price], follow_ups: {oat: [and oat], null: [is it vegan]}}}"
    folder = write({"parted/bread.yaml": BARE, "parted/asking.yaml": asking}) / "parted"

    assert replace(entry_of(folder, "rye"), place=inline.place, asking=None) == inline


def test_an_id_with_nothing_below_it_says_nothing(write: Write) -> None:
    folder = write({"a.yaml": BARE, "b.yaml": "asking:\n  rye:\n  oat: {phrasings: }\n"})

    assert inspect_knowledge(folder)[1] == ()
    assert entry_of(folder, "rye").phrasings == ()


@pytest.mark.parametrize(
    ("asking", "code", "line", "said"),
    [
        pytest.param("asking: [rye]", "KB012", 1, "`asking` is a list; write a mapping", id="a list"),
        pytest.param("asking:\n  rye: [rye price]", "KB012", 2, "write a mapping: phrasings:", id="no keys"),
        pytest.param("asking:\n  rye:\n    phrasing: [x]", "KB011", 3, 'did you mean "phrasings"?', id="unknown key"),
        pytest.param("asking:\n  rye:\n    answer: No.", "KB011", 3, "use one of: phrasings, follow_ups", id="answer"),
        pytest.param("asking:\n  rye:\n    phrasings: rye price", "KB012", 3, "write a list", id="a text"),
        pytest.param("asking:\n  rye:\n    phrasings:\n      - ''", "KB109", 4, "empty", id="an empty text"),
        pytest.param("asking:\n  rye:\n    follow_ups: {oat: x}", "KB012", 3, "follow_ups: oat", id="follow-up"),
        pytest.param("asking:\n  rye: {}\n  rye: {}", "KB010", 3, "stands twice", id="twice in a file"),
        pytest.param("asking:\n  oat: {}\n  rey: {}", "KB112", 3, "did you mean rye?", id="unknown id"),
        pytest.param("asking:\n  wheat: {}", "KB112", 2, "write the id of an entry, or remove it", id="strange id"),
    ],
)
def test_names_what_is_wrong_with_it(inspect: Inspect, asking: str, code: str, line: int, said: str) -> None:
    (found,) = inspect(TWO, asking=asking)

    assert (found.code, found.place) == (code, Place("asking.yaml", line))
    assert said in str(found)


def test_what_comes_from_a_series_is_asked_for_there(inspect: Inspect) -> None:
    series = "series:\n  - {id: sold, title: Sold, points: [{label: 2025, value: 1}]}"

    found = inspect(BARE, series=series, asking="asking: {sold: {phrasings: [x]}, 'sold:2025': {phrasings: [y]}}")

    assert [(one.code, one.entry) for one in found] == [("KB112", "sold"), ("KB112", "sold:2025")]
    assert all("in series.yaml:2" in one.remedy for one in found)


def test_what_is_asked_for_an_entry_stands_in_one_place(write: Write) -> None:
    folder = write({"a.yaml": BARE, "b.yaml": "asking: {rye: {}}", "c.yaml": "asking: {rye: {phrasings: [x]}}"})

    (found,) = inspect_knowledge(folder)[1]

    assert (found.code, found.entry, found.place) == ("KB113", "rye", Place("c.yaml", 1))
    assert "already stands in b.yaml:1" in found.message
    with pytest.raises(KnowledgeError, match="KB113"):
        load_knowledge(folder)


def test_an_entry_with_a_mistake_of_its_own_is_not_called_unknown(inspect: Inspect) -> None:
    found = inspect(BARE.replace("answer: Four", "answr: Four"), asking="asking: {rye: {phrasings: [rye price]}}")

    assert {one.code for one in found} == {"KB011", "KB105"}


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        pytest.param("phrasings: [x, RYE price]", "KB401", id="also of another"),
        pytest.param("phrasings: [oat last year]", "KB408", id="a date that moves"),
        pytest.param("follow_ups: {rye: [tomorrow]}", "KB408", id="a follow-up that moves"),
        pytest.param("follow_ups: {wheat: [and wheat]}", "KB412", id="follow-up to nothing"),
        pytest.param("follow_ups: {oat: [and then], rye: [and THEN]}", "KB413", id="follow-up twice"),
    ],
)
def test_a_warning_names_the_line_where_it_stands(inspect: Inspect, lines: str, code: str) -> None:
    (found,) = inspect(TWO, asking=f"asking:\n  oat:\n    {lines}")

    assert (found.code, found.entry, found.place) == (code, "oat", Place("asking.yaml", 2))


def test_a_warning_of_what_stands_in_the_entry_names_the_entry(inspect: Inspect) -> None:
    (found,) = inspect(TWO.replace("rye price", "rye last year"), asking="asking: {rye: {phrasings: [loaf]}}")

    assert (found.code, found.place) == ("KB408", Place("bakery.yaml", 2))


def test_those_that_are_too_few_are_counted_together(write: Write) -> None:
    asking = "asking:\n  rye: {phrasings: [loaf]}\n  oat: {phrasings: [oats]}"
    folder = write({"bread.yaml": TWO, "asking.yaml": asking, "knowledge.yaml": "min_phrasings: 2"})

    (found,) = [one for one in thin_spots(load_knowledge(folder), folder) if one.code == "KB406"]

    assert (found.code, found.entry, found.place) == ("KB406", "oat", Place("asking.yaml", 3))
    assert "1 of the 2 phrasings" in found.message
