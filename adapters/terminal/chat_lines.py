"""The lines of a chat: from a pipe, or from a person at the line editor."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from adapters.terminal.answering import to_text

if TYPE_CHECKING:
    from adapters.terminal.line_editor import LineEditor


async def piped_lines(stream: BinaryIO) -> AsyncIterator[str]:
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


async def typed_lines(editor: LineEditor) -> AsyncIterator[str]:
    """Without blank ones."""
    while (line := await editor.read()) is not None:
        if line.strip():
            yield line
