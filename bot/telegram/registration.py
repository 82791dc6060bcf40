"""The bot's commands and descriptions, as Telegram's menus show them: registered at the start, where they changed."""

import hashlib
import logging
from dataclasses import astuple, dataclass
from typing import Any

from telegram import BotCommand, BotCommandScopeAllChatAdministrators, BotCommandScopeAllGroupChats
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.knowledge.model import Knowledge, Lang
from bot.telegram.memory import Memory
from bot.telegram.render import shortened

_LOG = logging.getLogger(__name__)

COMMANDS = ("ask", "check", "why", "topics", "sources", "help", "about", "corrections", "language", "privacy", "forget")
GROUP_COMMANDS = ("ask", "check", "why")
ADMINISTRATORS_COMMANDS = (*GROUP_COMMANDS, "settings", "status")

_MENUS = (
    (COMMANDS, None),
    (GROUP_COMMANDS, BotCommandScopeAllGroupChats()),
    (ADMINISTRATORS_COMMANDS, BotCommandScopeAllChatAdministrators()),
)
"""Who is offered which commands; None is everybody who is offered no others."""

TELEGRAM_CODE_LENGTH = 2
COMMAND_UNITS = 256
DESCRIPTION_UNITS = 512
SHORT_DESCRIPTION_UNITS = 120


@dataclass(frozen=True, slots=True)
class Profile:
    """What one language shows of the bot; ``code`` is None for everyone whose language has no profile of its own."""

    code: Lang | None
    commands: tuple[tuple[str, str], ...]
    description: str
    short_description: str

    def digest(self, bot_id: int) -> str:
        """Hexadecimal; different for another bot, as a database can outlive its bot."""
        menus = tuple(names for names, _ in _MENUS)
        return hashlib.sha256(repr((bot_id, menus, *astuple(self))).encode()).hexdigest()


def profiles(knowledge: Knowledge) -> tuple[Profile, ...]:
    """A profile for each language of ``knowledge`` that Telegram can tell; the default one's is everyone else's."""
    told = (lang for lang in knowledge.languages if lang == knowledge.default_lang or len(lang) == TELEGRAM_CODE_LENGTH)
    return tuple(_profile(knowledge, lang) for lang in told)


async def register(bot: ExtBot[Any], knowledge: Knowledge, memory: Memory) -> None:
    """Tell Telegram about the profiles that it doesn't know yet; what fails is logged, and tried at the next start."""
    for profile in profiles(knowledge):
        key, digest = f"profile:{profile.code or 'default'}", profile.digest(bot.id)
        if await memory.registered(key) == digest:
            continue
        try:
            await _register(bot, profile)
        except TelegramError as error:
            _LOG.warning("could not register the bot's commands and descriptions: %s", error)
        else:
            await memory.register(key, digest)


async def _register(bot: ExtBot[Any], profile: Profile) -> None:
    commands = dict(profile.commands)
    for names, scope in _MENUS:
        menu = [BotCommand(name, commands[name]) for name in names]
        await bot.set_my_commands(menu, scope=scope, language_code=profile.code)
    await bot.set_my_description(profile.description, language_code=profile.code)
    await bot.set_my_short_description(profile.short_description, language_code=profile.code)


def _profile(knowledge: Knowledge, lang: Lang) -> Profile:
    language, name = knowledge.language(lang), knowledge.name.into(lang)
    commands = dict.fromkeys(command for names, _ in _MENUS for command in names)
    return Profile(
        code=None if lang == knowledge.default_lang else lang,
        commands=tuple((name, shortened(language.say(f"command.{name}"), COMMAND_UNITS)) for name in commands),
        description=shortened(language.say("profile.description", name=name), DESCRIPTION_UNITS),
        short_description=shortened(language.say("profile.short-description", name=name), SHORT_DESCRIPTION_UNITS),
    )
