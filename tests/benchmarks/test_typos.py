from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from benchmarks.typos import mistype, neighbours


def test_each_long_word_has_one_edit_where_all_are_chosen() -> None:
    question = "which bakery sells brown bread today"

    for number in range(50):
        typed = mistype(question, 1.0, 0, number)
        assert all(OSA.distance(old, new) <= 1 for old, new in zip(question.split(), typed.split(), strict=True))


def test_about_the_wished_share_of_words_is_changed() -> None:
    # "abcdefgh": no edit gives the same word again.
    question = " ".join(["abcdefgh"] * 20_000)

    changed = sum(word != "abcdefgh" for word in mistype(question, 0.2, 0, 0).split())

    assert changed == pytest.approx(4_000, rel=0.05)


def test_the_four_edits_come_equally_often() -> None:
    word = "bdfhjlnp"
    typed = [mistype(word, 1.0, 0, number) for number in range(4_000)]

    dropped = sum(len(one) == len(word) - 1 for one in typed)
    doubled = sum(len(one) == len(word) + 1 for one in typed)
    swapped = sum(len(one) == len(word) and sorted(one) == sorted(word) for one in typed)
    assert [dropped, doubled, swapped] == pytest.approx([1_000] * 3, rel=0.1)


def test_the_first_and_the_last_letter_are_not_where_an_edit_begins() -> None:
    for number in range(200):
        typed = mistype("bread", 1.0, 0, number)
        assert typed[0] == "b"
        assert typed[-1] == "d" or typed == "breda"


@pytest.mark.parametrize("text", ["in a box", "12345 2025", "rye"], ids=["short words", "digits", "three letters"])
def test_short_words_and_digits_stay(text: str) -> None:
    assert all(mistype(text, 1.0, 0, number) == text for number in range(50))


def test_the_same_seed_and_number_give_the_same_typos() -> None:
    assert mistype("brown bread", 0.5, 1, 7) == mistype("brown bread", 0.5, 1, 7)
    assert len({mistype("brown bread", 1.0, seed, 7) for seed in range(20)}) > 1
    assert len({mistype("brown bread", 1.0, 0, number) for number in range(20)}) > 1


def test_a_capital_stays_a_capital() -> None:
    assert all(mistype("BREAD", 1.0, 0, number).isupper() for number in range(50))


@pytest.mark.parametrize(
    ("letter", "near"),
    [("s", "adwezx"), ("q", "wa"), ("p", "o"), ("m", "nk"), ("é", ""), ("5", "")],
    ids=["middle row", "corner", "end of the top row", "bottom row", "no key", "digit"],
)
def test_neighbours_are_the_keys_around(letter: str, near: str) -> None:
    assert set(near) <= set(neighbours(letter)) or not near
    assert bool(neighbours(letter)) == bool(near)


@given(st.text(max_size=80), st.floats(0, 1))
def test_any_text_can_be_mistyped(text: str, share: float) -> None:
    mistype(text, share, 0, 0)


@given(st.text(max_size=80))
def test_a_share_of_nothing_changes_nothing(text: str) -> None:
    assert mistype(text, 0.0, 0, 0) == text
