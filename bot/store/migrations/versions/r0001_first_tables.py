"""Questions, replies, turns, feedback and registrations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("message_hash", sa.String, primary_key=True),
        sa.Column("user_hash", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("lang", sa.String, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("fact", sa.String),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "replies",
        sa.Column("message_hash", sa.String, primary_key=True),
        sa.Column("reply_id", sa.BigInteger, nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "turns",
        sa.Column("conversation_hash", sa.String, primary_key=True),
        sa.Column("intent", sa.String, nullable=False),
        sa.Column("subject", sa.String),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("fact", sa.String, primary_key=True),
        sa.Column("user_hash", sa.String, primary_key=True),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "registrations",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("digest", sa.String, nullable=False),
    )
