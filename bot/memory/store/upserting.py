"""Inserts rows into a table in either dialect; a row with the same key stays or changes."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Table, bindparam, func, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


async def put_one(connection: AsyncConnection, table: Table, row: Mapping[str, Any], *columns: str) -> None:
    """Insert a row, or change these columns of the row with its key."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    await connection.execute(_changing(insert(table), table, columns), row)


async def put_many(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]], *columns: str) -> None:
    """The same for several rows, or none. Without columns, rows that exist stay."""
    if rows and connection.dialect.name == "postgresql":
        await connection.execute(_changing(postgresql.insert(table), table, columns), rows)
    elif rows:
        await connection.execute(_changing(_insert_from_json(table), table, columns), {"rows": json.dumps(rows)})


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
    """Rows as one JSON parameter: row by row, the driver's thread would take the interpreter's lock again each time,
    and wait up to 5 ms for it while the bot answers questions."""
    row = func.json_each(bindparam("rows")).table_valued("value")
    values = [func.json_extract(row.c.value, f"$.{column.name}") for column in table.columns]
    # Without a condition SQLite would read ON CONFLICT as the beginning of a join.
    return sqlite.insert(table).from_select([column.name for column in table.columns], select(*values).where(true()))
