"""Shows the progress of a long task in a line that rewrites itself, on a terminal only."""

from __future__ import annotations

from types import TracebackType
from typing import TextIO

_CLEAR = "\r\x1b[K"


class Progress:
    def __init__(self, stream: TextIO, wanted: bool = True) -> None:
        self._stream = stream
        self._wanted = wanted and stream.isatty()
        self._shown = ""

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
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
