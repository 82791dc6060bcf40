"""Alembic's entry. It runs inside the transaction that ``bot.store.upgrade`` begins, and leaves logging alone.

A new migration is one more file in ``versions``, written by hand, forwards only; its ``down_revision`` names the one
before. It must work on SQLite and PostgreSQL alike and not import ``bot.store.schema``, which moves on.
"""

from alembic import context

from bot.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
