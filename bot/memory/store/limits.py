"""Limits over several processes: questions of an asker (PostgreSQL only), and questions that go to a person."""

from dataclasses import asdict

from sqlalchemy import ColumnElement, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.records import PassedOn, Passing, Rate
from bot.memory.store.schema import passed

_NOW = "extract(epoch FROM statement_timestamp())::double precision"
# Times ahead of now are of a clock that was put back; a second is left for statements that waited for each other.
_RECENT = f"ARRAY(SELECT t FROM unnest(l.times) AS t WHERE t > {_NOW} - :window AND t <= {_NOW} + 1 ORDER BY t)"
_FULL = f"cardinality({_RECENT}) >= :most"
_SILENT = f"l.told > {_NOW} - :window AND l.told <= {_NOW} + 1"

_COUNT = text(f"""
    INSERT INTO limits AS l (asker, times, told, admitted, tell) VALUES (:asker, ARRAY[{_NOW}], 0, true, false)
    ON CONFLICT (asker) DO UPDATE SET
        times = CASE WHEN {_FULL} THEN {_RECENT} ELSE {_RECENT} || {_NOW} END,
        admitted = NOT {_FULL},
        tell = NOT ({_SILENT}),
        told = CASE WHEN {_FULL} AND :tell AND NOT ({_SILENT}) THEN {_NOW} ELSE l.told END
    RETURNING l.admitted, l.tell, l.times[1] + :window - {_NOW} AS wait
""")


async def count_question(connection: AsyncConnection, asker: str, rate: Rate, *, tell: bool) -> tuple[float, bool]:
    """Return the seconds until the asker may ask (0: now, and it is counted), and whether they were told already."""
    given = {"asker": asker, "most": rate.limit, "window": float(rate.window), "tell": tell}
    admitted, to_tell, wait = (await connection.execute(_COUNT, given)).one()
    return (0.0, False) if admitted else (max(float(wait), 0.001), not to_tell)


async def pass_on(connection: AsyncConnection, one: PassedOn, of_asker: Rate, of_home: Rate) -> Passing:
    """Keep that a question goes to a person, where it may."""
    if connection.dialect.name == "postgresql":
        # One at a time of a server, or two would count the same before either is there. On SQLite they never overlap.
        await connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:home, 0))"), {"home": one.home})
    if await _count(connection, passed.c.turn == one.turn):
        return Passing.ALREADY
    for whose, rate in ((passed.c.asker == one.asker, of_asker), (passed.c.home == one.home, of_home)):
        if await _count(connection, whose, passed.c.at > one.at - rate.window) >= rate.limit:
            return Passing.TOO_OFTEN
    await connection.execute(insert(passed), asdict(one))
    return Passing.DONE


async def _count(connection: AsyncConnection, *which: ColumnElement[bool]) -> int:
    return (await connection.execute(select(func.count()).select_from(passed).where(*which))).scalar_one()
