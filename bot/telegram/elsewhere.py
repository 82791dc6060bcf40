"""Chats that the bot is no member of: inline mode, as people type there, and guest mode, as they mention it."""

from dataclasses import dataclass

from telegram import Update
from telegram.ext import ContextTypes

from bot.telegram import address, articles, pages
from bot.telegram.articles import Article
from bot.telegram.desk import Desk
from bot.telegram.links import ASKING
from bot.telegram.long import question_in
from bot.telegram.offers import Invitation, Offers
from bot.telegram.pace import Step
from bot.telegram.request import Request

Context = ContextTypes.DEFAULT_TYPE


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The handlers of what is asked in chats without the bot."""

    desk: Desk
    offers: Offers

    async def typed(self, update: Update, _: Context) -> None:
        """@BOT and whatever somebody has typed behind it so far. No part of any conversation."""
        if query := update.inline_query:
            language = self.desk.language(self.desk.pseudonyms.of_inline(query))
            found = articles.listed(self.desk.answerer, language, query.query, self.desk.receipt)
            await self.offers.list(
                query.id,
                found,
                personal=len(self.desk.answerer.knowledge.languages) > 1,
                invitation=None if found else Invitation(language.say("inline.nothing"), ASKING),
            )

    async def chosen(self, update: Update, _: Context) -> None:
        """An answer taken from the list: Telegram tells only with inline feedback, to be turned on with BotFather."""
        if result := update.chosen_inline_result:
            request = self.desk.pseudonyms.of_choice(result)
            if key := articles.chosen(result.result_id):
                await self.desk.chosen(request, result.query, key)

    async def guest(self, update: Update, context: Context) -> None:
        """A mention in a chat that the bot has not joined."""
        message = update.guest_message
        if message and message.guest_query_id and not (message.from_user and message.from_user.is_bot):
            request = self.desk.pseudonyms.of_guest(message)
            if self.desk.pace.step(request.user) is not Step.ANSWER:
                return
            spoken = address.addressed(message, context.bot.bot)
            said = spoken.question if spoken else message.text or message.caption or ""
            post = address.doubted(message, context.bot.bot, said, self.desk.language(request))
            await self.offers.guest(message.guest_query_id, await self._article(request, said, post))

    async def _article(self, request: Request, said: str, post: str | None) -> Article:
        if post:
            rendered = await self.desk.checked(request, post)
            return articles.line(self.desk.answerer, self.desk.language(request), rendered)
        if question := question_in(said):
            return articles.reply(self.desk.answerer, await self.desk.reply(request, question), self.desk.receipt)
        language = self.desk.language(request)
        return articles.line(self.desk.answerer, language, pages.line(language, "telegram.ask-guest"))
