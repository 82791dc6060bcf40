"""What goes wrong with a database, in words that say what happened, where, and what to do. Passwords never appear."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DataError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.errors import StoreError

_BUSY = "is locked by another program: close that program, or wait until it is done"
_UNKNOWN = "failed: see that it exists, is in order and may be written"

# SQLite: https://www.sqlite.org/rescode.html, the lower eight bits of a code.
_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: "is full: make room on its disk",
    sqlite3.SQLITE_CORRUPT: "is damaged: move the file away (a new one will be made) or put a backup in its place",
    sqlite3.SQLITE_NOTADB: "is not an SQLite database: move the file away, or choose another",
    sqlite3.SQLITE_READONLY: "is read-only: make the file and its folder writable for this user",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: see that it is a file, and that this user may use it and its folder",
    sqlite3.SQLITE_IOERR: "cannot be read or written: see that its disk has room and works",
}
# PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html, whole codes first, then their classes.
_POSTGRESQL = {
    "25006": "is read-only: choose the primary server",
    "42501": "gives this user too few rights: grant them, or choose another user",
    "53100": "is full: make room on the server's disk",
    "53": "has no memory or connections left: relieve its server",
    "57": "was interrupted: wait until its server is up again",
    "XX": "is damaged: put a backup in its place",
}


def address(url: URL) -> str:
    """Where the database is, for people: without password and options (which may hold one)."""
    return url.set(query={}).render_as_string(hide_password=True)


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turn whatever the database or its driver raises inside the block into a StoreError."""
    try:
        yield
    except (SQLAlchemyError, OSError, UnicodeError) as error:
        raise StoreError(f"The database {address(url)} {_diagnosis(error)} ({_original(error, url)}).") from error


def _diagnosis(error: Exception) -> str:
    match error:
        case PoolTimeoutError():
            return "is too busy: wait a moment, or close other programs that use it"
        case UnicodeError() | DataError():
            return "cannot hold this text: leave out broken characters"
        case DBAPIError():
            return _by_code(error.orig)
        case OSError():
            return _SQLITE[sqlite3.SQLITE_CANTOPEN]
        case _:
            return _UNKNOWN


def _by_code(error: BaseException | None) -> str:
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, _UNKNOWN)
    state = getattr(error, "sqlstate", None)
    if state is None:
        return "cannot be reached: see that its server runs, and that host, port, name, user and password are right"
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2], _UNKNOWN)


def _original(error: Exception, url: URL) -> str:
    """The driver's own words in one line, every secret of the URL blotted out."""
    said = str(error.orig if isinstance(error, DBAPIError) else error).partition("(Background on")[0]
    words = " ".join(said.split()).rstrip(".")
    for secret in (url.password, *(value for name, value in url.query.items() if "password" in name)):
        words = words.replace(str(secret), "***") if secret else words
    return words
