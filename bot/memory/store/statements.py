"""The statements that run often, in the form of each dialect."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    Double,
    Executable,
    Table,
    and_,
    bindparam,
    delete,
    func,
    literal_column,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.memory.store.schema import contexts, digests, events, gaps, notes, place_settings, turns, votes

_Insert = Callable[[Table], Any]


class Statements:
    """Each takes the parameters that its columns are called, or those that stand in it as `bindparam`."""

    def __init__(self, *, is_postgresql: bool, lease: float) -> None:
        insert: _Insert = postgresql.insert if is_postgresql else sqlite.insert
        many: _Insert = insert if is_postgresql else _insert_from_json
        now: Any = (
            literal_column("extract(epoch FROM clock_timestamp())::double precision", Double)
            if is_postgresql
            else bindparam("now", type_=Double)
        )
        self.recall: Executable = select(contexts.c.context).where(
            contexts.c.place == bindparam("in_place"), contexts.c.asker == bindparam("of_asker")
        )
        self.claim = _claim(insert, now, lease)
        # Open, and still this owner's: both in the one statement that closes it.
        self.answering = (
            update(events)
            .where(events.c.key == bindparam("event"), events.c.owner == bindparam("by"), events.c.closed == 0)
            .values(closed=1)
        )
        self.close = _upsert(many, events, "closed")
        self.keep_turns: Executable = many(turns).on_conflict_do_nothing()
        self.keep_contexts = _upsert(many, contexts, "context", "at")
        self.keep_vote = _upsert(insert, votes, "vote", "at")
        self.drop_vote = delete(votes).where(votes.c.turn == bindparam("of_turn"), votes.c.asker == bindparam("by"))
        self.keep_gaps = _upsert(many, gaps, "meant", "at")
        self.drop_gap = delete(gaps).where(
            gaps.c.turn == bindparam("of_turn"), gaps.c.asker == bindparam("by"), gaps.c.kind == bindparam("of_kind")
        )
        self.keep_note = _upsert(insert, notes, "value")
        self.keep_digest = _upsert(insert, digests, "platform", "address", "channel", "due")
        self.keep_settings = _upsert(insert, place_settings, "settings")


def _upsert(insert: _Insert, table: Table, *columns: str) -> Executable:
    """A row; where its key is there already, these columns of it change."""
    row = insert(table)
    statement: Executable = row.on_conflict_do_update(
        index_elements=list(table.primary_key), set_={column: row.excluded[column] for column in columns}
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


def _claim(insert: _Insert, now: Any, lease: float) -> Executable:
    """The unique key decides; a row comes back only to whoever has the event now."""
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
