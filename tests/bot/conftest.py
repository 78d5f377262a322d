"""One knowledge base that most tests ask: a bicycle shop with names, series, small talk and lines out of scope.

And databases: an SQLite file or a database on a real PostgreSQL, the same tests for both.
"""

from __future__ import annotations

import os
import secrets

# Before numpy is loaded: small matrices are slower on several threads, and the tests already run side by side.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from pathlib import Path

import pytest

from bot import Bot, open_bot
from bot.matching import Matcher
from databases import Database, PostgreSql, sqlite_database

BICYCLES = Path(__file__).with_name("bicycles")


@pytest.fixture(scope="session")
def bicycles_folder() -> Path:
    return BICYCLES


@pytest.fixture(scope="session")
def bicycles(shared_folder: Path) -> Bot:
    """Compiled once, whatever the number of workers."""
    return open_bot(BICYCLES, shared_folder / "bicycles")


@pytest.fixture(scope="session")
def matcher(bicycles: Bot) -> Matcher:
    return Matcher(bicycles.index)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """An empty one."""
    if request.param == "sqlite":
        return sqlite_database(tmp_path / "evbot.db")
    server: PostgreSql = request.getfixturevalue("postgresql")
    return server.make_database(f"t{secrets.token_hex(6)}")
