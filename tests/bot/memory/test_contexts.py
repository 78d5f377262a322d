"""What is remembered of a conversation in the process: one context an asker and place."""

from __future__ import annotations

from bot.memory.past import Contexts
from bot.model import Context

RYE, OAT = Context(entry="rye-price"), Context(entry="oat-price")


def test_recalls_what_was_kept() -> None:
    contexts = Contexts()
    contexts.keep("shop", "ada", RYE)

    assert contexts.recall("shop", "ada") == RYE


def test_another_place_and_another_asker_know_nothing_of_it() -> None:
    contexts = Contexts()
    contexts.keep("shop", "ada", RYE)

    assert contexts.recall("yard", "ada") is None
    assert contexts.recall("shop", "otto") is None


def test_place_and_asker_are_not_mixed_up() -> None:
    contexts = Contexts()
    contexts.keep("a", "b", RYE)

    assert contexts.recall("b", "a") is None


def test_the_newest_context_counts() -> None:
    contexts = Contexts()
    for context in (RYE, OAT):
        contexts.keep("shop", "ada", context)

    assert contexts.recall("shop", "ada") == OAT


def test_only_so_many_are_remembered() -> None:
    contexts = Contexts(remembered=2)
    for asker in ("ada", "otto", "ines"):
        contexts.keep("shop", asker, RYE)

    assert [contexts.recall("shop", asker) for asker in ("ada", "otto", "ines")] == [None, RYE, RYE]
