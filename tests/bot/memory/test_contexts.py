"""What is remembered of a conversation in the process: one context an asker and place."""

from __future__ import annotations

import pytest

from bot.memory import Memory
from bot.model import Context, Outcome, Question, Reply, Turn

RYE, OAT = Context(entry="rye-price"), Context(entry="oat-price")


@pytest.fixture
def memory() -> Memory:
    """Without a database."""
    return Memory()


def keep(memory: Memory, place: str, asker: str, context: Context) -> None:
    memory.record(Turn(Question("?", asker, place), Reply(Outcome.ANSWER, "?", "", context=context), 0.0))


async def recalled(memory: Memory, place: str, asker: str) -> Context | None:
    return (await memory.prepare(Question("?", asker, place), None, note_told=False)).context


async def test_recalls_what_was_kept(memory: Memory) -> None:
    keep(memory, "shop", "ada", RYE)

    assert await recalled(memory, "shop", "ada") == RYE


async def test_another_place_and_another_asker_know_nothing_of_it(memory: Memory) -> None:
    keep(memory, "shop", "ada", RYE)

    assert await recalled(memory, "yard", "ada") == Context()
    assert await recalled(memory, "shop", "otto") == Context()


async def test_place_and_asker_are_not_mixed_up(memory: Memory) -> None:
    keep(memory, "a", "b", RYE)

    assert await recalled(memory, "b", "a") == Context()


async def test_the_newest_context_counts(memory: Memory) -> None:
    for context in (RYE, OAT):
        keep(memory, "shop", "ada", context)

    assert await recalled(memory, "shop", "ada") == OAT


async def test_only_so_many_are_remembered(memory: Memory) -> None:
    for number in range(10_001):
        keep(memory, "shop", f"asker-{number}", RYE)

    assert [await recalled(memory, "shop", f"asker-{number}") for number in (0, 1)] == [Context(), RYE]
