"""The recorded chat: `evbot chat --record` stores questions and votes in the database."""

import asyncio
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import suppress

import click

from adapters.opening import open_desk
from adapters.terminal.answering import to_text
from adapters.terminal.chat import COMMANDS, Chat, converse, typed_lines
from adapters.terminal.json_form import to_line
from adapters.terminal.session import Session
from adapters.terminal.showing import Screen
from bot import Bot
from bot.desk import Desk, Vote


def chat_recorded(session: Session, *, with_history: bool) -> int:
    if session.as_json:
        raise click.UsageError("--record and --json exclude each other; leave one out")
    bot = session.open_bot()
    asyncio.run(_chat(session, bot, with_history))
    return 0


async def _chat(session: Session, bot: Bot, with_history: bool) -> None:
    desk = await open_desk(bot, session.settings())
    chat = RecordedChat(session, bot, Screen(session.world), desk)
    typed = session.world.is_person_asking()
    chatting = asyncio.ensure_future(converse(chat, typed_lines(chat, bot, with_history) if typed else _piped(session)))
    with suppress(NotImplementedError):  # Windows ends a process without asking it.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, chatting.cancel)
    try:
        with suppress(asyncio.CancelledError):
            await chatting
    finally:
        await desk.close()


class RecordedChat(Chat):
    commands = (*COMMANDS, "/good", "/bad", "/privacy", "/privacy export", "/privacy delete")

    def __init__(self, session: Session, bot: Bot, screen: Screen, desk: Desk) -> None:
        super().__init__(session, bot, screen.show, desk)
        self._asker = session.to_question("").asker

    def help(self) -> tuple[str, ...]:
        return (*super().help(), self._words.chat_help_recorded)

    async def take(self, line: str) -> None:
        match line.split():
            case ["/good"]:
                await self._vote(Vote.GOOD, self._words.voted_good)
            case ["/bad"]:
                await self._vote(Vote.BAD, self._words.voted_bad)
            case ["/privacy", "export"]:
                held = await self._desk.export(self._asker)
                self._show(self._words.not_now if held is None else to_line(held))
            case ["/privacy", "delete"]:
                self._show(self._words.deleted if await self._desk.delete(self._asker) else self._words.not_now)
            case ["/privacy", *_]:
                self._show(self._desk.privacy())
            case _:
                await super().take(line)

    async def _vote(self, vote: Vote, thanks: str) -> None:
        if not self._last:
            self._show(self._words.no_why)
            return
        votes = await self._desk.vote(self._last, self._asker, vote)
        self._show(thanks if votes.kept else self._words.not_now)


async def _piped(session: Session) -> AsyncIterator[str]:
    """Read in a thread, so that what was asked is recorded while nothing comes."""
    lines: asyncio.Queue[bytes] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        with suppress(RuntimeError):  # The loop has ended before the input.
            for line in session.world.stdin:
                loop.call_soon_threadsafe(lines.put_nowait, line)
            loop.call_soon_threadsafe(lines.put_nowait, b"")

    threading.Thread(target=read, name="lines", daemon=True).start()
    while line := await lines.get():
        yield to_text(line)
