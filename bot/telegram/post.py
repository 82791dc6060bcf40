"""How messages leave: sent or edited, and mended where Telegram refuses them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.telegram.render import Rendered
from bot.telegram.request import Place

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")
_Form = TypeVar("_Form")

RETRY_SECONDS = (0.3, 1.5)
"""The pauses before another attempt, after a failure of the network or of Telegram's servers."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_BAD_KEYBOARD = ("inline keyboard", "button_", "reply markup is too long")
_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


@dataclass(frozen=True, slots=True)
class Post:
    """Puts messages into chats."""

    bot: ExtBot[Any]

    async def put(self, place: Place, rendered: Rendered, *, instead_of: int | None = None) -> int:
        """The id of the message that now shows ``rendered``: ``instead_of``, edited, if it still exists, or a new one.

        Raises:
            TelegramError: Telegram takes neither.
        """
        try:
            if instead_of is not None and await self._edited(place, rendered, instead_of):
                return instead_of
            return (await mending(rendered, lambda form: self._send(place, form), without_offence)).message_id
        except ChatMigrated as error:  # meanwhile; its messages are numbered anew
            moved = Place(error.new_chat_id)
            return (await mending(rendered, lambda form: self._send(moved, form), without_offence)).message_id

    async def amend(self, place: Place, rendered: Rendered, message_id: int) -> bool | None:
        """Whether that message shows ``rendered`` now; None where Telegram does not take it just now.

        False where it is no more, or may not be edited any more.
        """
        try:
            return await self._edited(place, rendered, message_id)
        except (BadRequest, ChatMigrated, Forbidden) as error:
            _LOG.info("an old message cannot be edited any more: %s", error)
            return False
        except TelegramError as error:
            _LOG.warning("an old message could not be edited, trying again later: %s", error)
            return None

    async def tell(self, place: Place, rendered: Rendered) -> int | None:
        """The id of a new message that nobody waits for; None where Telegram does not take it, which is logged."""
        try:
            return await self.put(place, rendered)
        except TelegramError as error:
            _LOG.warning("a message that nobody waits for was not sent: %s", error)
            return None

    async def picture(self, place: Place, png: bytes, caption: str) -> None:
        """A picture with its ``caption``, which goes out alone where Telegram does not take the picture."""
        try:
            await self.bot.send_photo(place.chat_id, png, caption=caption, message_thread_id=place.topic_id)
        except BadRequest as error:
            _LOG.error("Telegram refused a picture, sending its caption: %s", error)
            await self.put(place, Rendered("", caption))

    async def react(self, place: Place, emoji: str | None) -> None:
        """Put a reaction on the message that ``place`` replies to, or take it back; quietly not, where that fails."""
        if place.reply_to is None:
            return
        try:
            await self.bot.set_message_reaction(place.chat_id, place.reply_to, emoji)
        except TelegramError as error:
            # Groups can do without reactions, for one.
            _LOG.info("could not react to a message: %s", error)

    async def relabel(self, place: Place, message_id: int, keyboard: InlineKeyboardMarkup | None) -> None:
        """Put other buttons under a message, if it still exists."""
        try:
            await self.bot.edit_message_reply_markup(place.chat_id, message_id, reply_markup=keyboard)
        except BadRequest as error:
            if not any(sign in error.message.lower() for sign in (_UNCHANGED, *_GONE)):
                raise

    async def _edited(self, place: Place, rendered: Rendered, message_id: int) -> bool:
        try:
            await mending(rendered, lambda form: self._edit(place, form, message_id), without_offence)
        except BadRequest as error:
            refusal = error.message.lower()
            if any(sign in refusal for sign in _GONE):
                return False
            if _UNCHANGED not in refusal:
                raise
        return True

    async def _send(self, place: Place, form: Rendered) -> Message:
        # Without that permission, the answer to a question that was deleted meanwhile would be lost.
        reply = ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None
        return await self.bot.send_message(
            place.chat_id,
            form.html or form.plain,
            parse_mode=ParseMode.HTML if form.html else None,
            message_thread_id=place.topic_id,
            reply_parameters=reply,
            reply_markup=form.keyboard,
            link_preview_options=NO_PREVIEW,
        )

    async def _edit(self, place: Place, form: Rendered, message_id: int) -> Message | bool:
        where = {"chat_id": place.chat_id, "message_id": message_id}
        return await self.bot.edit_message_text(
            form.html or form.plain,
            **({"inline_message_id": place.inline_id} if place.inline_id else where),
            parse_mode=ParseMode.HTML if form.html else None,
            reply_markup=form.keyboard,
            link_preview_options=NO_PREVIEW,
        )


async def mending(
    form: _Form, attempt: Callable[[_Form], Awaitable[_T]], less: Callable[[_Form, str], _Form | None]
) -> _T:
    """What ``attempt`` gives, tried with less for as long as Telegram refuses the markup or the buttons in ``form``.

    Args:
        less: leaves out of a form what a refusal, in lower case, is about; None where it is about nothing that can go.
    """
    while True:
        try:
            return await _persisting(form, attempt)
        except BadRequest as error:
            lesser = less(form, error.message.lower())
            if lesser is None:
                raise
            _LOG.error("Telegram refused a message, sending it with less: %s", error)
            form = lesser


def without_offence(rendered: Rendered, refusal: str) -> Rendered | None:
    """``rendered`` without the markup, the links or the buttons that ``refusal`` is about; None: about none of them."""
    if "parse entities" in refusal and rendered.html:
        return replace(rendered, html="")
    if rendered.keyboard and any(sign in refusal for sign in _BAD_KEYBOARD):
        less = rendered.without_links()
        return less if less != rendered else replace(rendered, keyboard=None)
    return None


async def _persisting(form: _Form, attempt: Callable[[_Form], Awaitable[_T]]) -> _T:
    """What ``attempt`` gives, tried again where Telegram can't have taken the message: not after a time-out."""
    for pause in RETRY_SECONDS:
        try:
            return await attempt(form)
        except NetworkError as error:
            if isinstance(error, BadRequest | TimedOut):
                raise
            _LOG.warning("Telegram did not take a message, trying again: %s", error)
            await asyncio.sleep(pause)
    return await attempt(form)
