from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path

import pytest

from benchmarks.fit_thin import fitted, text_of, tried_of
from benchmarks.small_bases import Class, SmallBase, Source, small_bases, sources_of
from bot.knowledge import load_knowledge
from bot.matching.learning.prior import prior_of
from bot.model import Entry

DEEDS = "mend sell paint rent insure clean weigh return lock ship tune fold".split()
THINGS = ("bike", "trailer", "helmet")
ASKING = (
    "how do i {0} a {1}",
    "what does it cost to {0} the {1}",
    "{0} {1}",
    "where can somebody {0} my {1}",
    "please {0} this {1} for me",
    "who will {0} a {1} today",
    "i want to {0} my {1} now",
)
BICYCLES = Path(__file__).parents[1] / "bot" / "bicycles"


@pytest.fixture(scope="module")
def shop() -> Source:
    classes = [
        Class(Entry(f"{deed}-{thing}", texts[0], "x", thing), texts, thing)
        for deed, thing in product(DEEDS, THINGS)
        for texts in [tuple(text.format(deed, thing) for text in ASKING)]
    ]
    return Source("shop", tuple(classes), tuple(f"will it rain in {town}" for town in ("rome", "oslo", "lima")))


@pytest.fixture(scope="module")
def bases(shop: Source) -> list[SmallBase]:
    return list(small_bases(shop, (0,), (1, 3)))


def test_the_public_sets_are_sources_where_there_is_a_folder_of_them(data: Path) -> None:
    sources = sources_of(load_knowledge(BICYCLES), data)

    assert [one.name for one in sources] == ["banking77", "clinc150", "shipped"]
    asked = {text for one in sources[0].classes for text in one.texts}
    assert "i need to block my card quickly" not in asked  # That is of the test.


def test_the_halves_of_a_source_have_no_class_in_common(shop: Source) -> None:
    first, second = (shop.half(number) for number in (0, 1))

    assert {one.entry.id for one in first.classes}.isdisjoint(one.entry.id for one in second.classes)
    assert len(first.classes) + len(second.classes) == len(shop.classes)


def test_a_base_has_as_many_ways_of_asking_as_wished(bases: list[SmallBase]) -> None:
    assert [base.ways for base in bases] == [1, 3]
    assert all(1 + len(one.phrasings) == base.ways for base in bases for one in base.knowledge.entries)


def test_what_is_asked_stands_in_no_base_word_for_word(bases: list[SmallBase]) -> None:
    for base in bases:
        known = {text for one in base.knowledge.entries for text in (one.question, *one.phrasings)}
        assert {one.text for one in base.asked}.isdisjoint(known)
        assert {one.kind for one in base.asked} == {"inside", "near", "far"}


def test_what_is_near_is_of_an_entry_that_was_held_out(bases: list[SmallBase], shop: Source) -> None:
    texts = {one.entry.id: set(one.texts) for one in shop.classes}
    for base in bases:
        held_out = set().union(*(texts[id] for id in texts.keys() - {one.id for one in base.knowledge.entries}))
        assert {one.text for one in base.asked if one.kind == "near"} <= held_out


def test_the_same_seed_draws_the_same(bases: list[SmallBase], shop: Source) -> None:
    assert list(small_bases(shop, (0,), (1, 3))) == bases


def test_what_is_fitted_is_the_same_each_time_and_is_read_as_it_was_written(shop: Source) -> None:
    first, second = (fitted(list(tried_of([shop], (2,)))) for _ in range(2))

    assert first == second
    assert prior_of(tomllib.loads(text_of(first))) == first
