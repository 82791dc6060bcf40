"""Questions: typed, asked with /ask, or put to the bot in a group; new or edited."""

from dataclasses import dataclass, field

from telegram import Message, Update, User
from telegram.ext import ContextTypes

from bot.telegram import address, pages
from bot.telegram.answers import Answers
from bot.telegram.desk import Desk
from bot.telegram.long import question_in
from bot.telegram.recent import Recent
from bot.telegram.unasked import Talk

Context = ContextTypes.DEFAULT_TYPE


@dataclass(frozen=True, slots=True)
class Messages:
    """The handlers of questions. Each is called for new messages and for edited ones."""

    desk: Desk
    albums: Recent = field(default_factory=Recent)
    talk: Talk = field(default_factory=Talk)

    async def ask(self, update: Update, context: Context) -> None:
        """/ask QUESTION, or /ask in reply to the message that holds the question."""
        if message := _message(update):
            await self._answer(message, address.argument(message) or address.quoted(message, context.bot.bot))

    async def ask_in_channel(self, update: Update, context: Context) -> None:
        """The same in a post, answered under it for all readers: so without a question, there is nothing to say."""
        post = update.channel_post or update.edited_channel_post
        if post and (question := address.argument(post) or address.quoted(post, context.bot.bot)):
            await self._answer(post, question)

    async def check(self, update: Update, context: Context) -> None:
        """/check POST, or /check in reply to a post, or quoting a part of it."""
        if message := _message(update):
            post = address.argument(message) or address.quoted(message, context.bot.bot)
            await (self._check(message, post) if post else self._say(message, "check.which"))

    async def question(self, update: Update, context: Context) -> None:
        """Anything written in a private chat, under a picture too."""
        if message := _message(update):
            self._of_album(message)
            await self._answer_or_check(message, address.written(message), context.bot.bot)

    async def overheard(self, update: Update, context: Context) -> None:
        """Anything written in a group, under a picture too.

        Silence, unless it speaks to the bot, is the edit of a question answered, or the group wants more.
        """
        message = _message(update)
        if message is None:
            return
        if spoken := address.addressed(message, context.bot.bot):
            await self._answer_or_check(message, spoken.question, context.bot.bot)
        elif update.edited_message:
            if await self._answered(message):
                await self._answer(message, address.written(message))
        elif self._may_answer_unasked(message):
            await Answers(self.desk).volunteer(self.desk.pseudonyms.of_message(message), message.text or "")

    async def wordless(self, update: Update, _: Context) -> None:
        """A picture, a voice message or the like, in a private chat; of an album, the first."""
        message = _message(update)
        if message and not self._of_album(message):
            await self._say(message, "telegram.text-only")

    def _of_album(self, message: Message) -> bool:
        """Whether ``message`` belongs to an album of which the bot has seen a picture already."""
        album = message.media_group_id
        known = album is not None and album in self.albums
        if album is not None:
            self.albums.add(album)
        return known

    def _may_answer_unasked(self, message: Message) -> bool:
        chat = self.desk.pseudonyms.of_chat(message.chat.id)
        return self.desk.choices.manners(chat).unasked and self.talk.hear(message)

    async def _answered(self, message: Message) -> bool:
        past = await self.desk.memory.past(self.desk.pseudonyms.of_message(message))
        return past.reply_id is not None

    async def _answer_or_check(self, message: Message, question: str, me: User) -> None:
        language = self.desk.language(self.desk.pseudonyms.of_message(message))
        if post := address.doubted(message, me, question, language):
            await self._check(message, post)
        else:
            await self._answer(message, question)

    async def _check(self, message: Message, post: str) -> None:
        await self.desk.check(self.desk.pseudonyms.of_message(message), post)

    async def _answer(self, message: Message, question: str) -> None:
        read = question_in(question)
        if read:
            await Answers(self.desk).ask(self.desk.pseudonyms.of_message(message), read)
        else:
            await self._say(message, "telegram.ask" if read is not None else "telegram.too-long")

    async def _say(self, message: Message, line: str) -> None:
        request = self.desk.pseudonyms.of_message(message)
        await self.desk.say(request, pages.line(self.desk.language(request), line))


def _message(update: Update) -> Message | None:
    """The message of ``update``; None for a bot's, as two bots would talk to each other for ever."""
    message = update.message or update.edited_message
    if message is None or message.sender_chat or not message.from_user:
        return message
    return None if message.from_user.is_bot else message
