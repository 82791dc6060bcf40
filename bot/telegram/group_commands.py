"""The commands of a group's administrators."""

from dataclasses import dataclass

from telegram import Update
from telegram.ext import ContextTypes

from bot.telegram import administrators, group_settings, sight
from bot.telegram.desk import Desk
from bot.telegram.sight import Sight

Context = ContextTypes.DEFAULT_TYPE


@dataclass(frozen=True, slots=True)
class GroupCommands:
    """The handlers of commands that only a group's administrators may give; to everybody else they are silent."""

    desk: Desk

    async def status(self, update: Update, context: Context) -> None:
        """/status: what Telegram lets the bot see in this group, and what to change."""
        message = update.message
        if message and await administrators.wrote(context.bot, message):
            ours = await administrators.include(context.bot, message.chat.id, context.bot.id)
            request = self.desk.pseudonyms.of_message(message)
            seen = Sight.of(context.bot.bot)
            await self.desk.say(request, sight.page(seen, self.desk.language(request), administrator=ours))

    async def settings(self, update: Update, context: Context) -> None:
        """/settings: how the bot behaves in this group."""
        message = update.message
        if message and await administrators.wrote(context.bot, message):
            request = self.desk.pseudonyms.of_message(message)
            await self.desk.say(request, await group_settings.page(self.desk, request))
