"""What gets worse counts, but for the few answers of many that flip whenever an index learns anew."""

from __future__ import annotations

from bot import Bot
from bot.curating.comparing import Difference, Effect, changed_entries, stands_against
from bot.model import Question

ASKED = 1_000
"""Of so many three may get worse by chance."""


def lost(bicycles: Bot) -> Difference:
    held, not_held = (bicycles.answer(Question(text)) for text in ("what does the comet cost", "how do i boil an egg"))
    assert held.answer is not None
    assert held.answer.id == "comet-price"
    return Difference(Effect.WORSE, "what does the comet cost", held, not_held)


def test_a_few_answers_of_many_may_flip_by_chance(bicycles: Bot) -> None:
    one = lost(bicycles)

    assert stands_against([one] * 3, {"lark-price"}, ASKED) == ()
    assert stands_against([one] * 4, {"lark-price"}, ASKED) == (one,) * 4
    assert stands_against([one], {"lark-price"}, 100) == (one,)


def test_what_an_edited_entry_has_to_do_with_is_no_chance(bicycles: Bot) -> None:
    one = lost(bicycles)

    assert stands_against([one], {"comet-price"}, ASKED) == (one,)
    assert stands_against([one], {None}, ASKED) == (one,)


def test_nothing_is_edited_between_a_base_and_itself(bicycles: Bot) -> None:
    assert changed_entries(bicycles, bicycles) == frozenset()
