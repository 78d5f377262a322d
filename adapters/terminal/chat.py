"""The chat with a person or a pipe; it remembers the choices that a number would pick."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Sequence
from difflib import get_close_matches
from pathlib import Path

from adapters.environment import state_folder
from adapters.terminal.answering import answer_batch, to_text
from adapters.terminal.browsing import entry_text, topics_text
from adapters.terminal.json_form import whole
from adapters.terminal.picturing import own_path, write_chart
from adapters.terminal.session import Session
from adapters.terminal.showing import Screen
from bot import Bot
from bot.desk import Desk
from bot.model import BotError, Choice, Outcome, Why, Words
from bot.replies import explain

COMMANDS = ("/topics", "/show", "/chart", "/why", "/about", "/help", "/quit")
_ENDS = ("/quit", "/exit", "quit", "exit")
_COMMAND = re.compile(r"/[a-z]+", re.IGNORECASE)


def chat_with(session: Session, no_history: bool, record: bool = False) -> int:
    """Without `record` nothing of it reaches a database."""
    if record:
        from adapters.terminal.recording import chat_recorded

        return chat_recorded(session, with_history=not no_history)
    if session.as_json:
        answer_batch(session, "-", why=False, conversation=True)
        return 0
    bot = session.open_bot()
    chat = Chat(session, bot, Screen(session.world).show)
    typed = session.world.is_person_asking()
    asyncio.run(converse(chat, typed_lines(chat, bot, not no_history) if typed else _piped(session)))
    return 0


class Chat:
    commands: tuple[str, ...] = COMMANDS

    def __init__(self, session: Session, bot: Bot, show: Callable[[str], None], desk: Desk | None = None) -> None:
        self._session = session
        self._bot, self._words = bot, bot.words
        self._desk = desk or Desk(bot)
        self._show = show
        self._offered: tuple[Choice, ...] = ()
        self._why: Why | None = None
        self._last = ""
        self._chart: str | None = None

    def help(self) -> tuple[str, ...]:
        return (self._words.chat_help,)

    def greet(self) -> None:
        starters = self._bot.starters()
        self._offer("\n".join([self._bot.greeting(), *map(_item, starters)]), starters)

    async def take(self, line: str) -> None:
        """Answer one line: a question, a number that picks, or a command of the chat (all but what ends it)."""
        command, _, rest = line.strip().partition(" ")
        words = self._words
        match command:
            case "/topics":
                self._show(topics_text(self._bot))
            case "/show":
                self._show_entry(rest.strip())
            case "/chart":
                await self._draw(rest.strip())
            case "/why":
                self._show(explain(self._why, words) if self._why else words.no_why)
            case "/about":
                self._show(self._bot.about())
            case "/help":
                self._show("\n".join((*self.help(), words.chat_help_end)))
            case _ if _COMMAND.fullmatch(command):
                self._show(_no_such_command(command, self.commands, words))
            case _:
                await self._reply(whole(line))

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
            await asyncio.to_thread(write_chart, self._bot, self._chart, path)
            self._show(f"`{path}`")
        except BotError as error:
            self._show(str(error))

    def _show_entry(self, id: str) -> None:
        try:
            self._show(entry_text(self._bot, id, self._session.to_question("")))
        except BotError as error:
            self._show(str(error))


def _no_such_command(typed: str, commands: Sequence[str], words: Words) -> str:
    near = get_close_matches(typed.casefold(), commands, n=1)
    return words.chat_meant.format(command=near[0]) if near else words.chat_no_command.format(command=typed)


def _is_number(line: str) -> bool:
    return line.isdecimal() and len(line) < 3  # 2024 is a year.


def _item(choice: Choice) -> str:
    return f"- {choice.question}"


async def converse(chat: Chat, lines: AsyncIterator[str]) -> None:
    async for line in lines:
        if line.strip().casefold() in _ENDS:
            return
        await chat.take(line)


async def _piped(session: Session) -> AsyncIterator[str]:
    for line in session.world.stdin:
        yield to_text(line)


async def typed_lines(chat: Chat, bot: Bot, with_history: bool) -> AsyncIterator[str]:
    from adapters.terminal.line_editor import LineEditor, open_history

    editor = LineEditor(bot.suggest, chat.commands, open_history(state_folder() if with_history else None))
    chat.greet()
    while (line := await editor.read()) is not None:
        if line.strip():
            yield line
