"""`evbot ask`: answers a question, or a batch of them line by line, as JSON, rich text or plain text."""

import codecs
import os
import stat
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from time import perf_counter
from typing import BinaryIO

import click

from adapters.terminal.browsing import write_chart_of
from adapters.terminal.json_form import reply_form, to_line, without_half_characters
from adapters.terminal.session import Session
from adapters.terminal.showing import Screen
from adapters.terminal.world import Progress
from bot import Bot
from bot.model import BotError, Context, Reply


def ask(
    session: Session, words: tuple[str, ...], batch: str | None, why: bool, conversation: bool, chart: Path | None
) -> int:
    if words and batch is not None:
        raise click.UsageError("a question and --batch exclude each other; leave one out")
    if conversation and batch is None:
        raise click.UsageError("--conversation goes with --batch; add --batch FILE")
    if not words and batch is None:
        raise click.UsageError('there is no question; write `evbot ask "..."`, or --batch FILE')
    if chart and batch is not None:
        raise click.UsageError("--chart goes with one question; leave it or --batch out")
    if batch is not None:
        answer_batch(session, batch, why=why, conversation=conversation)
    else:
        Answering(session, session.open_bot(), why=why, chart=chart).answer(" ".join(words))
    return 0


class Answering:
    """Asks the bot directly: there is one asker, nothing is limited and nothing recorded."""

    def __init__(self, session: Session, bot: Bot, *, why: bool = False, chart: Path | None = None) -> None:
        self._session = session
        self._bot = bot
        self._why = why
        self._chart = chart
        self._context = Context()
        self._screen = Screen(session.world)

    def start_anew(self) -> None:
        self._context = Context()

    def answer(self, text: str) -> None:
        started = perf_counter()
        question = self._session.to_question(without_half_characters(text))
        find = self._bot.explain if self._why else self._bot.answer
        reply = find(question, self._context)
        elapsed = perf_counter() - started
        self._context = reply.context
        self._write(reply, elapsed)
        if self._chart:
            write_chart_of(reply.answer, self._session.world, self._bot, self._chart)

    def _write(self, reply: Reply, elapsed: float) -> None:
        if self._session.as_json:
            self._session.world.write_line(to_line(reply_form(reply, elapsed)))
            return
        self._screen.show(reply.message)
        if reply.why:
            from bot.replies import explain

            self._screen.show(explain(reply.why, self._bot.words))


def answer_batch(session: Session, source: str, *, why: bool, conversation: bool) -> None:
    """`source` is a file's name, or "-" for standard input. In a conversation, a blank line starts a new one."""
    with _opened(session, source) as stream:
        size, done = _size(stream), 0
        wanted = size > 0 and not session.world.stdout.isatty()
        with Progress(session.world.stderr, wanted) as progress:
            answering = Answering(session, session.open_bot(), why=why)
            for number, line in enumerate(stream):
                text = to_text(line.removeprefix(codecs.BOM_UTF8) if number == 0 else line)
                done += len(line)
                is_break = conversation and not text.strip()
                if is_break or not conversation:
                    answering.start_anew()
                if not is_break:
                    answering.answer(text)
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


def _size(stream: BinaryIO) -> int:
    """In bytes; 0 where it is not a file."""
    try:
        status = os.fstat(stream.fileno())
    except OSError:
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0
