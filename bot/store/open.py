"""From a URL to a store that is ready for use."""

import os
import time
from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import URL, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from bot.errors import StoreError
from bot.store.failures import address, explained
from bot.store.protocol import Store
from bot.store.sql import SqlStore
from bot.store.upgrade import upgrade

_FORMS = "sqlite:////home/me/citebot.db or postgresql://user:password@host/database"
_DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
# How long a driver waits, where the URL does not say otherwise: a person is waiting for a reply meanwhile.
_QUERY = {
    "sqlite": {"timeout": "2", "check_same_thread": "false"},
    "postgresql": {"connect_timeout": "5", "tcp_user_timeout": "5000"},
}
# Which of these also bounds, in seconds, how long a thread waits for its turn at a connection.
_PATIENCE = {"sqlite": "timeout", "postgresql": "connect_timeout"}
# SQLite lets one connection write at a time. Threads take turns at a single one here instead of racing for its lock,
# and a database in memory is one and the same for all of them.
_ENGINE: dict[str, dict[str, Any]] = {
    "sqlite": {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0},
    "postgresql": {"pool_pre_ping": True},
}


def open_store(url: str) -> Store:
    """The store at ``url``, made if it does not exist yet, its tables up to date.

    ``url`` is ``sqlite:////absolute/path``, ``sqlite://`` (in memory) or ``postgresql://user:password@host/database``.
    Raises StoreError, in which the password never appears.
    """
    place = _parsed(url)
    engine = _engine(place)
    try:
        with explained(place):
            _prepare_file(place)
            upgrade(engine)
            _write_ahead(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine)


def _parsed(url: str) -> URL:
    # None of these errors may quote the URL: what cannot be read may hold a password in any place.
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError(f"The database URL cannot be read: write it as {_FORMS}.") from None
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise StoreError(f"There is no store for {parsed.drivername!r} databases: write {_FORMS}.")
    if driver == "sqlite" and parsed.host:
        raise StoreError(
            "The database URL lacks a slash: sqlite:/// begins a relative path, sqlite://// an absolute one."
        )
    if driver != "sqlite" and url.count("@") > 1:
        raise StoreError("The database URL has more than one @: write those in the user or the password as %40.")
    parsed = parsed.set(drivername=driver)
    return parsed.update_query_dict({**_QUERY[parsed.get_backend_name()], **parsed.query})


def _engine(url: URL) -> Engine:
    backend = url.get_backend_name()
    try:
        patience = float(str(url.query[_PATIENCE[backend]]))
        engine = create_engine(url, hide_parameters=True, pool_timeout=patience, **_ENGINE[backend])
    except ImportError as error:
        raise StoreError(
            f"The database {address(url)} needs a driver that is not installed:"
            f" run pip install 'citebot[postgres]' ({error})."
        ) from error
    except (ArgumentError, TypeError, ValueError):
        raise StoreError(
            f"The database {address(url)} has wrong options: correct what follows the ? in its URL."
        ) from None
    if backend == "sqlite":
        event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: SqliteConnection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is erased is not left in the file either
    # A crash of the bot loses nothing; a power cut may lose the last moments, but never damages the file. In return,
    # no reply waits for the disk.
    connection.execute("PRAGMA synchronous = NORMAL")


def _prepare_file(url: URL) -> None:
    """Make a new SQLite file, readable by its owner only, and the folder for it. An existing file keeps its mode."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":memory:", "file:")):
        return
    path = Path(url.database)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, mode=0o600))


def _write_ahead(engine: Engine) -> None:
    """Let readers of an SQLite file go on while another process writes; the file remembers it.

    Here alone SQLite does not wait for other processes, so this does. Without, the store works all the same.
    """
    if engine.dialect.name != "sqlite":
        return
    for pause in (0.05, 0.1, 0.2, 0.4, 0.8):
        with suppress(OperationalError), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            return
        time.sleep(pause)
