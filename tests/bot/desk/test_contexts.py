"""What is remembered of a conversation: one context an asker and place."""

from __future__ import annotations

from bot.desk.contexts import Contexts
from bot.model import Context, Question

RYE, OAT = Context(entry="rye-price"), Context(entry="oat-price")


def of(asker: str, place: str) -> Question:
    return Question("?", asker, place)


def test_recalls_what_was_kept() -> None:
    contexts = Contexts()
    contexts.keep(of("ada", "shop"), RYE)

    assert contexts.recall(of("ada", "shop")) == RYE


def test_another_place_and_another_asker_know_nothing_of_it() -> None:
    contexts = Contexts()
    contexts.keep(of("ada", "shop"), RYE)

    assert contexts.recall(of("ada", "yard")) == Context()
    assert contexts.recall(of("otto", "shop")) == Context()


def test_place_and_asker_are_not_mixed_up() -> None:
    contexts = Contexts()
    contexts.keep(of("a", "b"), RYE)

    assert contexts.recall(of("b", "a")) == Context()


def test_the_newest_context_counts() -> None:
    contexts = Contexts()
    for context in (RYE, OAT):
        contexts.keep(of("ada", "shop"), context)

    assert contexts.recall(of("ada", "shop")) == OAT


def test_only_so_many_are_remembered() -> None:
    contexts = Contexts(remembered=2)
    for asker in ("ada", "otto", "ines"):
        contexts.keep(of(asker, "shop"), RYE)

    assert [contexts.recall(of(asker, "shop")) == RYE for asker in ("ada", "otto", "ines")] == [False, True, True]
