"""`evbot log --export`: writes the recorded questions to a file, as JSON lines or as text for a batch."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from adapters.terminal.json_form import to_line
from adapters.terminal.session import Session
from bot.memory import Asked, asked_questions
from bot.model import BotError


def export_log(session: Session, file: str, *, as_text: bool) -> int:
    """`file` may be "-" for standard output. With `as_text` a question whose text was not kept is left out."""
    asked = asked_questions(session.database_url())
    opened = nullcontext(session.world.stdout) if file == "-" else new_file(Path(file))
    count = asyncio.run(_write(asked, opened, as_text=as_text))
    if file != "-":
        session.write({"questions": count}, f"{count} questions in {file}")
    return 0


async def _write(questions: AsyncIterator[Asked], opened: AbstractContextManager[TextIO], *, as_text: bool) -> int:
    count = 0
    first = await anext(questions, None)  # Before the file is made: there may be no database.
    with opened as stream:
        if first is not None:
            count += _write_one(first, stream, as_text=as_text)
        async for asked in questions:
            count += _write_one(asked, stream, as_text=as_text)
    return count


def _write_one(asked: Asked, stream: TextIO, *, as_text: bool) -> int:
    if as_text:
        if not asked.text:
            return 0
        stream.write(" ".join(asked.text.split()) + "\n")
        return 1
    at = datetime.fromtimestamp(asked.asked_at, UTC).isoformat(timespec="milliseconds")
    form: dict[str, object] = {"text": asked.text, "outcome": asked.outcome, "id": asked.id, "asked_at": at}
    form |= {"votes": {"good": asked.good, "bad": asked.bad}, "gaps": asked.gaps, "meant": asked.meant}
    stream.write(to_line(form) + "\n")
    return 1


@contextmanager
def new_file(path: Path) -> Iterator[TextIO]:
    """Made when it is entered, readable by its owner only: it holds what people asked."""
    try:
        path.touch(mode=0o600)
        stream = path.open("w", encoding="utf-8")
    except OSError as error:
        raise BotError(f"{path}: {error.strerror or error}; name a file that can be written") from error
    with stream:
        yield stream
