"""`evbot chat`: lets a person or a pipe chat with the bot, until one of them ends it."""

import asyncio
import signal
from contextlib import suppress

import click

from adapters.environment import state_folder
from adapters.terminal.answering import answer_batch
from adapters.terminal.chat import Chat, Command
from adapters.terminal.chat_lines import piped_lines, typed_lines
from adapters.terminal.session import Session
from adapters.terminal.showing import Screen
from bot import Bot
from bot.desk import Desk

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

        desk = await open_desk(bot, session.settings())
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
        lines = typed_lines(editor)
    else:
        lines = piped_lines(session.world.stdin)
    async for line in lines:
        if line.strip().casefold() in _ENDS:
            return
        await chat.take(line)
