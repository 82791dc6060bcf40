"""Questions know what went before them, and are found by user and reply, so that they can be explained."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("questions", sa.Column("before_intent", sa.String))
    op.add_column("questions", sa.Column("before_subject", sa.String))
    op.create_index("questions_of_user", "questions", ["chat_hash", "user_hash", "asked_at"])
    op.create_index("replies_of_chat", "replies", ["chat_hash", "reply_id"])
