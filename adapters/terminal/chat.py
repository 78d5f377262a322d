"""The chat with a person or a pipe; it remembers the choices that a number would pick."""

import asyncio
import re
import signal
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

import click

from adapters.environment import state_folder
from adapters.terminal.answering import answer_batch, to_text
from adapters.terminal.browsing import entry_text, topics_text
from adapters.terminal.json_form import to_line, whole
from adapters.terminal.picturing import own_path, write_chart
from adapters.terminal.session import Session
from adapters.terminal.showing import Screen
from bot import Bot
from bot.desk import Desk, Vote
from bot.model import BotError, Choice, Outcome, Why, Words
from bot.replies import explain

COMMANDS = ("/topics", "/show", "/chart", "/why", "/about", "/help", "/quit")
RECORDED_COMMANDS = ("/good", "/bad", "/privacy", "/privacy export", "/privacy delete")
_ENDS = ("/quit", "/exit", "quit", "exit")
_COMMAND = re.compile(r"/[a-z]+", re.IGNORECASE)


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
    typed = session.world.is_person_asking()
    chatting = asyncio.ensure_future(_converse(chat, _typed(chat, bot, with_history) if typed else _piped(session)))
    with suppress(NotImplementedError):  # Windows ends a process without asking it.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, chatting.cancel)
    try:
        with suppress(asyncio.CancelledError):
            await chatting
    finally:
        await desk.close()


class Chat:
    """`is_recorded`: there are votes, and something to tell and delete of the asker."""

    def __init__(self, session: Session, desk: Desk, show: Callable[[str], None], *, is_recorded: bool = False) -> None:
        self._session = session
        self._desk = desk
        self._words = desk.words
        self._show = show
        self._is_recorded = is_recorded
        self._offered: tuple[Choice, ...] = ()
        self._why: Why | None = None
        self._last = ""
        self._chart: str | None = None
        self.commands = COMMANDS + RECORDED_COMMANDS if is_recorded else COMMANDS

    def greet(self) -> None:
        starters = self._desk.bot.starters()
        self._offer("\n".join([self._desk.bot.greeting(), *map(_item, starters)]), starters)

    async def take(self, line: str) -> None:
        """Answer one line: a question, a number that picks, or a command of the chat (all but what ends it)."""
        command, _, rest = line.strip().partition(" ")
        words = self._words
        match command:
            case "/topics":
                self._show(topics_text(self._desk.bot))
            case "/show":
                self._show_entry(rest.strip())
            case "/chart":
                await self._draw(rest.strip())
            case "/why":
                self._show(explain(self._why, words) if self._why else words.no_why)
            case "/about":
                self._show(self._desk.bot.about())
            case "/help":
                recorded = (words.chat_help_recorded,) if self._is_recorded else ()
                self._show("\n".join((words.chat_help, *recorded, words.chat_help_end)))
            case "/good" | "/bad" if self._is_recorded and not rest:
                await self._vote(Vote.GOOD if command == "/good" else Vote.BAD)
            case "/privacy" if self._is_recorded:
                await self._tell_kept(rest.strip())
            case _ if _COMMAND.fullmatch(command):
                self._show(_no_such_command(command, self.commands, words))
            case _:
                await self._reply(whole(line))

    async def _vote(self, vote: Vote) -> None:
        words = self._words
        if not self._last:
            self._show(words.no_why)
            return
        votes = await self._desk.vote(self._last, self._session.to_question("").asker, vote)
        thanks = words.voted_good if vote is Vote.GOOD else words.voted_bad
        self._show(thanks if votes.kept else words.not_now)

    async def _tell_kept(self, what: str) -> None:
        words, asker = self._words, self._session.to_question("").asker
        if what == "export":
            held = await self._desk.export(asker)
            self._show(words.not_now if held is None else to_line(held))
        elif what == "delete":
            self._show(words.deleted if await self._desk.delete(asker) else words.not_now)
        else:
            self._show(self._desk.privacy())

    async def _reply(self, line: str) -> None:
        picked = self._picked(line.strip())
        question = self._session.to_question(line)
        if picked is None and self._offered and _is_number(line.strip()):
            self._show(self._words.chat_pick.format(last=len(self._offered)))
            return
        if picked:
            reply = await self._desk.choose(question, picked.id)
        else:
            reply = await self._desk.reply(question, explained=True, must_answer=True)
        self._why = reply.why
        self._last = reply.id
        # The bot itself knows which choices it has offered, and what a number picks among them.
        self._offer(reply.message, () if reply.outcome is Outcome.CLARIFY else reply.suggestions)
        self._chart = reply.answer.chart if reply.answer else None
        if self._chart:
            self._show(self._words.chat_picture)

    def _picked(self, line: str) -> Choice | None:
        numbers = [str(number) for number in range(1, len(self._offered) + 1)]
        return self._offered[numbers.index(line)] if line in numbers else None

    def _offer(self, message: str, choices: Sequence[Choice]) -> None:
        """Show a message in which those of the choices that it lists have their numbers."""
        self._offered = tuple(choice for choice in choices if _item(choice) in message.split("\n"))
        lines = {_item(choice): f"{number}. {choice.question}" for number, choice in enumerate(self._offered, 1)}
        self._show("\n".join(lines.get(line, line) for line in message.split("\n")))

    async def _draw(self, name: str) -> None:
        if self._chart is None:
            self._show(self._words.chat_no_picture)
            return
        try:
            path = Path(name) if name else own_path(self._chart)
            await asyncio.to_thread(write_chart, self._desk.bot, self._chart, path)
            self._show(f"`{path}`")
        except BotError as error:
            self._show(str(error))

    def _show_entry(self, id: str) -> None:
        try:
            self._show(entry_text(self._desk.bot, id, self._session.to_question("")))
        except BotError as error:
            self._show(str(error))


def _no_such_command(typed: str, commands: Sequence[str], words: Words) -> str:
    near = get_close_matches(typed.casefold(), commands, n=1)
    return words.chat_meant.format(command=near[0]) if near else words.chat_no_command.format(command=typed)


def _is_number(line: str) -> bool:
    return line.isdecimal() and len(line) < 3  # 2024 is a year.


def _item(choice: Choice) -> str:
    return f"- {choice.question}"


async def _converse(chat: Chat, lines: AsyncIterator[str]) -> None:
    async for line in lines:
        if line.strip().casefold() in _ENDS:
            return
        await chat.take(line)


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


async def _typed(chat: Chat, bot: Bot, with_history: bool) -> AsyncIterator[str]:
    from adapters.terminal.line_editor import LineEditor, open_history

    editor = LineEditor(bot.suggest, chat.commands, open_history(state_folder() if with_history else None))
    chat.greet()
    while (line := await editor.read()) is not None:
        if line.strip():
            yield line
