"""`evbot gaps`: prints the unanswered questions, grouped by subject, as blocks or JSON objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from adapters.terminal.blocks import indented, near_entries, to_block, wordings
from adapters.terminal.json_form import matter_form
from adapters.terminal.session import Session
from adapters.terminal.since import Since, moment
from bot.curating import Matter, gather_matters
from bot.memory import Gap, NotedGap

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
