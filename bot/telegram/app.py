"""The Telegram bot as a process: what it reacts to, and how its parts are put together."""

import asyncio
import logging
import os
from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.error import InvalidToken
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
)
from telegram.ext.filters import CAPTION, COMMAND, IS_AUTOMATIC_FORWARD, TEXT, ChatType, StatusUpdate, UpdateType

from bot.answering import Answerer
from bot.claims.checking import Checker
from bot.errors import CitebotError, SettingsError
from bot.settings import Settings, Token
from bot.store.protocol import Store
from bot.telegram import sight
from bot.telegram.administration import Administration
from bot.telegram.callbacks import Callbacks
from bot.telegram.commands import Commands
from bot.telegram.desk import Desk
from bot.telegram.elsewhere import Elsewhere
from bot.telegram.failures import Failures
from bot.telegram.lifecycle import run
from bot.telegram.limits import ChatRateLimiter
from bot.telegram.logs import set_up
from bot.telegram.memory import Memory
from bot.telegram.messages import Messages
from bot.telegram.offers import Offers
from bot.telegram.order import ChatOrder
from bot.telegram.polling import Polling, UpdatesRequest
from bot.telegram.post import Post
from bot.telegram.registration import register
from bot.telegram.request import Pseudonyms
from bot.telegram.sight import Sight
from bot.telegram.tidying import tidy

_LOG = logging.getLogger(__name__)

REGISTRATION_SECONDS = 10
"""For longer, users don't have to wait for a bot whose profile Telegram takes its time over."""

UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.CHOSEN_INLINE_RESULT,
    Update.GUEST_MESSAGE,
)


def handlers(desk: Desk) -> Sequence[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """All that the bot reacts to. The first handler that fits takes the update; what fits none meets silence.

    Every handler of messages names its kind of update: filters by themselves also match channel posts, business
    messages and guest messages. What a channel posts comes again as a message of its discussion group, and is not
    said there to anybody.
    """
    commands, messages, callbacks = Commands(desk), Messages(desk), Callbacks(desk)
    administration = Administration(desk)
    elsewhere = Elsewhere(desk, Offers(desk.post.bot))
    new, edited = UpdateType.MESSAGE, UpdateType.EDITED_MESSAGE
    private, group = ChatType.PRIVATE, ChatType.GROUPS & ~IS_AUTOMATIC_FORWARD
    return (
        CommandHandler("ask", messages.ask, (new | edited) & (private | group)),
        CommandHandler("ask", messages.ask_in_channel, UpdateType.CHANNEL_POSTS),
        CommandHandler("start", commands.start, new & private),
        CommandHandler("help", commands.help, new & private),
        CommandHandler("topics", commands.topics, new & private),
        CommandHandler("sources", commands.sources, new & private),
        CommandHandler("about", commands.about, new & private),
        CommandHandler("check", messages.check, (new | edited) & (private | group)),
        CommandHandler("why", commands.why, new & (private | group)),
        CommandHandler("privacy", commands.privacy, new & private),
        CommandHandler("forget", commands.forget, new & private),
        MessageHandler(new & private & COMMAND, commands.unknown),
        MessageHandler((new | edited) & private & (TEXT | CAPTION) & ~COMMAND, messages.question),
        MessageHandler(new & private & ~TEXT & ~CAPTION & ~StatusUpdate.ALL, messages.wordless),
        CommandHandler("status", administration.status, new & group),
        MessageHandler((new | edited) & group & TEXT, messages.overheard),
        CallbackQueryHandler(callbacks.press),
        InlineQueryHandler(elsewhere.typed),
        ChosenInlineResultHandler(elsewhere.chosen),
        MessageHandler(UpdateType.GUEST_MESSAGE, elsewhere.guest),
    )


def serve(settings: Settings, answerer: Answerer, store: Store) -> None:
    """Run the bot until SIGTERM or SIGINT; the caller closes ``store``.

    Raises:
        SettingsError: the token is missing, or Telegram doesn't know it.
        CitebotError: it failed in a way that nobody thought of.
    """
    token = settings.required_token()
    set_up(settings, token)
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # without it, the library warns of each length of time that it reads
    try:
        asyncio.run(_serve(settings, token, answerer, store))
    except InvalidToken:
        # Not chained: the library's error repeats the token.
        raise SettingsError(
            f"BOT_TOKEN: {settings.api_url} does not accept this token (ask @BotFather for the current one)"
        ) from None
    except Exception:
        # Python would print it as it is, and it may hold the token.
        _LOG.critical("citebot run has failed", exc_info=True)
        raise CitebotError("citebot run has failed; the log says why") from None


async def _serve(settings: Settings, token: Token, answerer: Answerer, store: Store) -> None:
    order = ChatOrder()
    application = _application(settings, token, order)
    memory, knowledge = Memory(store), answerer.knowledge
    desk = Desk(answerer, memory, Post(application.bot), Pseudonyms(token), settings, Checker(answerer))
    application.add_handlers(handlers(desk))
    application.add_error_handler(Failures(desk).failed)

    async def ready() -> None:
        try:
            await asyncio.wait_for(register(application.bot, knowledge, memory), REGISTRATION_SECONDS)
        except TimeoutError:
            _LOG.warning("the bot's commands and descriptions are left for the next start: Telegram takes too long")
        _LOG.info("@%s is ready: %d facts", application.bot.username, len(knowledge.facts))
        for line in sight.lines(Sight.of(application.bot.bot), knowledge.language(knowledge.default_lang)):
            _LOG.info("%s", line)

    tidying = asyncio.create_task(tidy(memory, settings.keep_days))
    try:
        await run(application, Polling(application, UPDATES), order, ready)
    finally:
        tidying.cancel()


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
