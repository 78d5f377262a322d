"""`evbot chat`: lets a person or a pipe chat with the bot, until one of them ends it."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

import click

from adapters.environment import state_folder
from adapters.terminal.answering import answer_batch, to_text
from adapters.terminal.chat import Chat, Command
from adapters.terminal.session import Session
from adapters.terminal.showing import Screen
from bot import Bot
from bot.desk import Desk

if TYPE_CHECKING:
    from adapters.terminal.line_editor import LineEditor

_ENDS = (Command.QUIT, "/exit", "quit", "exit")


def chat_with(session: Session, no_history: bool, record: bool = False) -> int:
    """Without `record` nothing of it reaches a database."""
    if session.as_json:
        if record:
            raise click.UsageError("--record and --json exclude each other; leave one out")
        answer_batch(session, "-", why=False, conversation=True)
        return 0
    asyncio.run(_chat(session, session.open_bot(), with_history=not no_history, record=record))
    return 0


async def _chat(session: Session, bot: Bot, *, with_history: bool, record: bool) -> None:
    if record:
        from adapters.opening import open_desk

        desk = await open_desk(bot, session.settings)
    else:
        desk = Desk(bot)
    chat = Chat(session, desk, Screen(session.world).show, is_recorded=record)
    chatting = asyncio.ensure_future(_converse(chat, session, bot, with_history))
    with suppress(NotImplementedError):  # Windows ends a process without asking it.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, chatting.cancel)
    try:
        with suppress(asyncio.CancelledError):
            await chatting
    finally:
        await desk.close()


async def _converse(chat: Chat, session: Session, bot: Bot, with_history: bool) -> None:
    if session.world.is_person_asking():
        from adapters.terminal.line_editor import LineEditor, open_history

        editor = LineEditor(bot.suggest, chat.commands, open_history(state_folder() if with_history else None))
        chat.greet()
        lines = _typed_lines(editor)
    else:
        lines = _piped_lines(session.world.stdin)
    async for line in lines:
        if line.strip().casefold() in _ENDS:
            return
        await chat.take(line)


async def _piped_lines(stream: BinaryIO) -> AsyncIterator[str]:
    """Read in a thread, so that what was asked is recorded while nothing comes."""
    lines: asyncio.Queue[bytes] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        with suppress(RuntimeError):  # The loop has ended before the input.
            for line in stream:
                loop.call_soon_threadsafe(lines.put_nowait, line)
            loop.call_soon_threadsafe(lines.put_nowait, b"")

    threading.Thread(target=read, name="lines", daemon=True).start()
    while line := await lines.get():
        yield to_text(line)


async def _typed_lines(editor: LineEditor) -> AsyncIterator[str]:
    """Without blank ones."""
    while (line := await editor.read()) is not None:
        if line.strip():
            yield line
