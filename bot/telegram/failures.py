"""What happens when a reply fails: a line in the log and a short apology, which share an id; then the bot goes on."""

import logging
import secrets
from dataclasses import dataclass

from telegram import Message, Update
from telegram.error import ChatMigrated, Forbidden, RetryAfter, TelegramError
from telegram.ext import ContextTypes

from bot.telegram import articles, pages
from bot.telegram.desk import Desk
from bot.telegram.offers import Offers
from bot.telegram.request import Request

Context = ContextTypes.DEFAULT_TYPE

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failures:
    """The handler of everything that other handlers raise."""

    desk: Desk

    async def failed(self, update: object, context: Context) -> None:
        """Log ``context.error`` and apologise to whoever waits for an answer."""
        error = context.error
        if error is None:
            return
        if isinstance(error, Forbidden | ChatMigrated):
            _LOG.info("a reply was not wanted: %s", error)  # nor is an apology, where nobody can see what failed
            return
        id = secrets.token_hex(3)  # short enough to be read out
        # Telegram's own errors say all in a line; any other is ours to mend, and for that takes its traceback.
        _LOG.error("error %s: %s: %s", id, type(error).__name__, error, exc_info=_ours(error))
        if isinstance(update, Update) and not isinstance(error, RetryAfter):
            await self._apologise(update, id)

    async def _apologise(self, update: Update, id: str) -> None:
        try:
            if update.guest_message:
                await self._apologise_to_guest(update.guest_message, id)
            elif request := self._request(update):
                line = pages.line(self.desk.language(request), "telegram.error", id=id)
                await self.desk.post.put(request.place, line)
        except TelegramError as error:
            _LOG.warning("error %s: could not apologise: %s", id, error)

    async def _apologise_to_guest(self, message: Message, id: str) -> None:
        if message.guest_query_id:
            language = self.desk.language(self.desk.pseudonyms.of_guest(message))
            line = pages.line(language, "telegram.error", id=id)
            apology = articles.line(self.desk.answerer, language, line)
            await Offers(self.desk.post.bot).guest(message.guest_query_id, apology)

    def _request(self, update: Update) -> Request | None:
        if update.callback_query:
            query = update.callback_query
            return self.desk.pseudonyms.of_press(query) if query.message else None
        message = update.message or update.edited_message
        return self.desk.pseudonyms.of_message(message) if message else None


def _ours(error: Exception) -> Exception | None:
    return None if isinstance(error, TelegramError) else error
