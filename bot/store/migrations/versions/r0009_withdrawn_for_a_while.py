"""Which facts were withdrawn from an answer, so that it is corrected again when they come back."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("answers", sa.Column("withdrawn", sa.String))
