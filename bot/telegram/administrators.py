"""A group's administrators: whether they wrote a message, and whether they include somebody."""

from typing import Any

from telegram import ChatMember, Message
from telegram.ext import ExtBot

_IN_CHARGE = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


async def wrote(bot: ExtBot[Any], message: Message) -> bool:
    """Whether an administrator of the group wrote ``message``; an anonymous one writes in the group's own name."""
    if message.sender_chat:
        return message.sender_chat.id == message.chat.id
    user = message.from_user
    return user is not None and await include(bot, message.chat.id, user.id)


async def include(bot: ExtBot[Any], chat_id: int, user_id: int) -> bool:
    """Whether the user, or bot, is an administrator of the chat."""
    member = await bot.get_chat_member(chat_id, user_id)
    return member.status in _IN_CHARGE
