"""The statement by which one process claims an event, so that no other answers it."""

from typing import Any

from sqlalchemy import Double, Executable, bindparam, literal_column, or_
from sqlalchemy.dialects import postgresql, sqlite

from bot.memory.store.schema import events


def claim_event(*, is_postgresql: bool, lease: float) -> Executable:
    """Take the `event` for the owner `by`; the unique key decides, and only the owner gets a row back. On PostgreSQL
    the clock is the server's, the same for all processes; on SQLite the caller gives the time as `now`."""
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
