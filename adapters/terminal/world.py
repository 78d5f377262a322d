"""The world outside of a run: its environment, its streams, and a line of progress on one of these."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self, TextIO

from bot.knowledge import one_line

_CLEAR = "\r\x1b[K"  # Empties the line of a terminal.


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


class Progress:
    """One line on a terminal, written over and over, and taken away at the end."""

    def __init__(self, stream: TextIO, wanted: bool = True) -> None:
        self._stream = stream
        self._wanted = wanted and stream.isatty()
        self._shown = ""

    def __enter__(self) -> Self:
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
