"""Writes records as rows, and counts the votes on turns."""

import json
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Delete, Table, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.forms import to_json
from bot.memory.records import ClosedRecord, Gap, GapRecord, Record, TurnRecord, Vote, VoteRecord, Votes
from bot.memory.store.schema import contexts, events, gaps, turns, votes
from bot.memory.store.upserting import put_many, put_one


async def put_records(connection: AsyncConnection, records: Sequence[Record]) -> None:
    asked = [record for record in records if isinstance(record, TurnRecord)]
    rows = [
        _row_of(one, turns) | {"offered": json.dumps(one.offered), "asked_in": to_json(one.asked_in)} for one in asked
    ]
    await put_many(connection, turns, rows)
    await _put_contexts(connection, asked)
    unknown = [GapRecord(turn.id, turn.asker, Gap.UNKNOWN, turn.at) for turn in asked if turn.gap]
    await _put_gaps(connection, unknown)
    await _put_gaps(connection, [record for record in records if isinstance(record, GapRecord)])
    closed = [record for record in records if isinstance(record, ClosedRecord)]
    closed_rows = [{"key": one.key, "owner": "", "free_at": 0.0, "closed": 1, "at": one.at} for one in closed]
    await put_many(connection, events, sorted(closed_rows, key=itemgetter("key")), "closed")
    for record in records:
        if isinstance(record, VoteRecord):
            await put_vote(connection, record)


async def _put_contexts(connection: AsyncConnection, asked: Iterable[TurnRecord]) -> None:
    """Write records; of each conversation only the last state counts."""
    last = {(turn.place, turn.asker): turn for turn in asked if turn.asker}
    # In one order in all processes, so that they do not wait for each other crosswise.
    rows = [_row_of(last[key], contexts) | {"context": to_json(last[key].context)} for key in sorted(last)]
    await put_many(connection, contexts, rows, "context", "at")


async def _put_gaps(connection: AsyncConnection, found: Sequence[GapRecord]) -> None:
    await put_many(connection, gaps, [_row_of(gap, gaps) | {"kind": gap.kind.value} for gap in found], "meant", "at")


async def put_vote(connection: AsyncConnection, record: VoteRecord) -> None:
    """Write a vote; a bad one is also a gap, which goes when the vote changes."""
    if record.vote is None:
        await connection.execute(_deletion(votes, record))
    else:
        await put_one(connection, votes, _row_of(record, votes) | {"vote": record.vote.value}, "vote", "at")
    if record.vote is Vote.BAD:
        await _put_gaps(connection, [GapRecord(record.turn, record.asker, Gap.BAD_VOTE, record.at)])
    else:
        await connection.execute(_deletion(gaps, record).where(gaps.c.kind == Gap.BAD_VOTE.value))


def _deletion(table: Table, record: VoteRecord) -> Delete:
    """The deletion of the rows of the vote's asker and turn."""
    return delete(table).where(table.c.turn == record.turn, table.c.asker == record.asker)


def _row_of(record: Record, table: Table) -> dict[str, Any]:
    """The fields of the record that are columns of the table."""
    return {column.name: getattr(record, column.name) for column in table.columns}


async def own_vote(connection: AsyncConnection, turn: str, asker: str) -> Vote | None:
    wanted = select(votes.c.vote).where(votes.c.turn == turn, votes.c.asker == asker)
    found = (await connection.execute(wanted)).scalar()
    return Vote(found) if found else None


async def count_votes(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, Votes]:
    wanted = select(votes.c.turn, votes.c.vote, func.count()).where(votes.c.turn.in_(ids))
    rows = await connection.execute(wanted.group_by(votes.c.turn, votes.c.vote))
    counts = {(turn, vote): int(count) for turn, vote, count in rows}
    return {id: Votes(counts.get((id, Vote.GOOD), 0), counts.get((id, Vote.BAD), 0)) for id in ids}
