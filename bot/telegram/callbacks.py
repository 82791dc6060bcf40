"""Presses of the buttons under the bot's messages."""

import logging
from dataclasses import dataclass, field

from telegram import CallbackQuery, Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.telegram import backoffice, feedback, group_settings, languages, pages
from bot.telegram.desk import Desk
from bot.telegram.payload import (
    Blame,
    Browse,
    ChangeSetting,
    ChooseLanguage,
    OpenSettings,
    Rate,
    Show,
    Unanswered,
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

    async def press(self, update: Update, _: Context) -> None:
        """Any button of ours, however old."""
        query = update.callback_query
        if query is None:
            return
        request = self.desk.pseudonyms.of_press(query)
        if request is None:
            await _acknowledge(query)
            return
        match decode(query.data or ""):
            case Show(key):
                await self._show(query, request, key)
            case Rate() | Blame() as rating:
                await _acknowledge(query, await feedback.take(self.desk, request, rating))
                await feedback.ask_what_was_wrong(self.desk, request, rating, query.message)
            case ChooseLanguage() as wish:
                await _acknowledge(query, await languages.press(self.desk, request, wish))
            case OpenSettings() | ChangeSetting() as wish if request.place.chat_id != query.from_user.id:
                await _acknowledge(query, await group_settings.press(self.desk, request, query, wish))
            case Unanswered(page) if query.from_user.id in self.desk.settings.admins:
                await _acknowledge(query)
                missed = await backoffice.unanswered(self.desk, request, page)
                await self.desk.post.put(request.place, missed, instead_of=request.place.reply_to)
            case Browse() as browse:
                await _acknowledge(query)
                await self._turn_page(query, request, browse)
            case _:
                await _acknowledge(query, self.desk.language(request).say("toast.outdated"))

    async def _show(self, query: CallbackQuery, request: Request, key: str) -> None:
        press = (request.chat, request.place.reply_to, key)
        if press in self.shown:
            await _acknowledge(query, self.desk.language(request).say("toast.shown"))
            return
        await _acknowledge(query)
        await self.desk.show(request, key)
        self.shown.add(press)

    async def _turn_page(self, query: CallbackQuery, request: Request, browse: Browse) -> None:
        page = pages.questions(self.desk.answerer, self.desk.language(request), browse)
        await self.desk.post.put(request.place, page, instead_of=query.message.message_id if query.message else None)


async def _acknowledge(query: CallbackQuery, text: str | None = None) -> None:
    """Stop the button's spinner, with a short note on top of the chat if there is ``text`` (at most 200 characters)."""
    try:
        await query.answer(text)
    except TelegramError as error:
        # Telegram forgets a press after a while, for one; what it asked for can still be done.
        _LOG.info("a press could not be acknowledged: %s", error)
