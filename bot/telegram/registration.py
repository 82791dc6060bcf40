"""The bot's commands and descriptions, as Telegram's menus show them: registered at the start, where they changed."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from telegram import BotCommand, BotCommandScopeAllChatAdministrators, BotCommandScopeAllGroupChats
from telegram.constants import BotCommandLimit, BotDescriptionLimit
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.knowledge.model import Knowledge, Lang
from bot.telegram.lengths import shortened
from bot.telegram.memory import Memory

_LOG = logging.getLogger(__name__)

COMMANDS = ("ask", "check", "why", "topics", "sources", "help", "about", "corrections", "language", "privacy", "forget")
GROUP_COMMANDS = ("ask", "check", "why", "privacy")
"""A tap in the menu sends a command as it is, so one that erases has no place among those of a busy group."""

ADMINISTRATORS_COMMANDS = (*GROUP_COMMANDS, "settings", "status")
OFFICE_COMMANDS = (*COMMANDS, "stats", "unanswered", "reload")

_MENUS = (
    (COMMANDS, None),
    (GROUP_COMMANDS, BotCommandScopeAllGroupChats()),
    (ADMINISTRATORS_COMMANDS, BotCommandScopeAllChatAdministrators()),
)
"""Who is offered which commands; None is everybody who is offered no others."""

TELEGRAM_CODE_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """What one language shows of the bot; ``code`` is None for everyone whose language has no profile of its own."""

    code: Lang | None
    commands: tuple[tuple[str, str], ...]
    description: str
    short_description: str

    def menu(self, names: Sequence[str]) -> list[BotCommand]:
        """The commands with these ``names``, described."""
        described = dict(self.commands)
        return [BotCommand(name, described[name]) for name in names]

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
    for names, scope in _MENUS:
        await bot.set_my_commands(profile.menu(names), scope=scope, language_code=profile.code)
    await bot.set_my_description(profile.description, language_code=profile.code)
    await bot.set_my_short_description(profile.short_description, language_code=profile.code)


def _profile(knowledge: Knowledge, lang: Lang) -> Profile:
    language, name = knowledge.language(lang), knowledge.name.into(lang)
    commands = dict.fromkeys((*OFFICE_COMMANDS, *ADMINISTRATORS_COMMANDS))
    long, short = (language.say(f"profile.{each}", name=name) for each in ("description", "short-description"))
    return Profile(
        code=None if lang == knowledge.default_lang else lang,
        commands=tuple(
            (each, shortened(language.say(f"command.{each}"), BotCommandLimit.MAX_DESCRIPTION)) for each in commands
        ),
        description=shortened(long, BotDescriptionLimit.MAX_DESCRIPTION_LENGTH),
        short_description=shortened(short, BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH),
    )
