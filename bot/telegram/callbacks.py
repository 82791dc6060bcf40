"""Presses of the buttons under the bot's messages."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram import CallbackQuery, Chat, Message, Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.telegram import backoffice, feedback, group_settings, languages, pages, promises
from bot.telegram.answers import Answers
from bot.telegram.desk import Desk
from bot.telegram.links import link
from bot.telegram.payload import (
    Blame,
    Browse,
    ChangeSetting,
    ChooseLanguage,
    OpenSettings,
    Rate,
    Show,
    Tell,
    Unanswered,
    Why,
    decode,
)
from bot.telegram.recent import Recent
from bot.telegram.request import Request

Context = ContextTypes.DEFAULT_TYPE

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Callbacks:
    """The handler of presses."""

    desk: Desk
    shown: Recent = field(default_factory=Recent)

    async def press(self, update: Update, context: Context) -> None:
        """Any button of ours, however old. What would put a message before others opens the presser's own chat."""
        query = update.callback_query
        if query is None:
            return
        request = self.desk.pseudonyms.of_press(query)
        match decode(query.data or ""):
            case Rate() | Blame() as rating if _among_others(query):
                await _acknowledge(query, await feedback.take(self.desk, request, rating, asking=False))
            case Rate() | Blame() as rating:
                await _acknowledge(query, await feedback.take(self.desk, request, rating, asking=True))
                await feedback.ask_what_was_wrong(self.desk, request, rating, query.message)
            case Show() | Browse() as payload if _among_others(query):
                await _acknowledge(query, url=link(context.bot.username, payload))
            case Show(key):
                await self._once(query, request, lambda: Answers(self.desk).show(request, key, _label(query)))
            case Why() if isinstance(query.message, Message):
                original = self.desk.pseudonyms.original(query.message)
                await self._once(query, request, lambda: self.desk.explain(request, original))
            case Tell() as wish if isinstance(query.message, Message):
                await _acknowledge(query, await promises.press(self.desk, request, query.message, wish))
            case Browse() as browse:
                await _acknowledge(query)
                await self._turn_page(query, request, browse)
            case ChooseLanguage() as wish if _in_private(query):
                await _acknowledge(query, await languages.press(self.desk, request, wish))
            case OpenSettings() | ChangeSetting() as wish if _in_group(query):
                await _acknowledge(query, await group_settings.press(self.desk, request, query, wish))
            case Unanswered(page) if _in_private(query) and query.from_user.id in self.desk.settings.admins:
                await _acknowledge(query)
                missed = await backoffice.unanswered(self.desk, request, page)
                await self.desk.post.put(request.place, missed, instead_of=request.place.reply_to)
            case _:
                await _acknowledge(query, self.desk.language(request).say("toast.outdated"))

    async def _once(self, query: CallbackQuery, request: Request, act: Callable[[], Awaitable[None]]) -> None:
        """Do what a button asks for, unless it has just been done."""
        press = (request.chat, request.place.reply_to, query.data)
        if press in self.shown:
            await _acknowledge(query, self.desk.language(request).say("toast.shown"))
            return
        await _acknowledge(query)
        await act()
        self.shown.add(press)

    async def _turn_page(self, query: CallbackQuery, request: Request, browse: Browse) -> None:
        page = pages.questions(self.desk.answerer, self.desk.language(request), browse)
        await self.desk.post.put(request.place, page, instead_of=query.message.message_id if query.message else None)


def _label(query: CallbackQuery) -> str:
    """What stands on the button that was pressed."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    buttons = (button for row in (markup.inline_keyboard if markup else ()) for button in row)
    return next((button.text for button in buttons if button.callback_data == query.data), "")


def _among_others(query: CallbackQuery) -> bool:
    """Whether the message is somebody's own, in a chat without the bot, or a channel's, which all its readers see."""
    return query.message is None or query.message.chat.type == Chat.CHANNEL


def _in_private(query: CallbackQuery) -> bool:
    return query.message is not None and query.message.chat.type == Chat.PRIVATE


def _in_group(query: CallbackQuery) -> bool:
    return query.message is not None and query.message.chat.type in {Chat.GROUP, Chat.SUPERGROUP}


async def _acknowledge(query: CallbackQuery, text: str | None = None, *, url: str | None = None) -> None:
    """Stop the button's spinner.

    Args:
        text: a short note to show on top of the chat, at most 200 characters.
        url: a link into the private chat to open.
    """
    try:
        await query.answer(text, url=url)
    except TelegramError as error:
        # Telegram forgets a press after a while, for one; what it asked for can still be done.
        _LOG.info("a press could not be acknowledged: %s", error)
