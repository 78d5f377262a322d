"""Answers a batch: one reply for each line, before it reads the next line."""

from __future__ import annotations

import codecs
import os
import stat
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from adapters.terminal.answering import Answering
from adapters.terminal.progress import Progress
from adapters.terminal.session import Session
from bot.model import BotError


def answer_batch(session: Session, source: str, *, why: bool, conversation: bool) -> None:
    """`source` is a file's name, or "-" for standard input. In a conversation, a blank line starts a new one."""
    with _opened(session, source) as stream, _progress(session, stream) as progress:
        answering = Answering(session, session.open_bot(), why=why)
        size, done = _size(stream), 0
        for number, line in enumerate(stream):
            text = to_text(line.removeprefix(codecs.BOM_UTF8) if number == 0 else line)
            done += len(line)
            if conversation and not text.strip():
                answering.start_anew()
                continue
            if not conversation:
                answering.start_anew()
            answering.show(text)
            progress.show("Answering", done, size)


def to_text(line: bytes) -> str:
    """Only "\\n", or "\\r\\n", ends a line; bytes that are not UTF-8 become U+FFFD."""
    return line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")


def _opened(session: Session, source: str) -> AbstractContextManager[BinaryIO]:
    if source == "-":
        return nullcontext(session.world.stdin)
    try:
        return Path(source).open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no name of a file"
        raise BotError(f"{source}: {reason}; name a file with one question a line, or - for standard input") from error


def _progress(session: Session, stream: BinaryIO) -> Progress:
    return Progress(session.world.stderr, wanted=_size(stream) > 0 and not session.world.stdout.isatty())


def _size(stream: BinaryIO) -> int:
    """In bytes; 0 where it is not a file."""
    try:
        status = os.fstat(stream.fileno())
    except OSError:
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0
