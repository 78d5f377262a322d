"""Limits over several processes: questions of an asker (PostgreSQL only), and questions that go to a person."""

from dataclasses import asdict

from sqlalchemy import ColumnElement, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.records import PassedOn, Passing, Prepared, Rate
from bot.memory.store.schema import passed

_NOW = "extract(epoch FROM statement_timestamp())::double precision"
# Times ahead of now are of a clock that was put back; a second is left for statements that waited for each other.
_RECENT = f"ARRAY(SELECT t FROM unnest(l.times) AS t WHERE t > {_NOW} - :window AND t <= {_NOW} + 1 ORDER BY t)"
_FULL = f"cardinality({_RECENT}) >= :most"
_WAS_TOLD = f"l.told > {_NOW} - :window AND l.told <= {_NOW} + 1"

# `times`: of the questions that were admitted; `told`: when the asker last read that it is too early. The columns
# `admitted` and `tell` only bring out of the statement what it decided.
_COUNT = text(f"""
    INSERT INTO limits AS l (asker, times, told, admitted, tell) VALUES (:asker, ARRAY[{_NOW}], 0, true, false)
    ON CONFLICT (asker) DO UPDATE SET
        times = CASE WHEN {_FULL} THEN {_RECENT} ELSE {_RECENT} || {_NOW} END,
        admitted = NOT {_FULL},
        tell = NOT ({_WAS_TOLD}),
        told = CASE WHEN {_FULL} AND :tell AND NOT ({_WAS_TOLD}) THEN {_NOW} ELSE l.told END
    RETURNING l.admitted, l.tell, l.times[1] + :window - {_NOW} AS wait
""")


async def count_question(connection: AsyncConnection, asker: str, rate: Rate, *, tell: bool) -> Prepared | None:
    """Count it and return None, or return how long its asker has to wait. `tell`: the asker then reads so."""
    given = {"asker": asker, "most": rate.limit, "window": float(rate.window), "tell": tell}
    row = (await connection.execute(_COUNT, given)).one()
    # The wait of a refusal is more than 0, whatever the rounding.
    return None if row.admitted else Prepared(wait=max(float(row.wait), 0.001), told=not row.tell)


async def pass_on(connection: AsyncConnection, question: PassedOn, of_asker: Rate, of_home: Rate) -> Passing:
    """Keep that a question goes to a person, where it may."""
    if connection.dialect.name == "postgresql":
        # One at a time of a server, or two would count the same before either is there. On SQLite they never overlap.
        lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:home, 0))")
        await connection.execute(lock, {"home": question.home})
    if await _count(connection, passed.c.turn == question.turn):
        return Passing.ALREADY
    for whose, rate in ((passed.c.asker == question.asker, of_asker), (passed.c.home == question.home, of_home)):
        if await _count(connection, whose, passed.c.at > question.at - rate.window) >= rate.limit:
            return Passing.TOO_OFTEN
    await connection.execute(insert(passed), asdict(question))
    return Passing.DONE


async def _count(connection: AsyncConnection, *conditions: ColumnElement[bool]) -> int:
    return (await connection.execute(select(func.count()).select_from(passed).where(*conditions))).scalar_one()
