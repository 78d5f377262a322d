"""A run of the command: the outside world that it is given, and the bot, the day and the questions that it makes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeVar

from adapters.environment import cache_folder, gather_settings
from adapters.terminal.json_form import to_line
from bot import Bot, open_bot
from bot.knowledge import one_line
from bot.model import BotError, KnowledgeError, Question

if TYPE_CHECKING:
    from adapters.settings import Settings
    from bot.memory import SqlStore

Result = TypeVar("Result")
_CLEAR = "\r\x1b[K"  # Empties the line of a terminal.


class Progress:
    """One line on a terminal, written over and over, and taken away at the end."""

    def __init__(self, stream: TextIO, wanted: bool = True) -> None:
        self._stream = stream
        self._wanted = wanted and stream.isatty()
        self._shown = ""

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._write(_CLEAR)

    def show(self, task: str, done: int, total: int) -> None:
        line = f"{task} {100 * done // max(total, 1)} %"
        if self._wanted and line != self._shown:
            self._shown = line
            self._write(_CLEAR + line)

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


@dataclass(frozen=True, slots=True)
class World:
    environ: Mapping[str, str]
    dotenv: Path
    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO

    def is_person_asking(self) -> bool:
        """Whether a person sits before both ends, so that a prompt can be shown and answered."""
        return self.stdin.isatty() and self.stdout.isatty()

    def write_line(self, line: str = "") -> None:
        """Flushed at once, for readers of a pipe."""
        self.stdout.write(line + "\n")
        self.stdout.flush()

    def tell(self, line: str) -> None:
        """One line to the operator, on standard error."""
        self.stderr.write(f"evbot: {one_line(line)}\n")
        self.stderr.flush()


class Session:
    """The options that may stand anywhere are set here while the command line is read."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.knowledge: Path | None = None
        self.today: date | None = None
        self.as_json = False

    def apply_settings(self) -> None:
        """An option goes before the setting of the same name. Raises SettingsError."""
        given = gather_settings(self.world.environ, self.world.dotenv)
        if not given:
            return  # The usual case: what checks settings takes longer to load than an answer takes.

        from adapters.logs import configure_logging
        from adapters.settings import read_settings

        settings = read_settings(given)
        self.knowledge = self.knowledge or settings.knowledge
        configure_logging(settings.log_level or "warning", settings.log_format, self.world.stderr)

    def settings(self) -> Settings:
        """All of them, defaults included. Raises SettingsError."""
        from adapters.settings import read_settings

        return read_settings(gather_settings(self.world.environ, self.world.dotenv))

    def database_url(self) -> str:
        return self.settings().database_url.get_secret_value()

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
