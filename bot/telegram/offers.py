"""How articles leave: as the list under an inline question, or as the answer to a guest's message."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, SentGuestMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.telegram.articles import Article
from bot.telegram.post import NO_PREVIEW, mending, without_offence

_LOG = logging.getLogger(__name__)
_Articles: TypeAlias = Sequence[Article]
_T = TypeVar("_T")

CACHE_SECONDS = 300
"""For so long Telegram may show a list again without asking, and so for so long an old answer may be found."""

_TOO_LATE = "query is too old"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A button over the list, which leads into the private chat."""

    text: str
    start: str


@dataclass(frozen=True, slots=True)
class Offers:
    """Puts articles where Telegram asked for them."""

    bot: ExtBot[Any]

    async def list(
        self,
        query_id: str,
        articles: _Articles,
        *,
        personal: bool,
        invitation: Invitation | None = None,
        seconds: int = CACHE_SECONDS,
    ) -> None:
        """Show ``articles`` under what somebody types.

        Args:
            personal: the list depends on who asks, so that nobody else may be shown it from Telegram's cache.
            seconds: for how long Telegram may show it again.
        """
        button = InlineQueryResultsButton(invitation.text, start_parameter=invitation.start) if invitation else None

        async def answer(these: _Articles) -> None:
            results = [_result(article) for article in these]
            await self.bot.answer_inline_query(
                query_id, results, cache_time=seconds, is_personal=personal, button=button
            )

        await _in_time(articles, answer)

    async def guest(self, query_id: str, article: Article) -> str | None:
        """Answer a guest's message with what ``article`` inserts: the id of that message; None where it is too late."""

        async def answer(these: _Articles) -> SentGuestMessage:
            return await self.bot.answer_guest_query(query_id, _result(these[0]))

        sent = await _in_time([article], answer)
        return sent.inline_message_id if sent else None


async def _in_time(articles: _Articles, answer: Callable[[_Articles], Awaitable[_T]]) -> _T | None:
    try:
        return await mending(articles, answer, _without_offence)
    except BadRequest as error:
        if _TOO_LATE not in error.message.lower():
            raise
        _LOG.info("an answer came too late: %s", error)
        return None


def _without_offence(articles: _Articles, refusal: str) -> _Articles | None:
    # Telegram doesn't say which of them it means.
    less = [replace(one, inserts=without_offence(one.inserts, refusal) or one.inserts) for one in articles]
    return less if less != list(articles) else None


def _result(article: Article) -> InlineQueryResultArticle:
    form = article.inserts
    content = InputTextMessageContent(
        form.html or form.plain,
        parse_mode=ParseMode.HTML if form.html else None,
        link_preview_options=NO_PREVIEW,
    )
    return InlineQueryResultArticle(
        article.id, article.title, content, description=article.description or None, reply_markup=form.keyboard
    )
