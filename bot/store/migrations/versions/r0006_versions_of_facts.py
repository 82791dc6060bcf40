"""The facts in each of their versions, for receipts."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("fact", sa.String, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True)),
    )
