"""The tables as they stand now. A change here needs a migration: a test holds the two to each other.

While people wait for a reply, every query goes by primary key or by an index. People, chats and
messages appear as keyed hashes alone, except where a table says why it cannot do without an id. Times are UTC; SQLite
gives them back without a zone.

What is erased follows from the columns, of these tables and of any new one: rows with a ``user_hash`` when that user
asks for it, rows with a ``chat_hash`` when the bot leaves that chat, rows with a time that is marked as `KEPT_FOR_DAYS`
or `KEPT_FOR_AN_HOUR` when that has passed, or as `KEPT_UNTIL` when it has come. What moves with a chat follows from
them as well: rows with a ``chat_hash``, with the ids marked as `IN_CHAT`, and with the ``address``.
"""

from datetime import timedelta

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Float, Index, Integer, MetaData, String, Table, Text

METADATA = MetaData()

FRESH = timedelta(hours=1)
"""After so long, people begin anew: "and when?" no longer means what they asked then."""

KEPT_FOR = "kept for"
KEPT_FOR_DAYS, KEPT_FOR_AN_HOUR, KEPT_UNTIL = {KEPT_FOR: None}, {KEPT_FOR: FRESH}, {KEPT_FOR: timedelta()}
"""How long a row is kept from this time on; for days: as many as the settings say."""

IN_CHAT = {"numbered in": "chat"}
"""The id of a message, which means nothing without its chat. A group that becomes a supergroup numbers its messages
anew: those from before are then kept under their old numbers with a minus, which no new one can have.
"""

QUESTIONS = Table(
    "questions",
    METADATA,
    Column("message_hash", String, primary_key=True),
    Column("chat_hash", String),
    Column("user_hash", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("lang", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("fact", String),
    Column("confidence", Float, nullable=False),
    Column("before_intent", String),
    Column("before_subject", String),
    Column("asked_at", DateTime(timezone=True), nullable=False, info=KEPT_FOR_DAYS),
    Index("questions_of_user", "chat_hash", "user_hash", "asked_at"),
)

# Apart from the questions, since a reply must be found again even where its question could not be recorded.
REPLIES = Table(
    "replies",
    METADATA,
    Column("message_hash", String, primary_key=True),
    Column("chat_hash", String),
    Column("user_hash", String),
    Column("reply_id", BigInteger, nullable=False, info=IN_CHAT),
    Column("replied_at", DateTime(timezone=True), nullable=False, info=KEPT_FOR_DAYS),
    Index("replies_of_chat", "chat_hash", "reply_id"),
)

TURNS = Table(
    "turns",
    METADATA,
    Column("chat_hash", String, primary_key=True),
    Column("user_hash", String, primary_key=True),
    Column("thread_hash", String, primary_key=True),
    Column("intent", String, nullable=False),
    Column("subject", String),
    Column("kept_at", DateTime(timezone=True), nullable=False, info=KEPT_FOR_AN_HOUR),
)

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("fact", String, primary_key=True),
    Column("user_hash", String, primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("fault", String),
    Column("rated_at", DateTime(timezone=True), nullable=False, info=KEPT_FOR_DAYS),
)

# What Telegram has been told of the bot, by digests. Beside that of the menu of the bot's administrators stand their
# ids, from its settings and sealed as below, until they are none any more: then it is taken from them.
REGISTRATIONS = Table(
    "registrations",
    METADATA,
    Column("key", String, primary_key=True),
    Column("digest", String, nullable=False),
)

# Each fact as it is or was: a receipt shows it for as long as the bot runs, and nothing here is anybody's. All versions
# are kept, as Telegram does not tell which answers of inline mode were sent, and so cited.
VERSIONS = Table(
    "versions",
    METADATA,
    Column("id", String, primary_key=True),
    Column("fact", String, nullable=False),
    Column("content", Text, nullable=False),
    Column("replaced_at", DateTime(timezone=True)),
    Column("reached", Integer),
)

# Telegram edits a message by its id and its chat's id alone, and a hash cannot be turned back into these. So the one
# stands here as it is, and the other, which in a private chat is the user's, sealed with the key of the hashes in
# ``address``: without the bot's token nobody can read it. They stay for as many days as a correction shall reach an
# answer (a setting; 0: never, and then none is kept), and go before with the user or the chat, as in all tables. An
# answer in a chat without the bot has one id for both, which is sealed as well.
ANSWERS = Table(
    "answers",
    METADATA,
    Column("chat_hash", String, primary_key=True),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False, info=IN_CHAT),
    Column("address", String, nullable=False),
    Column("user_hash", String, nullable=False),
    Column("lang", String, nullable=False),
    Column("versions", String, nullable=False),
    Column("withdrawn", String),
    Column("public", Boolean, nullable=False),
    Column("kept_until", DateTime(timezone=True), nullable=False, info=KEPT_UNTIL),
)

# The message's id, and its chat's sealed, are here for the reason given above: the refusal is edited when there is an
# answer. A row goes when that is done or called off, and after as many days as a question is kept.
PROMISES = Table(
    "promises",
    METADATA,
    Column("chat_hash", String, primary_key=True),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False, info=IN_CHAT),
    Column("address", String, nullable=False),
    Column("user_hash", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("lang", String, nullable=False),
    Column("reply_to", BigInteger, info=IN_CHAT),
    Column("before_intent", String),
    Column("before_subject", String),
    Column("made_at", DateTime(timezone=True), nullable=False, info=KEPT_FOR_DAYS),
)

LANGUAGES = Table(
    "languages",
    METADATA,
    Column("user_hash", String, primary_key=True),
    Column("lang", String, nullable=False),
)

SETTINGS = Table(
    "settings",
    METADATA,
    Column("chat_hash", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
