"""What the bot has promised: to tell who asked a question when there is an answer."""

from typing import Any

from sqlalchemy import Connection, Row, delete, select

from bot.matching.turn import Turn
from bot.store.protocol import Promise
from bot.store.schema import PROMISES


def promises(connection: Connection) -> tuple[Promise, ...]:
    """All of them, the oldest first."""
    return tuple(_promise(row) for row in connection.execute(select(PROMISES).order_by(PROMISES.c.made_at)))


def release(connection: Connection, chat: str, message_id: int) -> None:
    """Nothing is promised under this message any more."""
    connection.execute(delete(PROMISES).where(PROMISES.c.chat_hash == chat, PROMISES.c.message_id == message_id))


def before(row: Row[Any]) -> Turn | None:
    """What the conversation was about before the question in ``row``, of whichever table."""
    return Turn(row.before_intent, row.before_subject) if row.before_intent else None


def _promise(row: Row[Any]) -> Promise:
    return Promise(
        chat=row.chat_hash,
        message_id=row.message_id,
        address=row.address,
        user=row.user_hash,
        text=row.text,
        lang=row.lang,
        reply_to=row.reply_to,
        before=before(row),
    )
