"""The store, on SQLite or PostgreSQL; no other module uses SQLAlchemy."""

from bot.memory.store.engines import sqlite_file
from bot.memory.store.opening import database_version, open_store
