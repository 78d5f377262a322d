from __future__ import annotations

from itertools import chain

import pytest

from benchmarks.data import grouped
from benchmarks.recombining import recombined, subject_names

POOL = grouped(
    (f"{verb} the {kind} {bread} number {number} today", bread)
    for bread in ("rye", "spelt")
    for verb, kind in (("bring", "brown"), ("slice", "warm"))
    for number in range(10)
)


@pytest.mark.parametrize("count", [7, 40, 500])
def test_there_are_as_many_phrasings_as_wished_and_none_twice(count: int) -> None:
    made = recombined(POOL, count, subjects=1)

    texts = list(chain.from_iterable(made.texts))
    assert len(texts) == len(set(texts)) == count


def test_real_phrasings_are_taken_first() -> None:
    made = recombined(POOL, 20, subjects=1)

    assert made.texts == tuple(texts[:10] for texts in POOL.texts)


def test_each_further_subject_makes_an_entry_of_each_class() -> None:
    made = recombined(POOL, 60, subjects=3)
    first, second = subject_names(2)

    assert len(made.labels) == len(set(made.labels)) == 6
    assert all(text.endswith(f"for {first}") for text in made.texts[2])
    assert all(text.endswith(f"for {second}") for text in made.texts[4])


def test_it_is_the_same_each_time() -> None:
    assert recombined(POOL, 300, subjects=2) == recombined(POOL, 300, subjects=2)


def test_names_of_subjects_differ() -> None:
    assert len(set(subject_names(50))) == 50
