"""Explains a database error in a line with the remedy and without secrets."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from bot.memory.errors import DatabaseLocked, RecordRefused, StoreError

_LOCKED = "is locked by another process; end whatever holds it"
# Beginnings of what SQLite says, and beginnings of PostgreSQL's codes (its documentation, appendix A).
_SQLITE = (
    ("file is not a database", "is no SQLite database; name another file, or move this one away"),
    ("database disk image is malformed", "is damaged; restore it from your backup, or move it away"),
    ("attempt to write a readonly", "cannot be written; make the file and its folder writable for this user"),
    ("unable to open", "cannot be opened; make sure that its folder exists and that this user may write there"),
    ("database or disk is full", "has no room left; free some on its disk"),
    ("disk i/o error", "cannot be written to disk; look for a full or failing disk"),
    ("database is locked", _LOCKED),
)
_POSTGRESQL = (
    ("28", "refuses the user or the password; correct them in EVBOT_DATABASE_URL"),
    ("3D", "has no database of that name; create it, or correct the name"),
    ("42501", "gives this user too few rights; GRANT CREATE ON SCHEMA public, and all on the tables there"),
    ("3F", "has no schema to put tables in; create one for this user"),
    ("42P07", "holds tables of something else; give the bot a database of its own"),
    ("53100", "has no room left; free some on its disk"),
    ("53", "has no connection to spare; raise its max_connections, or run fewer processes"),
    ("25006", "is read-only; name the primary server"),
    ("55P03", _LOCKED),
    ("57", "is shutting down or starting; wait for it"),
)


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Every error of the library leaves as a StoreError, which begins with `place`."""
    try:
        yield
    except StoreError:
        raise
    except (exc.DataError, exc.IntegrityError) as error:
        raise RecordRefused(f"{place} refuses a record ({_name(error)})") from None
    except exc.StatementError as error:
        if isinstance(error, exc.DBAPIError):
            raise _fault(place, error.orig) from None
        raise RecordRefused(f"{place} refuses a record ({_name(error)})") from None
    except sqlite3.Error as error:
        raise _fault(place, error) from None
    except (exc.SQLAlchemyError, OSError, TimeoutError) as error:
        raise StoreError(f"{place} does not answer ({type(error).__name__}); make sure that it runs") from None
    except UnicodeError as error:
        raise RecordRefused(f"{place} refuses a record ({type(error).__name__})") from None


def _fault(place: str, error: BaseException | None) -> StoreError:
    reason = _reason(error)
    return (DatabaseLocked if reason == _LOCKED else StoreError)(f"{place} {reason}")


def _reason(error: BaseException | None) -> str:
    code = getattr(error, "sqlstate", None)
    if code:
        found = next((reason for start, reason in _POSTGRESQL if code.startswith(start)), None)
        return found or f"reports error {code}; look it up in PostgreSQL's manual, appendix A"
    said = str(error).lower()
    found = next((reason for start, reason in _SQLITE if start in said), None)
    if found:
        return found
    if "password" in said or "authentication" in said:
        return _POSTGRESQL[0][1]
    if 'database "' in said and "does not exist" in said:
        return _POSTGRESQL[1][1]
    if "already exists" in said:
        return "holds tables of something else; give the bot a database of its own"
    return f"cannot be reached ({type(error).__name__}); make sure that it runs and that its address is right"


def _name(error: exc.StatementError) -> str:
    return type(error.orig or error).__name__
