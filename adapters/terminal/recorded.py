"""`evbot log`, `gaps` and `report`: write recorded questions to a file, group those not answered, or make a page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from adapters.terminal.json_form import Form, matter_form, to_line
from adapters.terminal.session import Session
from adapters.terminal.showing import indented, near_entries, to_block, wordings
from adapters.terminal.values import Since, moment
from bot.curating import Matter, gather_matters, read_recorded
from bot.knowledge import one_line, read_text
from bot.memory import Asked, Gap, NotedGap
from bot.model import BotError

if TYPE_CHECKING:
    from bot.memory import SqlStore

_KINDS = {
    Gap.UNKNOWN: "not known",
    Gap.NONE_OF_THESE: "none of the choices",
    Gap.NOT_MEANT: "not what was meant",
    Gap.BAD_VOTE: "thumbs down",
    Gap.WRONG: "wrong",
    Gap.OUT_OF_DATE: "out of date",
}


def export_log(session: Session, file: str, *, as_text: bool) -> int:
    """`file` may be "-" for standard output. With `as_text` a question whose text was not kept is left out."""

    async def write(store: SqlStore) -> int:
        count = 0
        with nullcontext(session.world.stdout) if file == "-" else _new_file(Path(file)) as stream:
            async for asked in store.asked():
                if asked.text or not as_text:
                    stream.write((one_line(asked.text or "") if as_text else to_line(_asked_form(asked))) + "\n")
                    count += 1
        return count

    count = session.consult(write)
    if file != "-":
        session.write({"questions": count}, f"{count} questions in {file}")
    return 0


def _asked_form(asked: Asked) -> Form:
    return {
        "text": asked.text,
        "outcome": asked.outcome,
        "id": asked.entry,
        "asked_at": datetime.fromtimestamp(asked.asked_at, UTC).isoformat(timespec="milliseconds"),
        "votes": {"good": asked.good, "bad": asked.bad},
        "gaps": asked.gaps,
        "meant": asked.meant,
    }


def read_asked(path: Path) -> tuple[Asked, ...]:
    """The questions of an exported log with their entries and votes, without outcomes and times. Raises BotError."""
    lines = read_text(path, f"write one with `evbot log --export {path}`").split("\n")
    return tuple(_from_line(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())


def _from_line(line: str, where: str) -> Asked:
    try:
        form = json.loads(line)
        votes = form["votes"]
        text, entry, good, bad = form["text"], form["id"], int(votes["good"]), int(votes["bad"])
        if not (isinstance(text, str | None) and isinstance(entry, str | None)):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BotError(f"{where}: is no recorded question; write the file with `evbot log --export`") from None
    return Asked(text=text, outcome="", entry=entry, asked_at=0.0, good=good, bad=bad)


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


def show_gaps(session: Session, since: Since | None) -> int:
    async def noted(store: SqlStore) -> tuple[NotedGap, ...]:
        return tuple([gap async for gap in store.gaps(moment(since, session.now()))])

    gaps = session.consult(noted)
    matters = gather_matters(gaps, session.open_bot().index) if gaps else ()
    session.write_all(map(matter_form, matters), gaps_text(matters))
    return 0


def gaps_text(matters: Sequence[Matter]) -> str:
    """At most 80 columns wide."""
    if not matters:
        return "Nothing is noted that was asked and not answered."
    return "\n\n".join(to_block(_told(number, one)) for number, one in enumerate(matters, 1))


def _told(number: int, matter: Matter) -> Iterator[str]:
    yield f"{number}. {matter.question}"
    kinds = ", ".join(f"{_KINDS[Gap(kind)]} {count}" for kind, count in matter.outcomes)
    yield indented(f"{_counted(matter.times, 'time')}, {_counted(matter.askers, 'asker')}: {kinds}")
    yield from wordings(matter.examples, matter.meant)
    yield from near_entries(matter.nearest)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def write_report(session: Session, file: Path, since: Since | None) -> int:
    from bot.reporting import count, to_page

    bot, now = session.open_bot(), session.now()
    report = count(session.consult(read_recorded), bot, moment(since, now), now.date())
    page = to_page(report)  # Before the file is made, so that a failure leaves none.
    with _new_file(file) as stream:
        stream.write(page)
    form = {"file": str(file), "questions": report.questions, "gaps": len(report.gaps), "stale": len(report.stale)}
    session.write(form, f"{report.questions} questions in {file}")
    return 0
