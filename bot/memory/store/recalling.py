"""Reads a context from SQLite in a hundredth of a millisecond.

Without a thread: a page of the log that was just written is in the system's memory, and handing one row from thread to
thread costs up to the interpreter's switch interval, 5 ms, where the process is busy. And by the driver itself, since
what SQLAlchemy does around it takes four times as long. This stands before every reply.
"""

import sqlite3
from pathlib import Path

_PATIENCE = 0.015
"""Seconds for a file that another process has locked whole; then questions go on without it."""
_RECALL = "SELECT context FROM contexts WHERE place = ? AND asker = ?"


class Recaller:
    """Belongs to one thread."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None

    def recall(self, place: str, asker: str) -> str | None:
        """Raises sqlite3.Error."""
        if self._connection is None:
            self._connection = sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None)
        try:
            found: tuple[str] | None = self._connection.execute(_RECALL, (place, asker)).fetchone()
        except sqlite3.Error:
            self.close()
            raise
        return found[0] if found else None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
