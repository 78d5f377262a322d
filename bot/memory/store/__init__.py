"""The store on SQLAlchemy, which nothing else knows: an address in, a `Store` on SQLite or PostgreSQL out."""

from bot.memory.store.opening import open_store, sqlite_file

__all__ = ["open_store", "sqlite_file"]
