"""The Telegram bot as a process: what it reacts to, and how its parts are put together."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Update
from telegram.error import InvalidToken
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
)
from telegram.ext.filters import CAPTION, COMMAND, IS_AUTOMATIC_FORWARD, TEXT, ChatType, StatusUpdate, UpdateType, User

from bot.answering import Answerer
from bot.errors import CitebotError, SettingsError
from bot.settings import Settings, Token
from bot.store.protocol import Store
from bot.telegram import sight
from bot.telegram.administration import Administration
from bot.telegram.aftermath import Aftermath
from bot.telegram.backoffice import BackOffice
from bot.telegram.callbacks import Callbacks
from bot.telegram.choices import Choices
from bot.telegram.commands import Commands
from bot.telegram.corrections import Corrections
from bot.telegram.desk import Desk
from bot.telegram.elsewhere import Elsewhere
from bot.telegram.failures import Failures
from bot.telegram.lifecycle import run
from bot.telegram.limits import ChatRateLimiter
from bot.telegram.logs import set_up
from bot.telegram.membership import Membership
from bot.telegram.memory import Memory
from bot.telegram.messages import Messages
from bot.telegram.offers import Offers
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

UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.CHOSEN_INLINE_RESULT,
    Update.GUEST_MESSAGE,
    Update.MY_CHAT_MEMBER,
)


def handlers(
    desk: Desk, renewed: Callable[[], Awaitable[None]]
) -> Sequence[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """All that the bot reacts to. The first handler that fits takes the update; what fits none meets silence.

    Every handler of messages names its kind of update: filters by themselves also match channel posts, business
    messages and guest messages. What a channel posts comes again as a message of its discussion group, and is not
    said there to anybody.
    """
    commands, messages, callbacks, membership = Commands(desk), Messages(desk), Callbacks(desk), Membership(desk)
    administration, office = Administration(desk), BackOffice(desk, renewed)
    elsewhere = Elsewhere(desk, Offers(desk.post.bot))
    new, edited = UpdateType.MESSAGE, UpdateType.EDITED_MESSAGE
    private, group = ChatType.PRIVATE, ChatType.GROUPS & ~IS_AUTOMATIC_FORWARD
    ours = new & private & User(desk.settings.admins)
    return (
        CommandHandler("ask", messages.ask, (new | edited) & (private | group)),
        CommandHandler("ask", messages.ask_in_channel, UpdateType.CHANNEL_POSTS),
        CommandHandler("start", commands.start, new & private),
        CommandHandler("help", commands.help, new & private),
        CommandHandler("topics", commands.topics, new & private),
        CommandHandler("sources", commands.sources, new & private),
        CommandHandler("about", commands.about, new & private),
        CommandHandler("corrections", commands.corrections, new & private),
        CommandHandler("check", messages.check, (new | edited) & (private | group)),
        CommandHandler("why", commands.why, new & (private | group)),
        CommandHandler(["language", "settings"], commands.language, new & private),
        CommandHandler("privacy", commands.privacy, new & private),
        CommandHandler("privacy", commands.privacy_in_group, new & group),
        CommandHandler("forget", commands.forget, new & (private | group)),
        CommandHandler("stats", office.stats, ours),
        CommandHandler("unanswered", office.unanswered, ours),
        CommandHandler("reload", office.reload, ours),
        MessageHandler(new & private & COMMAND, commands.unknown),
        MessageHandler((new | edited) & private & (TEXT | CAPTION) & ~COMMAND, messages.question),
        MessageHandler(new & private & ~TEXT & ~CAPTION & ~StatusUpdate.ALL, messages.wordless),
        CommandHandler("status", administration.status, new & group),
        CommandHandler(["settings", "language"], administration.settings, new & group),
        MessageHandler((new | edited) & group & TEXT, messages.overheard),
        CallbackQueryHandler(callbacks.press),
        InlineQueryHandler(elsewhere.typed),
        ChosenInlineResultHandler(elsewhere.chosen),
        MessageHandler(UpdateType.GUEST_MESSAGE, elsewhere.guest),
        MessageHandler(new & StatusUpdate.MIGRATE, membership.moved),
        ChatMemberHandler(membership.changed, ChatMemberHandler.MY_CHAT_MEMBER),
    )


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
