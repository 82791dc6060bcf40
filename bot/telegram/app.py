"""What the Telegram bot reacts to."""

from collections.abc import Awaitable, Callable, Sequence

from telegram import Update
from telegram.ext import (
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

from bot.telegram.backoffice import BackOffice
from bot.telegram.callbacks import Callbacks
from bot.telegram.captions import CaptionCommand
from bot.telegram.commands import Commands
from bot.telegram.desk import Desk
from bot.telegram.elsewhere import Elsewhere
from bot.telegram.group_commands import GroupCommands
from bot.telegram.membership import Membership
from bot.telegram.messages import Messages

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
    in_group, office = GroupCommands(desk), BackOffice(desk, renewed)
    elsewhere = Elsewhere(desk)
    new, edited = UpdateType.MESSAGE, UpdateType.EDITED_MESSAGE
    private, group = ChatType.PRIVATE, ChatType.GROUPS & ~IS_AUTOMATIC_FORWARD
    ours = new & private & User(desk.settings.admins)
    return (
        CommandHandler("ask", messages.ask, (new | edited) & (private | group)),
        CommandHandler("ask", messages.ask_in_channel, UpdateType.CHANNEL_POSTS),
        MessageHandler((new | edited) & (private | group) & CaptionCommand("ask"), messages.ask),
        MessageHandler(UpdateType.CHANNEL_POSTS & CaptionCommand("ask"), messages.ask_in_channel),
        CommandHandler("start", commands.start, new & private),
        CommandHandler("help", commands.help, new & private),
        CommandHandler("topics", commands.topics, new & private),
        CommandHandler("sources", commands.sources, new & private),
        CommandHandler("about", commands.about, new & private),
        CommandHandler("corrections", commands.corrections, new & private),
        CommandHandler("check", messages.check, (new | edited) & (private | group)),
        MessageHandler((new | edited) & (private | group) & CaptionCommand("check"), messages.check),
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
        CommandHandler("status", in_group.status, new & group),
        CommandHandler(["settings", "language"], in_group.settings, new & group),
        MessageHandler((new | edited) & group & (TEXT | CAPTION), messages.overheard),
        CallbackQueryHandler(callbacks.press),
        InlineQueryHandler(elsewhere.typed),
        ChosenInlineResultHandler(elsewhere.chosen),
        MessageHandler(UpdateType.GUEST_MESSAGE, elsewhere.guest),
        MessageHandler(new & StatusUpdate.MIGRATE, membership.moved),
        ChatMemberHandler(membership.changed, ChatMemberHandler.MY_CHAT_MEMBER),
    )
