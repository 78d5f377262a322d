"""An answer may be edited for two minutes, and the newest words of a message have its last answer."""

from __future__ import annotations

import asyncio

from bot.pages.exchanges import Exchanges


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def answer(_: asyncio.Event) -> str:
    return "a1"


async def test_an_edit_is_taken_for_two_minutes() -> None:
    clock = Clock()
    exchange = Exchanges[str](clock=clock).begin("m1", "rye?")
    await exchange.begin(answer)

    clock.now = 119
    assert exchange.hear("oat?")
    clock.now = 121
    assert exchange.hear("spelt?") is None


def test_the_same_words_are_no_edit() -> None:
    exchange = Exchanges[str]().begin("m1", "rye?")

    assert exchange.hear("rye?") is None


def test_the_oldest_are_forgotten() -> None:
    exchanges = Exchanges[str](remembered=2)
    for id in ("m1", "m2", "m3"):
        exchanges.begin(id, "rye?")

    assert exchanges.of("m1") is None
    assert exchanges.of("m3")
