"""Writes records as rows, in the form of each dialect, and counts the votes on turns."""

import json
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Delete, Double, Executable, Table, bindparam, delete, func, literal_column, or_, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.forms import to_json
from bot.memory.records import ClosedRecord, Gap, GapRecord, Record, TurnRecord, Vote, VoteRecord, Votes
from bot.memory.store.schema import contexts, events, gaps, turns, votes


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
    """Of each conversation only the last state counts."""
    last = {(turn.place, turn.asker): turn for turn in asked if turn.asker}
    # In one order in all processes, so that they do not wait for each other crosswise.
    rows = [_row_of(last[key], contexts) | {"context": to_json(last[key].context)} for key in sorted(last)]
    await put_many(connection, contexts, rows, "context", "at")


async def _put_gaps(connection: AsyncConnection, found: Sequence[GapRecord]) -> None:
    await put_many(connection, gaps, [_row_of(gap, gaps) | {"kind": gap.kind.value} for gap in found], "meant", "at")


async def put_vote(connection: AsyncConnection, record: VoteRecord) -> None:
    """A bad vote is a gap too, and both go when it is changed or taken back."""
    if record.vote is None:
        await connection.execute(_deletion(votes, record))
    else:
        await put_one(connection, votes, _row_of(record, votes) | {"vote": record.vote.value}, "vote", "at")
    if record.vote is Vote.BAD:
        await _put_gaps(connection, [GapRecord(record.turn, record.asker, Gap.BAD_VOTE, record.at)])
    else:
        await connection.execute(_deletion(gaps, record).where(gaps.c.kind == Gap.BAD_VOTE.value))


def _deletion(table: Table, record: VoteRecord) -> Delete:
    """Of what the asker of the vote has in the table for its turn."""
    return delete(table).where(table.c.turn == record.turn, table.c.asker == record.asker)


def _row_of(record: Record, table: Table) -> dict[str, Any]:
    """What the record has for the columns of a table, by the same names."""
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


async def put_one(connection: AsyncConnection, table: Table, row: Mapping[str, Any], *columns: str) -> None:
    """Insert a row; where its key is there already, these columns of it change."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    await connection.execute(_changing(insert(table), table, columns), row)


async def put_many(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]], *columns: str) -> None:
    """The same for several rows, or none. Without columns, what is there already stays."""
    if rows and connection.dialect.name == "postgresql":
        await connection.execute(_changing(postgresql.insert(table), table, columns), rows)
    elif rows:
        await connection.execute(_changing(_insert_from_json(table), table, columns), {"rows": json.dumps(rows)})


def claim_event(*, is_postgresql: bool, lease: float) -> Executable:
    """Take the `event` for the owner `by`; a row comes back only to whoever has it now, as the unique key decides. On
    PostgreSQL the server's clock counts, the same for all processes; on SQLite the time is given as `now`."""
    server_time = literal_column("extract(epoch FROM clock_timestamp())::double precision", Double)
    now: Any = server_time if is_postgresql else bindparam("now", type_=Double)
    insert: Any = postgresql.insert if is_postgresql else sqlite.insert
    fresh = insert(events).values(key=bindparam("event"), owner=bindparam("by"), free_at=now + lease, closed=0, at=now)
    free = or_(
        events.c.free_at < now,
        # Only a clock that was put back leaves such a time; whoever took it then will find it is no longer theirs.
        events.c.free_at > now + lease + 1,
        # The same owner again, who had given up waiting for the first try.
        events.c.owner == fresh.excluded.owner,
    )
    taken = {name: fresh.excluded[name] for name in ("owner", "free_at", "at")}
    statement: Executable = fresh.on_conflict_do_update(
        index_elements=[events.c.key], set_=taken, where=(events.c.closed == 0) & free
    ).returning(events.c.key)
    return statement


def _changing(insert: Any, table: Table, columns: Sequence[str]) -> Executable:
    statement: Executable = (
        insert.on_conflict_do_update(
            index_elements=list(table.primary_key), set_={column: insert.excluded[column] for column in columns}
        )
        if columns
        else insert.on_conflict_do_nothing()
    )
    return statement


def _insert_from_json(table: Table) -> Any:
    """Rows as one JSON parameter: for each row of its own the driver's thread would take the interpreter's lock again,
    and wait up to 5 ms for it where questions are being answered."""
    row = func.json_each(bindparam("rows")).table_valued("value")
    values = [func.json_extract(row.c.value, f"$.{column.name}") for column in table.columns]
    # Without a condition SQLite would read ON CONFLICT as the beginning of a join.
    return sqlite.insert(table).from_select([column.name for column in table.columns], select(*values).where(true()))
