"""A run of the command: its options and settings, and the bot, the day and the questions that follow from them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from adapters.environment import Given, cache_folder, gather_settings
from adapters.terminal.json_form import to_line
from adapters.terminal.world import Progress, World
from bot import Bot, open_bot
from bot.model import BotError, KnowledgeError, Question

if TYPE_CHECKING:
    from adapters.settings import Settings
    from bot.memory import SqlStore

Result = TypeVar("Result")


class Session:
    """The options that may stand anywhere are set in it by grammar.py, while the command line is read."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.named_folder: Path | None = None  # After --knowledge; `knowledge` is what counts.
        self.today: date | None = None
        self.as_json = False

    @cached_property
    def given(self) -> dict[str, Given]:
        """The settings as they were written. Raises SettingsError where the file cannot be read."""
        return gather_settings(self.world.environ, self.world.dotenv)

    @cached_property
    def settings(self) -> Settings:
        """All of them, defaults included. Raises SettingsError."""
        from adapters.settings import read_settings

        return read_settings(self.given)

    @property
    def knowledge(self) -> Path | None:
        """The folder that is named, otherwise the one that is set. Raises SettingsError as `given`."""
        if self.named_folder or "EVBOT_KNOWLEDGE" not in self.given:
            return self.named_folder
        return Path(self.given["EVBOT_KNOWLEDGE"].value)

    def check_settings(self) -> None:
        """Also logs as they say from now on. Raises SettingsError."""
        if not self.given:
            return  # The usual case: what checks settings takes longer to load than an answer takes.

        from adapters.logs import configure_logging

        configure_logging(self.settings.log_level or "warning", self.settings.log_format, self.world.stderr)

    def database_url(self) -> str:
        return self.settings.database_url.get_secret_value()

    def write(self, form: object, text: str) -> None:
        """Write a line: `form` as JSON if the user wants JSON, otherwise `text`."""
        self.world.write_line(to_line(form) if self.as_json else text)

    def write_all(self, forms: Iterable[object], text: str) -> None:
        """As `write`, with a line for each of `forms`."""
        for line in map(to_line, forms) if self.as_json else (text,):
            self.world.write_line(line)

    def consult(self, act: Callable[[SqlStore], Awaitable[Result]]) -> Result:
        """Do what a curator does with the database. Raises BotError, also where nothing was recorded yet."""
        import asyncio

        from bot.memory import recorded

        async def do() -> Result:
            async with recorded(self.database_url()) as store:
                return await act(store)

        return asyncio.run(do())

    def open_bot(self) -> Bot:
        """Raises BotError."""
        return self.open_other(self.knowledge, str(self.knowledge or ""))

    def open_other(self, folder: Path | None, named: str) -> Bot:
        """Open another knowledge base than the one that is set; errors call it `named`. Raises BotError."""
        with Progress(self.world.stderr) as progress:
            try:
                return open_bot(folder, cache_folder(), progress.show, self.world.tell)
            except KnowledgeError as error:
                raise BotError(_placed(error, named)) from error

    def folder(self) -> Path:
        """The folder of the knowledge base, be it the one that comes with the bot."""
        from importlib.resources import files

        return self.knowledge or Path(str(files("knowledge")))

    def which_knowledge(self) -> str:
        return str(self.knowledge) if self.knowledge else "the one that comes with the bot"

    def to_question(self, text: str) -> Question:
        return Question(text, asker="terminal", place="terminal", platform="terminal", asked_at=self.now())

    def now(self) -> datetime:
        return datetime.combine(self.today, time(12), UTC) if self.today else datetime.now(UTC)


def _placed(error: KnowledgeError, named: str) -> str:
    """A finding names its file from the knowledge folder on; here the folder is named too."""
    if not named:
        return str(error)
    if error.findings[0].place.file:
        return f"{Path(named) / str(error)}"
    return f"{named}: {str(error).removeprefix('knowledge: ')}"
