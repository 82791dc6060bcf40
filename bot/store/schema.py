"""The tables as they stand now. A change here needs a migration: a test holds the two to each other.

Every query goes by primary key, so the keys are the only indexes. People and messages appear as keyed hashes alone.
Times are UTC; SQLite gives them back without a zone.
"""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Float, MetaData, String, Table, Text

METADATA = MetaData()

QUESTIONS = Table(
    "questions",
    METADATA,
    Column("message_hash", String, primary_key=True),
    Column("user_hash", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("lang", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("fact", String),
    Column("confidence", Float, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
)

# Apart from the questions, since a reply must be found again even where its question could not be recorded.
REPLIES = Table(
    "replies",
    METADATA,
    Column("message_hash", String, primary_key=True),
    Column("reply_id", BigInteger, nullable=False),
    Column("replied_at", DateTime(timezone=True), nullable=False),
)

TURNS = Table(
    "turns",
    METADATA,
    Column("conversation_hash", String, primary_key=True),
    Column("intent", String, nullable=False),
    Column("subject", String),
    Column("kept_at", DateTime(timezone=True), nullable=False),
)

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("fact", String, primary_key=True),
    Column("user_hash", String, primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("rated_at", DateTime(timezone=True), nullable=False),
)

REGISTRATIONS = Table(
    "registrations",
    METADATA,
    Column("key", String, primary_key=True),
    Column("digest", String, nullable=False),
)
