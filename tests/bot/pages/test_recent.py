"""An answer may be edited for two minutes, and the newest words of a message have its last answer."""

from __future__ import annotations

import asyncio

from bot.bounded import BoundedDict
from bot.pages.exchanges import Exchange


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def answer(_: asyncio.Event) -> str:
    return "a1"


async def test_an_edit_is_taken_for_two_minutes() -> None:
    clock = Clock()
    exchange = Exchange[str]("rye?", clock)
    await exchange.answer_first(answer)

    clock.now = 119
    assert exchange.number_edit("oat?")
    clock.now = 121
    assert exchange.number_edit("spelt?") is None


def test_the_same_words_are_no_edit() -> None:
    exchange = Exchange[str]("rye?")

    assert exchange.number_edit("rye?") is None


def test_the_oldest_are_forgotten() -> None:
    exchanges: BoundedDict[str, str] = BoundedDict(2)
    for id in ("m1", "m2", "m3"):
        exchanges[id] = "rye?"

    assert list(exchanges) == ["m2", "m3"]
