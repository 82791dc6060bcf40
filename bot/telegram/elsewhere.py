"""Chats that the bot is no member of: inline mode, as people type there, and guest mode, as they mention it."""

from dataclasses import dataclass, field

from telegram import InlineQuery, Update
from telegram.ext import ContextTypes

from bot.knowledge.model import Language
from bot.telegram import address, articles, inserted, pages
from bot.telegram.answers import Answers
from bot.telegram.articles import Article
from bot.telegram.desk import Desk
from bot.telegram.links import ASKING
from bot.telegram.long import question_in
from bot.telegram.offers import Invitation, Offers
from bot.telegram.pace import Pace, Step
from bot.telegram.request import Request

Context = ContextTypes.DEFAULT_TYPE

TYPED_AT_ONCE, TYPED_SECONDS_EACH = 30, 1.0
"""Who types asks anew with nearly every letter."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The handlers of what is asked in chats without the bot."""

    desk: Desk
    pace: Pace = field(default_factory=lambda: Pace(at_once=TYPED_AT_ONCE, seconds_each=TYPED_SECONDS_EACH))

    async def typed(self, update: Update, _: Context) -> None:
        """@BOT and whatever somebody has typed behind it so far. No part of any conversation."""
        if query := update.inline_query:
            request = self.desk.pseudonyms.of_inline(query)
            language = self.desk.language(request)
            if self.pace.step(request.user) is Step.ANSWER:
                await self._list(query, language)
            else:
                wait = Invitation(language.say("inline.slow-down"), ASKING)
                await self._offers.list(query.id, (), personal=True, invitation=wait, seconds=0)

    async def chosen(self, update: Update, _: Context) -> None:
        """An answer taken from the list: Telegram tells only with inline feedback, to be turned on with BotFather."""
        if result := update.chosen_inline_result:
            request = self.desk.pseudonyms.of_choice(result)
            if taken := articles.taken(result.result_id):
                await inserted.chosen(self.desk, request, taken, result.query)
                if result.inline_message_id:
                    await inserted.follow(self.desk, request, result.inline_message_id, taken.lang, (taken.version,))

    async def guest(self, update: Update, context: Context) -> None:
        """A mention in a chat that the bot has not joined. Too many are met with one polite line, then with silence."""
        message = update.guest_message
        if not message or not message.guest_query_id or (message.from_user and message.from_user.is_bot):
            return
        request = self.desk.pseudonyms.of_guest(message)
        match self.desk.pace.step(request.user):
            case Step.ANSWER:
                spoken = address.addressed(message, context.bot.bot)
                said = spoken.question if spoken else address.written(message)
                post = address.doubted(message, context.bot.bot, said, self.desk.language(request))
                article = await self._article(request, said, post)
                if inline_id := await self._offers.guest(message.guest_query_id, article):
                    await inserted.follow(self.desk, request, inline_id, article.lang, article.cites)
            case Step.SLOW_DOWN:
                await self._offers.guest(message.guest_query_id, self._line(request, "telegram.slow-down"))
            case Step.IGNORE:
                pass

    @property
    def _offers(self) -> Offers:
        return Offers(self.desk.post.bot)

    async def _list(self, query: InlineQuery, language: Language) -> None:
        found = articles.listed(self.desk.answerer, language, query.query, self.desk.receipt)
        await self._offers.list(
            query.id,
            found,
            personal=len(self.desk.answerer.knowledge.languages) > 1,
            invitation=None if found else Invitation(language.say("inline.nothing"), ASKING),
        )

    async def _article(self, request: Request, said: str, post: str | None) -> Article:
        if post:
            rendered = await self.desk.checked(request, post)
            return articles.line(self.desk.answerer, self.desk.language(request), rendered)
        if question := question_in(said):
            return articles.reply(
                self.desk.answerer, await Answers(self.desk).reply(request, question), self.desk.receipt
            )
        return self._line(request, "telegram.ask-guest" if question is not None else "telegram.too-long")

    def _line(self, request: Request, key: str) -> Article:
        language = self.desk.language(request)
        return articles.line(self.desk.answerer, language, pages.line(language, key))
