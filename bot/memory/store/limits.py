"""Counts the questions of each asker for all processes, in a table that only PostgreSQL has."""

from sqlalchemy import Executable, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.records import Prepared, Rate

_NOW = "extract(epoch FROM statement_timestamp())::double precision"
# Times ahead of now are of a clock that was put back; a second is left for statements that waited for each other.
_RECENT = f"ARRAY(SELECT t FROM unnest(l.times) AS t WHERE t > {_NOW} - :window AND t <= {_NOW} + 1 ORDER BY t)"
_FULL = f"cardinality({_RECENT}) >= :most"
_WAS_TOLD = f"l.told > {_NOW} - :window AND l.told <= {_NOW} + 1"

# `times`: of the questions that were admitted; `told`: when the asker last read that it is too early.
# Each line of SET reads the row as it was, RETURNING reads it as it is now. So SET also stores what RETURNING has to
# tell of the old row: `admitted`, and `tell`, which is true where the asker was not told yet.
# Whoever is new is admitted; of such a row nothing else is read here.
_COUNT = text(f"""
    INSERT INTO limits AS l (asker, times, told, admitted, tell) VALUES (:asker, ARRAY[{_NOW}], 0, true, false)
    ON CONFLICT (asker) DO UPDATE SET
        times = CASE WHEN {_FULL} THEN {_RECENT} ELSE {_RECENT} || {_NOW} END,
        admitted = NOT {_FULL},
        tell = NOT ({_WAS_TOLD}),
        told = CASE WHEN {_FULL} AND :note_told AND NOT ({_WAS_TOLD}) THEN {_NOW} ELSE l.told END
    RETURNING l.admitted, NOT l.tell AS was_told, l.times[1] + :window - {_NOW} AS wait
""")

_PRUNE = text("""
    DELETE FROM limits WHERE asker IN (SELECT asker FROM limits WHERE times[cardinality(times)] < :oldest LIMIT :batch)
""")


async def count_question(connection: AsyncConnection, asker: str, rate: Rate, *, note_told: bool) -> Prepared | None:
    """Count a question and return None, or return how long its asker has to wait. `note_told`: see `Memory.prepare`."""
    given = {"asker": asker, "most": rate.limit, "window": float(rate.window), "note_told": note_told}
    row = (await connection.execute(_COUNT, given)).one()
    # The wait of a refusal is more than 0, whatever the rounding.
    return None if row.admitted else Prepared(wait=max(float(row.wait), 0.001), told=row.was_told)


def times_of(asker: str) -> Executable:
    return text("SELECT times FROM limits WHERE asker = :asker").bindparams(asker=asker)


async def forget(connection: AsyncConnection, asker: str) -> int:
    """Return the number of deleted rows, as `prune` does; 0 on SQLite."""
    return await _remove(connection, text("DELETE FROM limits WHERE asker = :asker").bindparams(asker=asker))


async def prune(connection: AsyncConnection, batch: int, oldest: float) -> int:
    return await _remove(connection, _PRUNE.bindparams(oldest=oldest, batch=batch))


async def _remove(connection: AsyncConnection, deletion: Executable) -> int:
    return (await connection.execute(deletion)).rowcount if connection.dialect.name == "postgresql" else 0
