"""Writes batches of records as rows."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.forms import to_json
from bot.memory.records import ClosedRecord, Gap, GapRecord, Record, TurnRecord, Vote, VoteRecord, Votes
from bot.memory.store.schema import contexts, gaps, turns, votes
from bot.memory.store.statements import Statements


async def put_records(connection: AsyncConnection, statements: Statements, records: Sequence[Record]) -> None:
    asked = [record for record in records if isinstance(record, TurnRecord)]
    if asked:
        rows = [
            _row_of(turn, turns) | {"offered": json.dumps(turn.offered), "asked_in": to_json(turn.asked_in)}
            for turn in asked
        ]
        await _put_many(connection, statements.keep_turns, rows)
        # Of each conversation only the last state counts.
        kept = {(turn.place, turn.asker): turn for turn in asked if turn.asker}
        if kept:
            # In one order in all processes, so that they do not wait for each other crosswise.
            last = [kept[key] for key in sorted(kept)]
            rows = [_row_of(turn, contexts) | {"context": to_json(turn.context)} for turn in last]
            await _put_many(connection, statements.keep_contexts, rows)
        unknown = [GapRecord(turn.id, turn.asker, Gap.UNKNOWN, turn.at) for turn in asked if turn.gap]
        await _put_gaps(connection, statements, unknown)
    await _put_gaps(connection, statements, [record for record in records if isinstance(record, GapRecord)])
    closed = sorted((record for record in records if isinstance(record, ClosedRecord)), key=lambda one: one.key)
    if closed:
        rows = [{"key": one.key, "owner": "", "free_at": 0.0, "closed": 1, "at": one.at} for one in closed]
        await _put_many(connection, statements.close, rows)
    for record in records:
        if isinstance(record, VoteRecord):
            await put_vote(connection, statements, record)


async def put_vote(connection: AsyncConnection, statements: Statements, record: VoteRecord) -> None:
    """A bad vote is a gap too, and both go when it is changed or taken back."""
    whose: dict[str, Any] = {"of_turn": record.turn, "by": record.asker}
    if record.vote is None:
        await connection.execute(statements.drop_vote, whose)
    else:
        await connection.execute(statements.keep_vote, _row_of(record, votes) | {"vote": record.vote.value})
    if record.vote is Vote.BAD:
        await _put_gaps(connection, statements, [GapRecord(record.turn, record.asker, Gap.BAD_VOTE, record.at)])
    else:
        await connection.execute(statements.drop_gap, whose | {"of_kind": Gap.BAD_VOTE.value})


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


async def _put_gaps(connection: AsyncConnection, statements: Statements, found: Sequence[GapRecord]) -> None:
    if found:
        rows = [_row_of(gap, gaps) | {"kind": gap.kind.value} for gap in found]
        await _put_many(connection, statements.keep_gaps, rows)


async def _put_many(connection: AsyncConnection, statement: Executable, rows: list[dict[str, Any]]) -> None:
    if connection.dialect.name == "sqlite":
        await connection.execute(statement, {"rows": json.dumps(rows)})
    else:
        await connection.execute(statement, rows)


def _row_of(record: Record, table: Table) -> dict[str, Any]:
    """What the record has for the columns of a table, by the same names."""
    return {column.name: getattr(record, column.name) for column in table.columns}
