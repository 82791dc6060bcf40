"""The migrations build what the code expects, wholly or not at all."""

import logging

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.errors import StoreError
from bot.store.open import open_store
from bot.store.protocol import Store
from bot.store.schema import METADATA

from .conftest import connected


@pytest.mark.usefixtures("store")
def test_migrations_build_the_tables_that_the_code_expects(url: str) -> None:
    with connected(url) as engine, engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


@pytest.mark.usefixtures("store")
def test_migrations_build_the_keys_that_the_code_expects(url: str) -> None:
    with connected(url) as engine:
        inspector = inspect(engine)
        keys = {name: inspector.get_pk_constraint(name)["constrained_columns"] for name in METADATA.tables}
    assert keys == {name: list(table.primary_key.columns.keys()) for name, table in METADATA.tables.items()}


def test_a_migration_that_fails_leaves_nothing_behind(url: str) -> None:
    with connected(url) as engine:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE registrations (theirs INTEGER)"))
        with pytest.raises(StoreError, match="registrations"):
            open_store(url)
        assert inspect(engine).get_table_names() == ["registrations"]


def test_a_schema_newer_than_the_code_is_refused(store: Store, url: str) -> None:
    store.close()
    with connected(url) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"newer citebot .* upgrade citebot"):
        open_store(url)


def test_opening_prints_nothing_and_leaves_logging_alone(url: str, capfd: pytest.CaptureFixture[str]) -> None:
    root, theirs = logging.getLogger(), logging.getLogger("theirs")
    before = (root.level, list(root.handlers), theirs.disabled)
    open_store(url).close()
    assert (root.level, list(root.handlers), theirs.disabled) == before
    assert capfd.readouterr() == ("", "")
