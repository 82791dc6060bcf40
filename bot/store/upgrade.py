"""Brings a database's tables up to date with the migrations shipped in this package."""

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine

from bot.errors import StoreError
from bot.store.failures import address

# Held to the end of the transaction: of several processes one migrates, the others wait and find it done.
_LOCK = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(1718150400)"}


def upgrade(engine: Engine) -> None:
    """Run what migrations are missing, all or none. Raises StoreError for a schema that this version does not know."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    with engine.begin() as connection:
        connection.exec_driver_sql(_LOCK[engine.dialect.name])
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(
                f"The database {address(engine.url)} was made by a newer citebot or another program:"
                f" upgrade citebot, or choose another database ({error})."
            ) from error
        # Changes nothing, but fails here at the start, and not at the first question, where nothing can be written.
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
