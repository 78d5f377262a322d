"""Writes rows, in the form of each dialect."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Double, Executable, Table, and_, bindparam, func, literal_column, or_, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.store.schema import events


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
    """Take the `event` for the owner `by`; a row comes back only to whoever has it now.

    The unique key decides. On PostgreSQL the server's clock counts, which is the same for all processes; on SQLite the
    time is given as `now`.
    """
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
        index_elements=[events.c.key], set_=taken, where=and_(events.c.closed == 0, free)
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
    """Rows as one JSON parameter.

    For each row of its own the driver's thread would take the interpreter's lock again, and wait up to 5 ms for it
    where questions are being answered.
    """
    row = func.json_each(bindparam("rows")).table_valued("value")
    values = [func.json_extract(row.c.value, f"$.{column.name}") for column in table.columns]
    # Without a condition SQLite would read ON CONFLICT as the beginning of a join.
    return sqlite.insert(table).from_select([column.name for column in table.columns], select(*values).where(true()))
