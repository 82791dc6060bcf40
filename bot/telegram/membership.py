"""What becomes of a chat itself: the bot is removed from it, or it becomes a supergroup."""

import logging
from dataclasses import dataclass

from telegram import ChatMember, Update
from telegram.ext import ContextTypes

from bot.telegram.desk import Desk

Context = ContextTypes.DEFAULT_TYPE

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Membership:
    """The handlers of such changes."""

    desk: Desk

    async def changed(self, update: Update, _: Context) -> None:
        """The bot was removed from a chat, or blocked by a user: what is kept of the chat goes."""
        change = update.my_chat_member
        if change and change.new_chat_member.status in {ChatMember.LEFT, ChatMember.BANNED}:
            await self.desk.memory.leave(self.desk.pseudonyms.of_chat(change.chat.id))
            await self.desk.choices.load()
            _LOG.info("removed from a chat: what was kept of it is erased")

    async def moved(self, update: Update, _: Context) -> None:
        """A group became a supergroup, and has another id from now on. Telegram says so in the old and in the new."""
        message = update.message
        if message is None:
            return
        old, new = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id or message.chat.id
        names = self.desk.pseudonyms
        await self.desk.memory.move(names.of_chat(old), names.of_chat(new), names.sealed(new))
        await self.desk.choices.load()
