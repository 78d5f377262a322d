from __future__ import annotations

from random import Random

from benchmarks.data import Asked, Examples, grouped
from benchmarks.sampling import not_drawn, sample, thinned

BAKERY = grouped([(f"{label} {number}", label) for label in ("rolls", "bread", "cake") for number in range(6)])


def test_classes_are_sorted_and_keep_the_order_of_the_file() -> None:
    assert grouped([("b1", "b"), ("a1", "a"), ("b2", "b")]) == Examples(("a", "b"), (("a1",), ("b1", "b2")))


def test_one_generator_draws_for_all_classes_in_their_sorted_order() -> None:
    draw = Random(2)
    expected = tuple(tuple(draw.sample(list(texts), 3)) for texts in BAKERY.texts)

    assert sample(BAKERY, 3, 2) == Examples(("bread", "cake", "rolls"), expected)


def test_another_seed_draws_others() -> None:
    assert sample(BAKERY, 3, 0) != sample(BAKERY, 3, 1)


def test_what_was_not_drawn_is_asked() -> None:
    drawn = sample(BAKERY, 5, 0)

    left = not_drawn(BAKERY, drawn)

    assert [one.label for one in left] == ["bread", "cake", "rolls"]
    assert {one.text for one in left}.isdisjoint(text for texts in drawn.texts for text in texts)


def test_a_text_that_stands_twice_in_a_class_is_not_asked_once_it_is_drawn() -> None:
    twice = Examples(("bread",), (("rye", "rye"),))

    assert not_drawn(twice, Examples(("bread",), (("rye",),))) == ()


def test_thinned_questions_are_evenly_spread_over_the_whole_file() -> None:
    questions = tuple(Asked(str(number), None) for number in range(100))

    assert [one.text for one in thinned(questions, 4)] == ["0", "25", "50", "75"]


def test_without_a_count_all_are_asked() -> None:
    questions = (Asked("rye?", "bread"),)

    assert thinned(questions, None) == questions
