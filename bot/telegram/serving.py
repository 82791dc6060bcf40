"""The Telegram bot as a process: how its parts are put together."""

import asyncio
import logging
import os
from collections.abc import Callable
from typing import Any

from telegram.error import InvalidToken
from telegram.ext import Application

from bot.answering import Answerer
from bot.errors import CitebotError, SettingsError
from bot.settings import Settings, Token
from bot.store.protocol import Store
from bot.telegram import sight
from bot.telegram.aftermath import Aftermath
from bot.telegram.app import UPDATES, handlers
from bot.telegram.choices import Choices
from bot.telegram.corrections import Corrections
from bot.telegram.desk import Desk
from bot.telegram.failures import Failures
from bot.telegram.lifecycle import run
from bot.telegram.limits import ChatRateLimiter
from bot.telegram.logs import set_up
from bot.telegram.memory import Memory
from bot.telegram.office_menu import register_office
from bot.telegram.order import ChatOrder
from bot.telegram.polling import Polling, UpdatesRequest
from bot.telegram.post import Post
from bot.telegram.promises import Promises
from bot.telegram.registration import register
from bot.telegram.request import Pseudonyms
from bot.telegram.shelf import Shelf
from bot.telegram.sight import Sight
from bot.telegram.tidying import tidy

_LOG = logging.getLogger(__name__)

REGISTRATION_SECONDS = 10
"""For longer, users don't have to wait for a bot whose profile Telegram takes its time over."""


def serve(settings: Settings, answerer: Answerer, store: Store, read: Callable[[], Answerer]) -> None:
    """Run the bot until SIGTERM or SIGINT; the caller closes ``store``.

    Args:
        read: reads the knowledge anew; it is called in a thread.

    Raises:
        SettingsError: the token is missing, or Telegram doesn't know it.
        CitebotError: it failed in a way that nobody thought of.
    """
    token = settings.required_token()
    set_up(settings, token)
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # without it, the library warns of each length of time that it reads
    try:
        asyncio.run(_serve(settings, token, Shelf(answerer, read), store))
    except InvalidToken:
        # Not chained: the library's error repeats the token.
        raise SettingsError(
            f"BOT_TOKEN: {settings.api_url} does not accept this token (ask @BotFather for the current one)"
        ) from None
    except Exception:
        # Python would print it as it is, and it may hold the token.
        _LOG.critical("citebot run has failed", exc_info=True)
        raise CitebotError("citebot run has failed; the log says why") from None


async def _serve(settings: Settings, token: Token, shelf: Shelf, store: Store) -> None:
    order = ChatOrder()
    application = _application(settings, token, order)
    memory = Memory(store)
    choices = Choices(memory)
    await choices.load()
    desk = Desk(shelf, memory, Post(application.bot), Pseudonyms(token), settings, choices)
    aftermath = Aftermath(Corrections(desk), Promises(desk))
    application.add_error_handler(Failures(desk).failed)

    async def renewed() -> None:
        await memory.learn(tuple(shelf.versions.values()))
        aftermath.begin()
        try:
            async with asyncio.timeout(REGISTRATION_SECONDS):
                await register(application.bot, desk.knowledge, memory)
                await register_office(application.bot, desk.knowledge, memory, desk.pseudonyms, settings.admins)
        except TimeoutError:
            _LOG.warning("the bot's commands and descriptions are left for the next start: Telegram takes too long")

    async def ready() -> None:
        await renewed()
        _LOG.info("@%s is ready: %d facts", application.bot.username, len(desk.knowledge.facts))
        for line in sight.lines(Sight.of(application.bot.bot), desk.knowledge.language(desk.knowledge.default_lang)):
            _LOG.info("%s", line)

    application.add_handlers(handlers(desk, renewed))
    background = [asyncio.create_task(task) for task in (tidy(memory, settings.keep_days), aftermath.run())]
    try:
        await run(application, Polling(application, UPDATES), order, ready)
    finally:
        for task in background:
            task.cancel()


def _application(settings: Settings, token: Token, order: ChatOrder) -> Application[Any, Any, Any, Any, Any, Any]:
    return (
        Application.builder()
        .token(token.reveal)
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .get_updates_request(UpdatesRequest(connection_pool_size=1))
        .concurrent_updates(order)
        .rate_limiter(ChatRateLimiter())
        .updater(None)
        .job_queue(None)
        .build()
    )
