"""`evbot log --export` and `evbot report`: write the recorded questions to a file, or a page with their figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from adapters.terminal.asked_form import asked_form
from adapters.terminal.json_form import to_line
from adapters.terminal.session import Session
from adapters.terminal.since import Since, moment
from bot.knowledge import one_line
from bot.model import BotError

if TYPE_CHECKING:
    from bot.memory import SqlStore


def export_log(session: Session, file: str, *, as_text: bool) -> int:
    """`file` may be "-" for standard output. With `as_text` a question whose text was not kept is left out."""

    async def write(store: SqlStore) -> int:
        count = 0
        with nullcontext(session.world.stdout) if file == "-" else _new_file(Path(file)) as stream:
            async for asked in store.asked():
                if asked.text or not as_text:
                    stream.write((one_line(asked.text or "") if as_text else to_line(asked_form(asked))) + "\n")
                    count += 1
        return count

    count = session.consult(write)
    if file != "-":
        session.write({"questions": count}, f"{count} questions in {file}")
    return 0


@contextmanager
def _new_file(path: Path) -> Iterator[TextIO]:
    """Made when it is entered, readable by its owner only: it holds what people asked."""
    try:
        path.touch(mode=0o600)
        stream = path.open("w", encoding="utf-8")
    except OSError as error:
        raise BotError(f"{path}: {error.strerror or error}; name a file that can be written") from error
    with stream:
        yield stream


def write_report(session: Session, file: Path, since: Since | None) -> int:
    from bot.curating import read_recorded
    from bot.reporting import count, to_page

    bot, now = session.open_bot(), session.now()
    report = count(session.consult(read_recorded), bot, moment(since, now), now.date())
    page = to_page(report)  # Before the file is made, so that a failure leaves none.
    with _new_file(file) as stream:
        stream.write(page)
    form = {"file": str(file), "questions": report.questions, "gaps": len(report.gaps), "stale": len(report.stale)}
    session.write(form, f"{report.questions} questions in {file}")
    return 0
