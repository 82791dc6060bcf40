"""The commands, apart from /ask."""

from collections.abc import Callable
from dataclasses import dataclass

from telegram import Update
from telegram.ext import ContextTypes

from bot.answering import Answerer
from bot.knowledge.model import Language
from bot.telegram import address, languages, links, pages
from bot.telegram.answers import Answers
from bot.telegram.corrections import listed
from bot.telegram.desk import Desk
from bot.telegram.links import Privacy, Receipt, wanted
from bot.telegram.payload import Browse, Show
from bot.telegram.render import Rendered

Context = ContextTypes.DEFAULT_TYPE


@dataclass(frozen=True, slots=True)
class Commands:
    """The handlers of commands."""

    desk: Desk

    async def start(self, update: Update, context: Context) -> None:
        """/start: the greeting; behind a deep link (t.me/NAME?start=WHAT), the answer or the page that it leads to."""
        if not context.args or not update.message:
            await self._say(update, pages.start)
            return
        match wanted(context.args[0]):
            case Show(key):
                await Answers(self.desk).show(self.desk.pseudonyms.of_message(update.message), key)
            case Browse() as browse:
                await self._say(update, lambda answerer, language: pages.questions(answerer, language, browse))
            case Receipt(versions):
                await self.desk.prove(self.desk.pseudonyms.of_message(update.message), versions)
            case Privacy():
                await self.privacy(update, context)
            case None:
                await self._say(update, lambda _, language: pages.line(language, "telegram.ask-here"))

    async def help(self, update: Update, context: Context) -> None:
        me = context.bot.bot
        await self._say(update, lambda answerer, language: pages.help(answerer, language, me))

    async def topics(self, update: Update, _: Context) -> None:
        await self._say(update, pages.topics)

    async def sources(self, update: Update, _: Context) -> None:
        await self._say(update, pages.sources)

    async def about(self, update: Update, _: Context) -> None:
        await self._say(update, pages.about)

    async def why(self, update: Update, _: Context) -> None:
        """/why, in groups too: in reply to an answer or to its question, or after the last one."""
        if message := update.message:
            pointed = message.reply_to_message if address.points(message) else None
            original = self.desk.pseudonyms.original(pointed) if pointed else None
            await self.desk.explain(self.desk.pseudonyms.of_message(message), original)

    async def privacy(self, update: Update, _: Context) -> None:
        settings = self.desk.settings
        await self._say(update, lambda _, words: pages.privacy(words, settings.keep_days, settings.correct_days))

    async def privacy_in_group(self, update: Update, context: Context) -> None:
        """/privacy in a group: a line and the way to the rest, which others need not read."""
        url = links.privacy(context.bot.username)
        await self._say(
            update,
            lambda _, words: pages.linked(words.say("telegram.privacy-group"), words.say("button.privacy"), url),
        )

    async def corrections(self, update: Update, _: Context) -> None:
        """/corrections: what was corrected or withdrawn of late."""
        if update.message:
            request = self.desk.pseudonyms.of_message(update.message)
            await self.desk.say(request, await listed(self.desk, self.desk.lang(request)))

    async def forget(self, update: Update, _: Context) -> None:
        """/forget, in groups too."""
        if update.message:
            await self.desk.forget(self.desk.pseudonyms.of_message(update.message))

    async def language(self, update: Update, _: Context) -> None:
        """/language in a private chat: which one to choose."""
        if update.message:
            request = self.desk.pseudonyms.of_message(update.message)
            await self.desk.say(request, languages.page(self.desk, request))

    async def unknown(self, update: Update, _: Context) -> None:
        """Any other command in a private chat."""
        await self._say(update, lambda _, language: pages.line(language, "telegram.unknown-command"))

    async def _say(self, update: Update, page: Callable[[Answerer, Language], Rendered]) -> None:
        if update.message:
            request = self.desk.pseudonyms.of_message(update.message)
            await self.desk.say(request, page(self.desk.answerer, self.desk.language(request)))
