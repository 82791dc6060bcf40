"""The language that a user chose, and what a group's administrators set."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "languages",
        sa.Column("user_hash", sa.String, primary_key=True),
        sa.Column("lang", sa.String, nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("chat_hash", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
