"""The menu of the bot's own administrators: their commands too, in their private chats alone."""

import hashlib
import logging
from collections.abc import Awaitable, Collection, Sequence
from typing import Any

from telegram import BotCommandScopeChat
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.knowledge.model import Knowledge
from bot.telegram.memory import Memory
from bot.telegram.registration import OFFICE_COMMANDS, Profile, profiles
from bot.telegram.request import Pseudonyms

_LOG = logging.getLogger(__name__)

_KEY = "office"
_NOBODY = "none"


async def register_office(
    bot: ExtBot[Any], knowledge: Knowledge, memory: Memory, pseudonyms: Pseudonyms, admins: Collection[int]
) -> None:
    """Give ``admins`` their menu where they don't have it yet, and take it from those who are none any more.

    Telegram refuses it for somebody who never opened the bot's chat; that is tried again at the next start or reload.
    Who has it is kept in mind with the digest of the menu, each id sealed.
    """
    menus = profiles(knowledge)
    digest = hashlib.sha256(repr((bot.id, OFFICE_COMMANDS, menus)).encode()).hexdigest()
    known, *sealed = (await memory.registered(_KEY) or _NOBODY).split()
    having = {pseudonyms.opened(each) for each in sealed}
    for id in having - set(admins):
        await _tried(id, _take(bot, id, menus))
    up_to_date = having if known == digest else set()
    served = [id for id in admins if id in up_to_date or await _tried(id, _give(bot, id, menus))]
    if known != digest or having != set(served):
        await memory.register(_KEY, " ".join([digest, *map(pseudonyms.sealed, served)]))


async def _give(bot: ExtBot[Any], id: int, menus: Sequence[Profile]) -> None:
    for each in menus:
        await bot.set_my_commands(each.menu(OFFICE_COMMANDS), BotCommandScopeChat(id), each.code)


async def _take(bot: ExtBot[Any], id: int, menus: Sequence[Profile]) -> None:
    for each in menus:
        await bot.delete_my_commands(BotCommandScopeChat(id), each.code)


async def _tried(id: int, calls: Awaitable[None]) -> bool:
    """Whether Telegram took them."""
    try:
        await calls
    except TelegramError as error:
        _LOG.warning(
            "the menu of %d, see BOT_ADMINS, could not be changed (did they ever open the chat?): %s", id, error
        )
        return False
    return True
