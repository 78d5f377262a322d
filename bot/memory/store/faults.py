"""Explains a database error in a line with the remedy and without secrets."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from bot.memory.records import DatabaseLocked, RecordRefused, StoreError

_LOCKED = "is locked by another process; end whatever holds it"
_NO_LOGIN = "refuses the user or the password; correct them in EVBOT_DATABASE_URL"
_NO_DATABASE = "has no database of that name; create it, or correct the name"
_FOREIGN = "holds tables of something else; give the bot a database of its own"
# Patterns of what SQLite says, and of PostgreSQL where it gives no code; the first one that is found counts.
_SAID = (
    ("file is not a database", "is no SQLite database; name another file, or move this one away"),
    ("database disk image is malformed", "is damaged; restore it from your backup, or move it away"),
    ("attempt to write a readonly", "cannot be written; make the file and its folder writable for this user"),
    ("unable to open", "cannot be opened; make sure that its folder exists and that this user may write there"),
    ("database or disk is full", "has no room left; free some on its disk"),
    ("disk i/o error", "cannot be written to disk; look for a full or failing disk"),
    ("database is locked", _LOCKED),
    ("password|authentication", _NO_LOGIN),
    (r'(?s)database ".*does not exist', _NO_DATABASE),
    ("already exists", _FOREIGN),
)
# Beginnings of PostgreSQL's codes (its documentation, appendix A); the first one counts, so that "53100" stands before
# "53".
_CODES = (
    ("28", _NO_LOGIN),
    ("3D", _NO_DATABASE),
    ("42501", "gives this user too few rights; GRANT CREATE ON SCHEMA public, and all on the tables there"),
    ("3F", "has no schema to put tables in; create one for this user"),
    ("42P07", _FOREIGN),
    ("53100", "has no room left; free some on its disk"),
    ("53", "has no connection to spare; raise its max_connections, or run fewer processes"),
    ("25006", "is read-only; name the primary server"),
    ("55P03", _LOCKED),
    ("57", "is shutting down or starting; wait for it"),
)


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn every error of the library into a StoreError, which begins with `place`."""
    try:
        yield
    except StoreError:
        raise
    except exc.StatementError as error:
        if isinstance(error, exc.DBAPIError) and not isinstance(error, exc.DataError | exc.IntegrityError):
            raise _fault(place, error.orig) from None
        raise RecordRefused(f"{place} refuses a record ({type(error.orig or error).__name__})") from None
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
        found = next((reason for start, reason in _CODES if code.startswith(start)), None)
        return found or f"reports error {code}; look it up in PostgreSQL's manual, appendix A"
    said = str(error).lower()
    found = next((reason for pattern, reason in _SAID if re.search(pattern, said)), None)
    return found or f"cannot be reached ({type(error).__name__}); make sure that it runs and that its address is right"
