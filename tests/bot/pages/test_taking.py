"""Events that are taken once, in a few at a time, and never without an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from shops import HOURS, bot_of

from bot.desk import Desk
from bot.memory import StoreError
from bot.pages import Front, Incoming, Page, PlatformTraits, Taker
from bot.pages.exchanges import EDITABLE
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


class Board:
    """A message of the bot, which says what was written last; a write ends at its gate, or is told to give up."""

    def __init__(self) -> None:
        self.says = ""
        self.given_up: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}

    async def send(self, page: Page, overtaken: asyncio.Event) -> str:
        return await self.edit(page, "", overtaken)

    async def edit(self, page: Page, _: str, overtaken: asyncio.Event) -> str:
        self.says = page.lead
        if gate := self.gates.get(page.lead):
            ends = [asyncio.create_task(one.wait()) for one in (gate, overtaken)]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        if overtaken.is_set():
            self.given_up.append(page.lead)
        else:
            self.says = page.lead
        return "place"


@pytest.fixture
def board() -> Board:
    return Board()


async def asked(taker: Taker[str], board: Board, text: str) -> None:
    await taker.answer(Incoming("x:m1", text, saying(text), board.send))


async def edited(
    taker: Taker[str], board: Board, text: str, after: asyncio.Event | None = None, age: float = 1
) -> None:
    asked = Incoming("x:m1", text, saying(text, after), board.send)
    await taker.answer_again(asked, f"x:m1:{text}", board.edit, age=age)


def saying(text: str, after: asyncio.Event | None = None) -> Callable[[], Awaitable[Page]]:
    async def build() -> Page:
        if after is not None:
            await after.wait()
        return Page(lead=text)

    return build


async def test_of_two_edits_the_newer_has_the_answer_whichever_was_ready_first(taker: Taker[str], board: Board) -> None:
    await asked(taker, board, "one")
    drawn = asyncio.Event()
    older = asyncio.create_task(edited(taker, board, "two", drawn))
    await asyncio.sleep(0)
    await edited(taker, board, "three")
    drawn.set()
    await older

    assert board.says == "three"


async def test_what_is_left_of_an_answer_is_given_up_for_newer_words(taker: Taker[str], board: Board) -> None:
    board.gates["one"] = asyncio.Event()
    first = asyncio.create_task(asked(taker, board, "one"))
    await asyncio.sleep(0.01)
    await asyncio.wait_for(edited(taker, board, "two"), 1)
    await first

    assert board.says == "two"
    assert board.given_up == ["one"]


async def test_an_edit_before_the_first_answer_stands_is_not_lost(taker: Taker[str], board: Board) -> None:
    drawn = asyncio.Event()
    first = asyncio.create_task(taker.answer(Incoming("x:m1", "one", saying("one", drawn), board.send)))
    await asyncio.sleep(0.01)
    edit = asyncio.create_task(edited(taker, board, "two"))
    await asyncio.sleep(0.01)
    drawn.set()
    await asyncio.gather(first, edit)

    assert board.says == "two"


async def test_a_message_that_only_an_edit_makes_a_question_is_answered_once(taker: Taker[str], board: Board) -> None:
    await edited(taker, board, "one")
    assert board.says == "one"

    await asked(taker, board, "none")  # As it was before the edit, which was faster.
    assert board.says == "one"
    await edited(taker, board, "two")
    assert board.says == "two"


async def test_an_old_message_is_not_answered_for_an_edit(taker: Taker[str], board: Board) -> None:
    await edited(taker, board, "one", age=EDITABLE + 1)

    assert board.says == ""


async def test_what_another_process_has_answered_is_not_answered_again_for_an_edit(
    taker: Taker[str], board: Board
) -> None:
    assert await taker.take("x:m1", answer)
    await edited(taker, board, "two")

    assert board.says == ""
