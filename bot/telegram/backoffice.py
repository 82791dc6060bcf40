"""The commands of the bot's own administrators, in private. To anybody else these commands do not exist."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Update
from telegram.ext import ContextTypes

from bot.errors import CitebotError
from bot.matching.clusters import clusters
from bot.telegram import chart, pages, statistics
from bot.telegram.desk import Desk
from bot.telegram.render import Rendered
from bot.telegram.request import Request

Context = ContextTypes.DEFAULT_TYPE

MOST_MISSED = 2000
"""So many of the newest questions missed are looked at."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BackOffice:
    """The handlers of these commands; ``renewed`` is awaited whenever the knowledge was read anew."""

    desk: Desk
    renewed: Callable[[], Awaitable[None]]

    async def stats(self, update: Update, _: Context) -> None:
        """/stats: how the bot has fared of late, as a picture with its numbers in words."""
        if not update.message:
            return
        request = self.desk.pseudonyms.of_message(update.message)
        language = self.desk.language(request)
        days = await self.desk.memory.days(statistics.DAYS)
        if days is None:
            await self.desk.say(request, pages.line(language, "telegram.no-notes"))
            return
        drawn = await asyncio.to_thread(chart.picture, days, language)
        await self.desk.post.picture(request.place, drawn, statistics.caption(days, language))

    async def unanswered(self, update: Update, _: Context) -> None:
        """/unanswered: what people asked in vain, the most frequent first."""
        if update.message:
            request = self.desk.pseudonyms.of_message(update.message)
            await self.desk.say(request, await unanswered(self.desk, request, 0))

    async def reload(self, update: Update, _: Context) -> None:
        """/reload: read the knowledge anew; where it has problems, say which, and go on with what there was."""
        if not update.message:
            return
        request = self.desk.pseudonyms.of_message(update.message)
        words = self.desk.language(request)
        message = await self.desk.post.put(request.place, pages.line(words, "telegram.reloading"))
        await self.desk.post.put(request.place, await self._reloaded(request), instead_of=message)

    async def _reloaded(self, request: Request) -> Rendered:
        before = self.desk.knowledge
        try:
            await self.desk.shelf.renew()
        except CitebotError as error:
            _LOG.warning("the knowledge was not loaded anew: %s", error)
            return pages.not_reloaded(self.desk.language(request), str(error))
        knowledge = self.desk.knowledge
        _LOG.info("the knowledge was loaded anew: %d facts", len(knowledge.facts))
        await self.renewed()
        return pages.reloaded(self.desk.language(request), before, knowledge)


async def unanswered(desk: Desk, request: Request, page: int) -> Rendered:
    """A page of what people asked in vain."""
    language = desk.language(request)
    missed = await desk.memory.missed(MOST_MISSED)
    if missed is None:
        return pages.line(language, "telegram.no-notes")
    return statistics.unanswered(await asyncio.to_thread(clusters, missed), page, language)
