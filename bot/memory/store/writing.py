"""Writes batches of records as rows."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Delete, Table, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.forms import to_json
from bot.memory.records import ClosedRecord, Gap, GapRecord, Record, TurnRecord, Vote, VoteRecord, Votes
from bot.memory.store.schema import contexts, events, gaps, turns, votes
from bot.memory.store.statements import put_many, put_one


async def put_records(connection: AsyncConnection, records: Sequence[Record]) -> None:
    asked = [record for record in records if isinstance(record, TurnRecord)]
    rows = [
        _row_of(turn, turns) | {"offered": json.dumps(turn.offered), "asked_in": to_json(turn.asked_in)}
        for turn in asked
    ]
    await put_many(connection, turns, rows)
    # Of each conversation only the last state counts.
    kept = {(turn.place, turn.asker): turn for turn in asked if turn.asker}
    # In one order in all processes, so that they do not wait for each other crosswise.
    last = [kept[key] for key in sorted(kept)]
    rows = [_row_of(turn, contexts) | {"context": to_json(turn.context)} for turn in last]
    await put_many(connection, contexts, rows, "context", "at")
    unknown = [GapRecord(turn.id, turn.asker, Gap.UNKNOWN, turn.at) for turn in asked if turn.gap]
    await _put_gaps(connection, unknown)
    await _put_gaps(connection, [record for record in records if isinstance(record, GapRecord)])
    closed = sorted((record for record in records if isinstance(record, ClosedRecord)), key=lambda one: one.key)
    rows = [{"key": one.key, "owner": "", "free_at": 0.0, "closed": 1, "at": one.at} for one in closed]
    await put_many(connection, events, rows, "closed")
    for record in records:
        if isinstance(record, VoteRecord):
            await put_vote(connection, record)


async def put_vote(connection: AsyncConnection, record: VoteRecord) -> None:
    """A bad vote is a gap too, and both go when it is changed or taken back."""
    if record.vote is None:
        await connection.execute(_theirs(votes, record))
    else:
        await put_one(connection, votes, _row_of(record, votes) | {"vote": record.vote.value}, "vote", "at")
    if record.vote is Vote.BAD:
        await _put_gaps(connection, [GapRecord(record.turn, record.asker, Gap.BAD_VOTE, record.at)])
    else:
        await connection.execute(_theirs(gaps, record).where(gaps.c.kind == Gap.BAD_VOTE.value))


def _theirs(table: Table, record: VoteRecord) -> Delete:
    return delete(table).where(table.c.turn == record.turn, table.c.asker == record.asker)


async def own_vote(connection: AsyncConnection, turn: str, asker: str) -> Vote | None:
    wanted = select(votes.c.vote).where(votes.c.turn == turn, votes.c.asker == asker)
    found = (await connection.execute(wanted)).scalar()
    return Vote(found) if found else None


async def count_votes(connection: AsyncConnection, turn: str) -> Votes:
    counted = await connection.execute(
        select(votes.c.vote, func.count()).where(votes.c.turn == turn).group_by(votes.c.vote)
    )
    found = {vote: int(count) for vote, count in counted}
    return Votes(found.get(Vote.GOOD.value, 0), found.get(Vote.BAD.value, 0))


async def _put_gaps(connection: AsyncConnection, found: Sequence[GapRecord]) -> None:
    await put_many(connection, gaps, [_row_of(gap, gaps) | {"kind": gap.kind.value} for gap in found], "meant", "at")


def _row_of(record: Record, table: Table) -> dict[str, Any]:
    """What the record has for the columns of a table, by the same names."""
    return {column.name: getattr(record, column.name) for column in table.columns}
