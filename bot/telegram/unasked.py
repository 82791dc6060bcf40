"""Questions that nobody put to the bot: which of them it may answer, where a group wants that. Pure."""

from collections import deque
from datetime import datetime, timedelta

from telegram import Message, MessageEntity

from bot.telegram.long import MARKS, MOST_CHARACTERS

MORE_CHARACTERS_THAN = 10
EXCHANGE = timedelta(minutes=2)
"""Two people who both wrote within this time talk with each other."""

MOST_REMEMBERED = 20


class Talk:
    """Who wrote when in the chats where the bot answers unasked, never what."""

    def __init__(self) -> None:
        self._heard: dict[tuple[int, int | None], deque[tuple[int, datetime]]] = {}

    def hear(self, message: Message) -> bool:
        """Note ``message``; whether it may be answered unasked."""
        place = message.chat.id, message.message_thread_id if message.is_topic_message else None
        heard = self._heard.setdefault(place, deque(maxlen=MOST_REMEMBERED))
        sender = message.sender_chat or message.from_user
        writer = sender.id if sender else 0
        recent = {who for who, at in heard if at >= message.date - EXCHANGE}
        heard.append((writer, message.date))
        in_exchange = writer in recent and len(recent) > 1
        return asks_everybody(message) and not in_exchange


def asks_everybody(message: Message) -> bool:
    """Whether ``message`` is a question put to nobody in particular, and in its writer's own words."""
    text = (message.text or "").strip()
    return (
        MORE_CHARACTERS_THAN < len(text) <= MOST_CHARACTERS
        and text.endswith(MARKS)
        and not message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION, MessageEntity.BOT_COMMAND])
        and not (message.forward_origin or message.via_bot or message.external_reply or _replies(message))
    )


def _replies(message: Message) -> bool:
    # In a topic, every message replies to the one that opened it.
    return bool(message.reply_to_message and not message.reply_to_message.forum_topic_created)
