"""The tables for the statements; `migrations` makes them in a database."""

from __future__ import annotations

from sqlalchemy import Column, Double, Integer, MetaData, String, Table

metadata = MetaData()

turns = Table(
    "turns",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", Double, nullable=False),
    Column("asker", String, nullable=False),
    Column("home", String, nullable=False),
    Column("place", String, nullable=False),
    Column("platform", String, nullable=False),
    Column("text", String),
    Column("outcome", String, nullable=False),
    Column("entry", String),
    Column("confidence", Double, nullable=False),
    Column("offered", String, nullable=False),
    Column("asked_in", String, nullable=False),
    Column("elapsed_ms", Double, nullable=False),
)

contexts = Table(
    "contexts",
    metadata,
    Column("place", String, primary_key=True),
    Column("asker", String, primary_key=True),
    Column("home", String, nullable=False),
    Column("context", String, nullable=False),
    Column("at", Double, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("key", String, primary_key=True),
    Column("owner", String, nullable=False),
    Column("free_at", Double, nullable=False),
    Column("closed", Integer, nullable=False),
    Column("at", Double, nullable=False),
)

votes = Table(
    "votes",
    metadata,
    Column("turn", String, primary_key=True),
    Column("asker", String, primary_key=True),
    Column("vote", String, nullable=False),
    Column("at", Double, nullable=False),
)

gaps = Table(
    "gaps",
    metadata,
    Column("turn", String, primary_key=True),
    Column("asker", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("meant", String),
    Column("at", Double, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Double, nullable=False),
    Column("curator", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("suggestion", String, nullable=False),
    Column("what", String, nullable=False),
)

passed = Table(
    "passed",
    metadata,
    Column("turn", String, primary_key=True),
    Column("asker", String, nullable=False),
    Column("home", String, nullable=False),
    Column("at", Double, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("home", String, primary_key=True),
    Column("platform", String, nullable=False),
    Column("address", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("due", Double, nullable=False),
)

place_settings = Table(
    "place_settings",
    metadata,
    Column("place", String, primary_key=True),
    Column("home", String, nullable=False),
    Column("settings", String, nullable=False),
)
