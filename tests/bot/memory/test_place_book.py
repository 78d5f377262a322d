"""Settings of a place: read before every reply, so from memory, and yet as another process has set them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.memory import PlaceSettings
from conftest_types import OpenMemory

PRIVATE = PlaceSettings(private=True)


@dataclass
class Clock:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


async def test_what_was_known_is_given_without_asking(open_memory: OpenMemory) -> None:
    clock = Clock()
    one, other = await open_memory(clock=clock), await open_memory()
    await one.places.settings("slack:T1")
    await other.places.change("slack:T1", PRIVATE)

    assert await one.places.settings("slack:T1") == PlaceSettings()


async def test_a_change_of_another_process_is_seen_after_a_while(open_memory: OpenMemory) -> None:
    clock = Clock()
    one, other = await open_memory(clock=clock), await open_memory()
    await one.places.settings("slack:T1")
    await other.places.change("slack:T1", PRIVATE)
    clock.seconds += 11

    await one.places.settings("slack:T1")
    async with asyncio.timeout(5):
        while await one.places.settings("slack:T1") != PRIVATE:
            await asyncio.sleep(0.01)


async def test_a_place_that_is_new_here_is_looked_up_first(open_memory: OpenMemory) -> None:
    one, other = await open_memory(), await open_memory()
    await one.places.change("slack:T1", PRIVATE)

    assert await other.places.settings("slack:T1") == PRIVATE


async def test_a_place_that_is_left_is_as_if_never_set(open_memory: OpenMemory) -> None:
    memory = await open_memory()
    await memory.places.change("slack:T1/C1", PRIVATE)

    await memory.leave("slack:T1")

    assert await memory.places.settings("slack:T1/C1") == PlaceSettings()
