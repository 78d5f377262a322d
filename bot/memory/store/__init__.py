"""The store on SQLAlchemy, which nothing else knows: an address in, a `Store` on SQLite or PostgreSQL out."""

from bot.memory.store.opening import database_version, open_store, sqlite_file

__all__ = ["database_version", "open_store", "sqlite_file"]
