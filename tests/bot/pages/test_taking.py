"""Events that are taken once, in a few at a time, and never without an answer."""

from __future__ import annotations

import asyncio

import pytest
from shops import HOURS, bot_of

from bot.desk import Desk
from bot.memory import StoreError
from bot.pages import Front, Page, PlatformTraits, Taker
from bot.pages.taking import AT_ONCE


@pytest.fixture
def taker() -> Taker[str]:
    return Taker(Front(Desk(bot_of(HOURS)), PlatformTraits("x", str)))


async def answer() -> Page:
    return Page(lead="yes")


async def nothing() -> Page:
    return Page()


async def fault() -> Page:
    raise LookupError("a secret of the inside")


async def test_an_event_that_comes_twice_is_shown_once(taker: Taker[str]) -> None:
    shown = await asyncio.gather(taker.take("x:1", answer), taker.take("x:1", answer))

    assert sorted(shown, key=str) == [None, Page(lead="yes")]


async def test_a_fault_is_excused_with_a_code_that_stands_in_the_log(
    taker: Taker[str], caplog: pytest.LogCaptureFixture
) -> None:
    shown = await taker.take("x:1", fault)

    assert isinstance(shown, Page)
    assert shown.private
    assert shown.lead.rpartition(" ")[2] in caplog.text
    assert "platform=x" in caplog.text
    assert "secret" not in shown.lead


async def test_an_excuse_is_for_all_where_the_answer_would_have_been(taker: Taker[str]) -> None:
    shown = await taker.take("x:1", fault, openly=True)

    assert isinstance(shown, Page)
    assert not shown.private


async def test_a_database_that_does_not_answer_is_said_to_the_asker_alone(taker: Taker[str]) -> None:
    async def ask_the_database() -> Page:
        raise StoreError("a secret of the inside")

    shown = await taker.take("x:1", ask_the_database, openly=True)

    assert shown == Page(lead=taker.front.words.not_now, private=True)


async def test_silence_is_an_answer_that_is_not_given_twice(taker: Taker[str]) -> None:
    assert await taker.take("x:1", nothing) is None
    assert await taker.take("x:1", answer) is None


async def test_only_a_few_are_answered_at_once_but_the_first_does_not_wait(taker: Taker[str]) -> None:
    gate = asyncio.Event()

    async def slow() -> Page:
        await gate.wait()
        return Page(lead="slow")

    waiting = [asyncio.create_task(taker.take(f"x:{number}", slow)) for number in range(AT_ONCE)]
    await asyncio.sleep(0)
    later = asyncio.create_task(taker.take("x:later", answer))
    first = await asyncio.wait_for(taker.take("x:first", answer, first=True), 1)
    assert first == Page(lead="yes")
    assert not later.done()

    gate.set()
    assert await asyncio.wait_for(later, 1) == Page(lead="yes")
    await asyncio.gather(*waiting)


async def test_the_end_waits_for_what_is_under_way_but_not_for_ever(taker: Taker[str]) -> None:
    with taker.under_way():
        await asyncio.wait_for(taker.all_landed(0.01), 1)
    await asyncio.wait_for(taker.all_landed(60), 1)
