"""Rows say whose they are, so that they can be erased. Turns begin anew: they live for an hour anyway."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("questions", sa.Column("chat_hash", sa.String))
    op.add_column("replies", sa.Column("chat_hash", sa.String))
    op.add_column("replies", sa.Column("user_hash", sa.String))
    op.drop_table("turns")
    op.create_table(
        "turns",
        sa.Column("chat_hash", sa.String, primary_key=True),
        sa.Column("user_hash", sa.String, primary_key=True),
        sa.Column("thread_hash", sa.String, primary_key=True),
        sa.Column("intent", sa.String, nullable=False),
        sa.Column("subject", sa.String),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
    )
