"""Lists recorded questions and gaps for a curator, oldest first, page by page."""

import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.forms import to_context
from bot.memory.records import Gap, Vote
from bot.memory.reviewed import AnsweredTurn, Asked, NotedGap
from bot.memory.store.schema import gaps, turns, votes

Connect = Callable[[], AbstractAsyncContextManager[AsyncConnection]]
Item = TypeVar("Item")

_PAGE = 1_000


def list_questions(connect: Connect, home: str | None) -> AsyncIterator[Asked]:
    wanted = select(turns.c.at, turns.c.id, turns.c.text, turns.c.outcome, turns.c.entry)
    return _listed(connect, _asked_in(wanted, home), (turns.c.at, turns.c.id), _to_asked)


def list_gaps(connect: Connect, since: float, home: str | None) -> AsyncIterator[NotedGap]:
    """A gap whose turn is gone already stands without it; of a `home` it is not known to be."""
    of_turn = (turns.c.text, turns.c.at.label("asked_at"), turns.c.asked_in)
    found = (turns.c.entry, turns.c.offered, turns.c.confidence)
    wanted = select(gaps, *of_turn, *found).join_from(gaps, turns, gaps.c.turn == turns.c.id, isouter=True)
    wanted = _asked_in(wanted.where(gaps.c.at >= since), home)
    return _listed(connect, wanted, (gaps.c.at, *gaps.primary_key.columns), _to_gaps)


def list_told(connect: Connect, home: str | None) -> AsyncIterator[AnsweredTurn]:
    columns = (turns.c.id, turns.c.asker, turns.c.at, turns.c.text, turns.c.entry, turns.c.asked_in)
    wanted = _asked_in(select(*columns).where(turns.c.entry.is_not(None)), home)
    return _listed(connect, wanted, (turns.c.at, turns.c.id), _to_told)


async def _listed(
    connect: Connect,
    wanted: Select[Any],
    key: tuple[ColumnElement[Any], ...],
    convert: Callable[[AsyncConnection, Sequence[Row[Any]]], Awaitable[list[Item]]],
) -> AsyncIterator[Item]:
    """In the order of the key, by which the next page begins; each page in a transaction of its own."""
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


def _asked_in(wanted: Select[Any], home: str | None) -> Select[Any]:
    return wanted if home is None else wanted.where(turns.c.home == home)


async def _to_asked(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> list[Asked]:
    ids = [row.id for row in rows]
    counted = select(votes.c.turn, votes.c.vote, func.count()).where(votes.c.turn.in_(ids))
    counts: Counter[tuple[str, str]] = Counter()
    for turn, vote, count in await connection.execute(counted.group_by(votes.c.turn, votes.c.vote)):
        counts[turn, vote] = count
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
            good=counts[row.id, Vote.GOOD.value],
            bad=counts[row.id, Vote.BAD.value],
            gaps=tuple(dict.fromkeys(kind for kind, _ in noted.get(row.id, ()))),
            meant=tuple(dict.fromkeys(meant for _, meant in noted.get(row.id, ()) if meant)),
        )
        for row in rows
    ]


async def _to_gaps(_: AsyncConnection, rows: Sequence[Row[Any]]) -> list[NotedGap]:
    return [_to_gap(row) for row in rows]


async def _to_told(_: AsyncConnection, rows: Sequence[Row[Any]]) -> list[AnsweredTurn]:
    return [AnsweredTurn(row.id, row.asker, row.at, row.text, row.entry, to_context(row.asked_in)) for row in rows]


def _to_gap(row: Row[Any]) -> NotedGap:
    if row.asked_at is None:
        return NotedGap(row.turn, row.asker, Gap(row.kind), row.at, row.meant)
    read = {"kind": Gap(row.kind), "asked_in": to_context(row.asked_in), "offered": tuple(json.loads(row.offered))}
    return NotedGap(**{**row._mapping, **read})
