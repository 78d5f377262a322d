"""The memory: conversations, answered events, votes, gaps and settings, stored as sparingly as possible. Without a
database they live in the process; only opening a store loads SQLAlchemy."""

from typing import TYPE_CHECKING

from bot.memory.memory import CLOSING, Memory
from bot.memory.opening import MemorySettings, inspect_database, inspect_key, open_memory, recorded, secret_key
from bot.memory.past import Talk, talk_of
from bot.memory.records import (
    Digest,
    Gap,
    PassedOn,
    Passing,
    PlaceSettings,
    Prepared,
    Rate,
    RecordRefused,
    Remembered,
    StoreError,
    Vote,
    Votes,
)
from bot.memory.redaction import redacted
from bot.memory.reviewed import AnsweredTurn, Asked, Decision, NotedGap, Verdict
from bot.memory.scribe import Hasher, home_of

if TYPE_CHECKING:
    from bot.memory.store.sql_store import SqlStore  # For annotations alone.
