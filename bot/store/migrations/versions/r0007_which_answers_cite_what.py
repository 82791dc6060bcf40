"""Which answers cite which versions of facts, so that corrections reach them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("chat_hash", sa.String, primary_key=True),
        sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("user_hash", sa.String, nullable=False),
        sa.Column("lang", sa.String, nullable=False),
        sa.Column("versions", sa.String, nullable=False),
        sa.Column("public", sa.Boolean, nullable=False),
        sa.Column("kept_until", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column("versions", sa.Column("reached", sa.Integer))
