"""Reads a line from a person, with history and with matching questions to complete it."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, ThreadedCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from bot.model import Choice

Suggest = Callable[[str], tuple[Choice, ...]]

_PROMPT = "\n› "
_LEAVING = "\n(Ctrl-C once more, or Ctrl-D, leaves) › "


class LineEditor:
    def __init__(self, suggest: Suggest, commands: tuple[str, ...], history: History) -> None:
        self._prompt: PromptSession[str] = PromptSession(
            history=history,
            completer=ThreadedCompleter(_Questions(suggest, commands)),
            complete_while_typing=True,
            key_bindings=_keys(),
        )

    async def read(self) -> str | None:
        """None: the person is done, by Ctrl-D or by Ctrl-C twice in a row."""
        wants_to_leave = False
        while True:
            try:
                return await self._prompt.prompt_async(_LEAVING if wants_to_leave else _PROMPT)
            except EOFError:
                return None
            except KeyboardInterrupt:
                if wants_to_leave:
                    return None
                wants_to_leave = True


def open_history(folder: Path | None) -> History:
    """The lines typed before, from a file in `folder`; in memory only where there is none or it cannot be written."""
    if folder is None:
        return InMemoryHistory()
    path = folder / "history"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("ab"):
            return _ForgivingHistory(str(path))
    except OSError:
        return InMemoryHistory()


class _ForgivingHistory(FileHistory):
    """A full disk costs a line of the history, not the chat."""

    def store_string(self, string: str) -> None:
        with suppress(OSError, UnicodeError):
            super().store_string(string)


class _Questions(Completer):
    def __init__(self, suggest: Suggest, commands: tuple[str, ...]) -> None:
        self._suggest = suggest
        self._commands = commands

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        typed = document.text_before_cursor
        if typed.startswith("/"):
            fitting = [command for command in self._commands if command.startswith(typed)]
        else:
            fitting = [choice.question for choice in self._suggest(typed)] if len(typed.strip()) > 1 else []
        return [Completion(text, start_position=-len(typed)) for text in fitting]


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-c")
    def clear_or_leave(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt)

    return keys
