"""Questions whose askers were promised to be told when there is an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "promises",
        sa.Column("chat_hash", sa.String, primary_key=True),
        sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("user_hash", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("lang", sa.String, nullable=False),
        sa.Column("reply_to", sa.BigInteger),
        sa.Column("before_intent", sa.String),
        sa.Column("before_subject", sa.String),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
