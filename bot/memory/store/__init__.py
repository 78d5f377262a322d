"""The store, on SQLite or PostgreSQL; no other module uses SQLAlchemy."""

from bot.memory.store.opening import database_version, open_store, sqlite_file

__all__ = ["database_version", "open_store", "sqlite_file"]
