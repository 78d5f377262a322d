"""The chat: takes one line after the other, and remembers the choices that a number would pick."""

import asyncio
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

from adapters.terminal.browsing import entry_text, own_path, topics_text, write_chart
from adapters.terminal.json_form import to_line, without_half_characters
from adapters.terminal.session import Session
from bot.conversation import number_alone
from bot.desk import Desk
from bot.memory import Vote
from bot.model import BotError, Choice, Outcome, Reply
from bot.replies import explain, list_item

_LOOKS_LIKE_COMMAND = re.compile(r"/[a-z]+", re.IGNORECASE)


class Command(StrEnum):
    """In the order that they are offered in while one is typed. Those of two words are `PRIVACY` with a word behind."""

    TOPICS = "/topics"
    SHOW = "/show"
    CHART = "/chart"
    WHY = "/why"
    ABOUT = "/about"
    HELP = "/help"
    QUIT = "/quit"
    GOOD = "/good"
    BAD = "/bad"
    PRIVACY = "/privacy"
    EXPORT = "/privacy export"
    DELETE = "/privacy delete"


_WHERE_RECORDED = (Command.GOOD, Command.BAD, Command.PRIVACY, Command.EXPORT, Command.DELETE)


class Chat:
    """`is_recorded`: there are votes, and something to tell and delete of the asker."""

    def __init__(self, session: Session, desk: Desk, show: Callable[[str], None], *, is_recorded: bool = False) -> None:
        self._session = session
        self._desk = desk
        self._words = desk.words
        self._show = show
        self._is_recorded = is_recorded
        self._offered: tuple[Choice, ...] = ()
        self._last: Reply | None = None
        self.commands = tuple(one for one in Command if is_recorded or one not in _WHERE_RECORDED)

    def greet(self) -> None:
        starters = self._desk.bot.catalogue.starters()
        self._offer("\n".join([self._desk.bot.greeting(), *(list_item(one.question) for one in starters)]), starters)

    async def take(self, line: str) -> None:
        """Answer one line: a question, a number that picks, or a command of the chat (all but what ends it)."""
        command, _, rest = line.strip().partition(" ")
        words = self._words
        match command:
            case Command.TOPICS:
                self._show(topics_text(self._desk.bot))
            case Command.SHOW:
                self._show_entry(rest.strip())
            case Command.CHART:
                await self._write_chart(rest.strip())
            case Command.WHY:
                why = self._last.why if self._last else None
                self._show(explain(why, words) if why else words.no_why)
            case Command.ABOUT:
                self._show(self._desk.bot.about())
            case Command.HELP:
                recorded = (words.chat_help_recorded,) if self._is_recorded else ()
                own = self._desk.bot.catalogue.without_charts(words.chat_help, Command.CHART)
                self._show("\n".join((own, *recorded, words.chat_help_end)))
            case Command.GOOD | Command.BAD if self._is_recorded and not rest:
                await self._vote(Vote.GOOD if command == Command.GOOD else Vote.BAD)
            case Command.PRIVACY if self._is_recorded:
                await self._tell_kept(f"{command} {rest.strip()}")
            case _ if _LOOKS_LIKE_COMMAND.fullmatch(command):
                near = get_close_matches(command.casefold(), self.commands, n=1)
                meant = words.chat_meant.format(command=near[0]) if near else ""
                self._show(meant or words.chat_no_command.format(command=command))
            case _:
                await self._answer(without_half_characters(line))

    async def _vote(self, vote: Vote) -> None:
        words = self._words
        if self._last is None or not self._last.id:
            self._show(words.chat_no_vote)
            return
        votes = await self._desk.memory.feedback.vote(self._last.id, self._session.to_question("").asker, vote)
        thanks = words.voted_good if vote is Vote.GOOD else words.voted_bad
        self._show(thanks if votes.kept else words.not_now)

    async def _tell_kept(self, command: str) -> None:
        words, asker = self._words, self._session.to_question("").asker
        if command == Command.EXPORT:
            held = await self._desk.memory.export(asker)
            self._show(words.not_now if held is None else to_line(held))
        elif command == Command.DELETE:
            self._show(words.deleted if await self._desk.delete(asker) else words.not_now)
        else:
            self._show(self._desk.privacy)

    async def _answer(self, line: str) -> None:
        question = self._session.to_question(line)
        number = number_alone(line) if self._offered else None
        if number is None:
            reply = await self._desk.reply(question, explained=True, must_answer=True)
        elif 0 < number <= len(self._offered):
            reply = await self._desk.choose(question, self._offered[number - 1].id)
        else:
            self._show(self._words.chat_pick.format(last=len(self._offered)))
            return
        self._last = reply
        # The bot itself knows which choices it has offered, and what a number picks among them.
        self._offer(reply.message, () if reply.outcome is Outcome.CLARIFY else reply.suggestions)
        if reply.answer is not None and reply.answer.chart:
            self._show(self._words.chat_picture)

    def _offer(self, message: str, choices: Sequence[Choice]) -> None:
        """Show a message in which those of the choices that it lists have their numbers."""
        lines = message.split("\n")
        self._offered = tuple(one for one in choices if list_item(one.question) in lines)
        numbered = {list_item(one.question): f"{number}. {one.question}" for number, one in enumerate(self._offered, 1)}
        self._show("\n".join(numbered.get(line, line) for line in lines))

    async def _write_chart(self, file: str) -> None:
        """The picture of the last answer, to a file of the bot's choice where none is named."""
        chart = self._last.answer.chart if self._last and self._last.answer else None
        if chart is None:
            self._show(self._words.chat_no_picture)
            return
        try:
            path = Path(file) if file else own_path(chart)
            await asyncio.to_thread(write_chart, self._desk.bot, chart, path)
            self._show(f"`{path}`")
        except BotError as error:
            self._show(str(error))

    def _show_entry(self, id: str) -> None:
        try:
            self._show(entry_text(self._desk.bot, id, self._session.to_question("")))
        except BotError as error:
            self._show(str(error))
