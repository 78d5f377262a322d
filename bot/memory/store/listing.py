"""Lists recorded questions and gaps for a curator, oldest first, page by page."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.forms import to_context
from bot.memory.records import Gap
from bot.memory.reviewed import AnsweredTurn, Asked, NotedGap
from bot.memory.store.schema import gaps, turns
from bot.memory.store.writing import count_votes

Connect = Callable[[], AbstractAsyncContextManager[AsyncConnection]]
Item = TypeVar("Item")
Convert = Callable[[AsyncConnection, Sequence[Row[Any]]], Awaitable[list[Item]]]

_PAGE = 1_000


class Listing:
    """With `home`, only records of that server or workspace."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect

    def asked(self, home: str | None = None) -> AsyncIterator[Asked]:
        wanted = select(turns.c.at, turns.c.id, turns.c.text, turns.c.outcome, turns.c.entry)
        return _listed(self._connect, _of_home(wanted, home), (turns.c.at, turns.c.id), _to_asked)

    def gaps(self, since: float, home: str | None = None) -> AsyncIterator[NotedGap]:
        """Gaps noted at `since` or later. One whose turn is gone comes without it, and belongs to no home."""
        of_turn = (turns.c.text, turns.c.asked_in, turns.c.entry, turns.c.offered, turns.c.confidence)
        wanted = select(gaps, turns.c.at.label("asked_at"), *of_turn)
        wanted = wanted.join_from(gaps, turns, gaps.c.turn == turns.c.id, isouter=True)
        wanted = _of_home(wanted.where(gaps.c.at >= since), home)
        return _listed(self._connect, wanted, (gaps.c.at, *gaps.primary_key.columns), _to_gaps)

    def answered(self, home: str | None = None) -> AsyncIterator[AnsweredTurn]:
        columns = (turns.c.id, turns.c.asker, turns.c.at, turns.c.text, turns.c.entry, turns.c.asked_in)
        wanted = _of_home(select(*columns).where(turns.c.entry.is_not(None)), home)
        return _listed(self._connect, wanted, (turns.c.at, turns.c.id), _to_answered)


async def _listed(
    connect: Connect, wanted: Select[Any], key: tuple[ColumnElement[Any], ...], convert: Convert[Item]
) -> AsyncIterator[Item]:
    """Yield rows in the order of the key, where the next page goes on; each page has a transaction of its own."""
    page = wanted = wanted.order_by(*key).limit(_PAGE)
    while True:
        async with connect() as connection:
            rows = (await connection.execute(page)).all()
            items = await convert(connection, rows)
        for item in items:
            yield item
        if len(rows) < _PAGE:
            return
        page = wanted.where(tuple_(*key) > tuple(rows[-1]._mapping[column] for column in key))


def _of_home(wanted: Select[Any], home: str | None) -> Select[Any]:
    return wanted if home is None else wanted.where(turns.c.home == home)


async def _to_asked(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> list[Asked]:
    ids = [row.id for row in rows]
    counted = await count_votes(connection, ids)
    noted: dict[str, list[tuple[str, str | None]]] = {}
    wanted = select(gaps.c.turn, gaps.c.kind, gaps.c.meant).where(gaps.c.turn.in_(ids))
    for turn, kind, meant in await connection.execute(wanted.order_by(gaps.c.at, gaps.c.kind)):
        noted.setdefault(turn, []).append((kind, meant))
    return [
        Asked(
            row.text,
            row.outcome,
            row.entry,
            row.at,
            good=counted[row.id].good,
            bad=counted[row.id].bad,
            gaps=tuple(dict.fromkeys(kind for kind, _ in noted.get(row.id, ()))),
            meant=tuple(dict.fromkeys(meant for _, meant in noted.get(row.id, ()) if meant)),
        )
        for row in rows
    ]


async def _to_answered(_: AsyncConnection, rows: Sequence[Row[Any]]) -> list[AnsweredTurn]:
    return [AnsweredTurn(row.id, row.asker, row.at, row.text, row.entry, to_context(row.asked_in)) for row in rows]


async def _to_gaps(_: AsyncConnection, rows: Sequence[Row[Any]]) -> list[NotedGap]:
    return [
        NotedGap(
            row.turn,
            row.asker,
            Gap(row.kind),
            row.at,
            row.meant,
            text=row.text,
            asked_at=row.asked_at,
            asked_in=to_context(row.asked_in) if row.asked_in else None,
            entry=row.entry,
            offered=tuple(json.loads(row.offered or "[]")),
            confidence=row.confidence or 0.0,
        )
        for row in rows
    ]
